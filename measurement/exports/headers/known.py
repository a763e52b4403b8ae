"""Every name that a questionnaire knows, and the meaning of a header by these names."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from measurement.exports.headers.header import Header
from measurement.exports.headers.meaning import (
    ALIAS,
    ASK,
    CODE,
    ID,
    LOOK,
    SIMILAR,
    TOOL,
    UNKNOWN,
    WORDING,
    Meaning,
    loosely,
)
from measurement.exports.headers.platforms import Platform, survey_columns
from measurement.exports.headers.similar import SimilarWordings
from measurement.questionnaire.model import CATEGORY, Item, Option, Questionnaire
from measurement.texts import plain
from measurement.word_lists import words

_STEM = 5  # letters by which words are taken to be of one stem


class Names:
    """Every name that a questionnaire knows, ready to be looked up."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.texts: dict[str, Meaning] = {}
        self.codes: dict[str, Meaning] = {}
        self._alike: dict[str, Meaning] = {}  # codes that survey tools may have made of an id
        for item in questionnaire.items:
            self._add_item(item)
        for option in questionnaire.options:
            self._add_option(option)
        for text, role in survey_columns().items():
            self.texts.setdefault(text, Meaning("survey", role, ALIAS))
        self._alike = {code: m for code, m in self._alike.items() if code not in self.codes}
        self._like = SimilarWordings(self.texts, questionnaire.thresholds)

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
        for code in (item.id, *item.codes):
            how = CODE if code in item.codes else ID
            self.codes.setdefault(_code(code), Meaning(kind, key, how))
        for code in _sub_question(item.id):
            look = Meaning(kind, key, LOOK, array=_array(code))
            self._alike.setdefault(_code(code), look)
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
            how = CODE if code in option.codes else ID
            self.codes.setdefault(_code(code), Meaning("option", option.id, how))
        for code in option.codes:
            stem = re.sub(r"\[\w+\]$", "", code)
            self.codes.setdefault(_code(stem), Meaning("question", option.question.nl, CODE))
            self.codes.setdefault(_code(f"{stem}[other]"), Meaning("other", stem, CODE))

    def _text(self, text: str, meaning: Meaning) -> None:
        if plain(text):
            self.texts.setdefault(plain(text), meaning)

    @cached_property
    def _characteristics(self) -> set[str]:
        return {"centre", *(item.dimension for item in self.questionnaire.items)}

    def knows(self, text: str, exactly: bool = False) -> bool:
        """Whether a header text names something of the questionnaire."""
        if plain(text) in self.texts or _code(text) in {**self._alike, **self.codes}:
            return True
        return not exactly and self._like.of(text).how == SIMILAR

    def meaning(self, header: Header, platform: Platform) -> Meaning:
        """The meaning of a column, from its header alone."""
        for text in (*header.codes, *header.texts):
            if (role := platform.role(text)) and not self._named_as_item(header):
                return Meaning("meta", role, TOOL)
        for text in header.texts:
            if meaning := self.texts.get(plain(text)):
                return meaning
        if declared := self._declared(header, platform):
            return declared
        similar = [self._like.of(text) for text in header.texts]
        best = max(similar, key=lambda m: (m.how == SIMILAR, m.score), default=UNKNOWN)
        if best.how == SIMILAR:
            return best
        if self._is_consent(header):
            return Meaning("consent", "", WORDING)
        by_code = self._by_code(header)
        if by_code.kind != "unknown":
            return by_code
        if best.how == ASK or by_code is UNKNOWN:
            return best if best.how == ASK else loosely(header.shown, self._characteristics)
        return by_code

    def _declared(self, header: Header, platform: Platform) -> Meaning | None:
        """The meaning of a code that the questionnaire declares, beside whatever text."""
        for code in header.codes:
            meaning = self.codes.get(_code(code))
            sure = re.search(r"[\d\[_]", code) or platform.raw.get("codes_before_text")
            if meaning and meaning.how == CODE and (sure or not _contradicts(header, code)):
                return replace(meaning, beside=_contradicts(header, code))
        return None

    def _by_code(self, header: Header) -> Meaning:
        """The meaning by a code that is the header, or a part of it; perhaps only a proposal."""
        asked = UNKNOWN
        for code in (*header.codes, *header.texts):
            meaning = self.codes.get(_code(code)) or self._alike.get(_code(code))
            if meaning is None:
                continue
            if self._other_subject(header, code, meaning):
                asked = Meaning("unknown", meaning.key, ASK, array=_around(header, code))
            elif not _contradicts(header, code):
                around = _around(header, code)
                return replace(meaning, how=LOOK, array=around) if around else meaning
        return asked

    def _named_as_item(self, header: Header) -> bool:
        """A statement in the questionnaire's own words is never metadata, unless prefixed so."""
        whole = header.texts[-1] if header.texts else ""
        named = [self.texts.get(plain(text)) for text in header.texts[:1]]
        return any(m is not None and m.kind == "item" for m in named) and not re.match(
            r"^(punten|feedback|points)\b", plain(whole)
        )

    def _other_subject(self, header: Header, code: str, meaning: Meaning) -> bool:
        """Whether a few words beside a code speak of something that its statement does not name."""
        item = self.questionnaire.item_by_id.get(meaning.key)
        beside = {
            w
            for t in _beside(header, code)
            for w in plain(t).split()
            if len(w) >= _STEM and w.isalpha()
        }
        if item is None or not beside or beside & words("before_score"):
            return False
        item_texts = " ".join(
            (item.id, item.wording.nl, item.wording.en, item.dimension, *item.aliases)
        )
        stems = {word[:_STEM] for word in plain(item_texts).split()}
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


def _around(header: Header, code: str) -> str:
    """What stands around a code that is not the whole header: ``zaal`` in ``ZAAL[A1]``."""
    whole = {_code(text) for text in (header.shown, *header.codes)}
    return "" if _code(code) in whole else _array(header.shown)


def _array(code: str) -> str:
    """The array that a code names: what stands before its last part."""
    return re.sub(r"_?[^_]*$", "", _code(code))


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
