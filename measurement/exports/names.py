"""Every name that a questionnaire knows, and the meaning of a header by these names."""

from __future__ import annotations

import re
from functools import cached_property

from measurement.exports.headers import Header
from measurement.exports.likeness import Likeness
from measurement.exports.meaning import (
    ALIAS,
    ASK,
    CODE,
    ID,
    SIMILAR,
    TOOL,
    UNKNOWN,
    WORDING,
    Meaning,
    loosely,
)
from measurement.exports.platforms import Platform, plain, survey_columns, words
from measurement.questionnaire import CATEGORY, Item, Option, Questionnaire

_STEM = 5  # letters by which words are taken to be of one stem


class Names:
    """Every name that a questionnaire knows, ready to be looked up."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.texts: dict[str, Meaning] = {}
        self.codes: dict[str, Meaning] = {}
        for item in questionnaire.items:
            self._add_item(item)
        for option in questionnaire.options:
            self._add_option(option)
        for text, role in survey_columns().items():
            self.texts.setdefault(text, Meaning("survey", role, ALIAS))
        self._like = Likeness(self.texts, questionnaire.thresholds)

    def _add_item(self, item: Item) -> None:
        kind = "item" if item.closed else "person" if item.scale == CATEGORY else "open"
        key = item.id if kind == "item" else item.dimension or item.id
        if kind == "open" and item.dimension == "education":
            kind = "person"
        if kind == "open":
            key = item.id
        for text in (item.wording.nl, item.wording.en):
            self._text(text, Meaning(kind, key, WORDING))
        for text in item.aliases:
            self._text(text, Meaning(kind, key, ALIAS))
        for code in (item.id, *item.codes, *_sub_question(item.id)):
            how = ID if code == item.id else CODE
            self.codes.setdefault(_code(code), Meaning(kind, key, how))
        if not item.closed:
            for code in item.codes:
                self.codes.setdefault(_code(f"{code}[other]"), Meaning("other", key, CODE))

    def _add_option(self, option: Option) -> None:
        question = Meaning("question", option.question.nl, WORDING)
        for text in (option.wording.nl, option.wording.en, *option.aliases):
            self._text(text, Meaning("option", option.id, WORDING))
        for text in (option.question.nl, option.question.en):
            self._text(text, question)
        for code in (option.id, *option.codes):
            self.codes.setdefault(_code(code), Meaning("option", option.id, CODE))
        for code in option.codes:
            stem = re.sub(r"\[\w+\]$", "", code)
            self.codes.setdefault(_code(stem), Meaning("question", option.question.nl, CODE))
            self.codes.setdefault(_code(f"{stem}[other]"), Meaning("other", stem, CODE))

    def _text(self, text: str, meaning: Meaning) -> None:
        if plain(text):
            self.texts.setdefault(plain(text), meaning)

    @cached_property
    def _characteristics(self) -> set[str]:
        return {item.dimension for item in self.questionnaire.items}

    def knows(self, text: str, exactly: bool = False) -> bool:
        """Whether a header text names something of the questionnaire."""
        if plain(text) in self.texts or _code(text) in self.codes:
            return True
        return not exactly and self._like.of(text).how == SIMILAR

    def meaning(self, header: Header, platform: Platform) -> Meaning:
        """The meaning of a column, from its header alone."""
        for text in (*header.codes, *header.texts):
            if (role := platform.role(text)) and not self._named_as_item(header):
                return Meaning("meta", role, TOOL)
        for text in header.texts:
            if found := self.texts.get(plain(text)):
                return found
        similar = [self._like.of(text) for text in header.texts]
        best = max(similar, key=lambda m: (m.how == SIMILAR, m.score), default=UNKNOWN)
        if best.how == SIMILAR:
            return best
        if self._is_consent(header):
            return Meaning("consent", "", WORDING)
        asked = UNKNOWN
        for code in (*header.codes, *header.texts):
            found = self.codes.get(_code(code))
            if found and self._other_subject(header, code, found):
                asked = Meaning("unknown", found.key, ASK)
            elif found and not _contradicts(header, code):
                return found
        if best.how == ASK or asked is UNKNOWN:
            return best if best.how == ASK else loosely(header.shown, self._characteristics)
        return asked

    def _named_as_item(self, header: Header) -> bool:
        """A statement in the questionnaire's own words is never metadata, unless prefixed so."""
        whole = header.texts[-1] if header.texts else ""
        named = [self.texts.get(plain(text)) for text in header.texts[:1]]
        return any(m is not None and m.kind == "item" for m in named) and not re.match(
            r"^(punten|feedback|points)\b", plain(whole)
        )

    def _other_subject(self, header: Header, code: str, found: Meaning) -> bool:
        """Whether a few words beside a code speak of something that its statement does not name."""
        item = self.questionnaire.item_by_id.get(found.key)
        beside = {
            w
            for t in _beside(header, code)
            for w in plain(t).split()
            if len(w) >= _STEM and w.isalpha()
        }
        if item is None or not beside or beside & words("before_score"):
            return False
        known = " ".join((item.id, item.wording.nl, item.wording.en, item.dimension, *item.aliases))
        stems = {word[:_STEM] for word in plain(known).split()}
        return not any(word[:_STEM] in stems for word in beside)

    def _is_consent(self, header: Header) -> bool:
        consent = self.questionnaire.consent
        starts = [plain(s) for s in consent.get("headers", ())]
        others = {plain(s) for s in consent.get("other_subjects", ())}
        return any(
            s and s in plain(t) and not others & set(plain(t).split())
            for t in header.texts
            for s in starts
        )


def _contradicts(header: Header, code: str) -> bool:
    """A bare id is trusted only when the header carries no words of its own beside it."""
    return any(len(plain(t).split()) > 3 for t in _beside(header, code))


def _beside(header: Header, code: str) -> list[str]:
    return [t for t in header.texts if t != code and not t.startswith(code)]


def _sub_question(item: str) -> tuple[str, ...]:
    """How survey tools write the n-th statement of a block: ``A[SQ003]``, ``A_3``, ``A[3]``."""
    match = re.fullmatch(r"([A-Za-z]+)(\d+)", item)
    if not match:
        return ()
    block, n = match[1], int(match[2])
    return (
        f"{block}[SQ{n:03d}]",
        f"{block}_SQ{n:03d}",
        f"{block}[{n}]",
        f"{block}_{n}",
        f"{block}_{block}{n}",
        f"{block}[{block}{n}]",
        f"{block}0{n}",
    )


def _code(text: str) -> str:
    """A code for comparison: ``A[SQ001]`` and ``a_sq001`` are one."""
    return re.sub(r"[\[._ ]+", "_", text.strip().casefold()).replace("]", "").strip("_")
