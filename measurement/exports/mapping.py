"""What each column of an export means: metadata, a person characteristic, an item, a factor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from measurement.exports.headers import Header
from measurement.exports.platforms import Platform, plain, survey_columns
from measurement.questionnaire import CATEGORY, Item, Questionnaire

# How a column was recognised, from the surest to a mere proposal.
CHOSEN, TOOL, ID, WORDING, ALIAS, CODE, SIMILAR, ASK, NONE = (
    "chosen",
    "tool",
    "id",
    "wording",
    "alias",
    "code",
    "similar",
    "ask",
    "none",
)


@dataclass(frozen=True)
class Meaning:
    """What a column is for.

    ``kind`` is meta, survey, person, item, question (multi-select in one column), option, open,
    consent or unknown; ``key`` names the role, characteristic, item or option.
    """

    kind: str
    key: str = ""
    how: str = NONE
    score: float = 100.0


class Names:
    """Every name that a questionnaire knows, ready to be looked up."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.texts: dict[str, Meaning] = {}
        self.codes: dict[str, Meaning] = {}
        for item in questionnaire.items:
            self._add_item(item)
        for option in questionnaire.options:
            meaning = Meaning("option", option.id)
            for text in (option.wording.nl, option.wording.en, *option.aliases):
                self._text(text, meaning, WORDING)
            for text in (option.question.nl, option.question.en):
                self._text(text, Meaning("question", option.question.nl), WORDING)
            for code in (option.id, *option.codes):
                self.codes.setdefault(_code(code), Meaning("option", option.id, CODE))
            for code in option.codes:
                stem = re.sub(r"\[\w+\]$", "", code)
                self.codes.setdefault(_code(stem), Meaning("question", option.question.nl, CODE))
                self.codes.setdefault(_code(f"{stem}[other]"), Meaning("other", stem, CODE))
        for text, role in survey_columns().items():
            self.texts.setdefault(text, Meaning("survey", role, ALIAS))

    def _add_item(self, item: Item) -> None:
        kind = "item" if item.closed else "person" if item.scale == CATEGORY else "open"
        key = item.id if kind == "item" else item.dimension or item.id
        if kind == "open" and item.dimension not in ("open", ""):
            kind = "person" if item.dimension == "education" else "open"
        for text in (item.wording.nl, item.wording.en):
            self._text(text, Meaning(kind, key), WORDING)
        for text in item.aliases:
            self._text(text, Meaning(kind, key), ALIAS)
        for code in (item.id, *item.codes, *_sub_question(item.id)):
            self.codes.setdefault(_code(code), Meaning(kind, key, ID if code == item.id else CODE))
        if not item.closed:
            for code in item.codes:
                self.codes.setdefault(_code(f"{code}[other]"), Meaning("other", key, CODE))

    def _text(self, text: str, meaning: Meaning, how: str) -> None:
        if plain(text):
            self.texts.setdefault(plain(text), Meaning(meaning.kind, meaning.key, how))

    @cached_property
    def _wordings(self) -> list[str]:
        return [
            t
            for t, m in self.texts.items()
            if m.kind in ("item", "option", "question") and len(t) > 8
        ]

    def knows(self, text: str) -> bool:
        """Whether a header text names something of the questionnaire, exactly or by code."""
        return (
            plain(text) in self.texts
            or _code(text) in self.codes
            or self._similar(text).how == SIMILAR
        )

    def meaning(self, header: Header, platform: Platform) -> Meaning:
        """The meaning of a column, from its header alone."""
        for text in (*header.codes, *header.texts):
            if (role := platform.role(text)) and not self._named_as_item(header):
                return Meaning("meta", role, TOOL)
        for text in header.texts:
            if found := self.texts.get(plain(text)):
                return found
        similar = [self._similar(text) for text in header.texts]
        best = max(similar, key=lambda m: (m.how == SIMILAR, m.score), default=Meaning("unknown"))
        if best.how == SIMILAR:
            return best
        if self._is_consent(header):
            return Meaning("consent", "", WORDING)
        for code in (*header.codes, *header.texts):
            if (found := self.codes.get(_code(code))) and not _contradicts(header, code):
                return found
        return best if best.how == ASK else self._loosely(header)

    def _named_as_item(self, header: Header) -> bool:
        """A statement in the questionnaire's own words is never metadata, unless prefixed so."""
        whole = header.texts[-1] if header.texts else ""
        return any(
            (m := self.texts.get(plain(t))) is not None and m.kind == "item"
            for t in header.texts[:1]
        ) and not re.match(r"^(punten|feedback|points)\b", plain(whole))

    def _similar(self, text: str) -> Meaning:
        from rapidfuzz import fuzz, process

        limits = self.questionnaire.thresholds
        wanted = plain(text)
        if len(wanted) < 12:
            return Meaning("unknown")
        close = process.extract(
            wanted, self._wordings, scorer=fuzz.ratio, limit=6, score_cutoff=limits.header_ask
        )
        if not close:
            return Meaning("unknown")
        best = self.texts[close[0][0]]
        others = [score for name, score, _ in close if self.texts[name].key != best.key]
        clear = (
            close[0][1] >= limits.header_accept
            and close[0][1] - max(others, default=0) >= limits.header_margin
        )
        kind = best.kind if clear else "unknown"
        return Meaning(kind, best.key, SIMILAR if clear else ASK, float(close[0][1]))

    def _is_consent(self, header: Header) -> bool:
        starts = [plain(s) for s in self.questionnaire.consent.get("headers", ())]
        return any(s and s in plain(t) for t in header.texts for s in starts)

    def _loosely(self, header: Header) -> Meaning:
        """Person and survey columns by a telling word, so that wordings may vary."""
        words = f" {plain(header.shown)} "
        for pattern, meaning in _LOOSE:
            if re.search(pattern, words):
                known = {i.dimension for i in self.questionnaire.items}
                if meaning.kind == "survey" or meaning.key in known:
                    return meaning
        return Meaning("unknown")


_LOOSE: tuple[tuple[str, Meaning], ...] = (
    (
        r" (welk|welke|which|naam van (je|jouw|het)) (clb|centrum|centre|vestiging) ",
        Meaning("person", "centre", SIMILAR),
    ),
    (
        r" (welke|which) (opleiding|vorming|plg|initiatief|training|sessie|infosessie)(en)? .*(volg|nam|deel|bij|attend|follow)",
        Meaning("survey", "initiative", SIMILAR),
    ),
    (
        r" (hoeveel|aantal|how many) (jaar|jaren|years) .*(ervaring|werk|clb|experience|work)",
        Meaning("person", "experience", SIMILAR),
    ),
    (
        r" (je|jouw|uw|your) (ambt|discipline|functie|function|job) ",
        Meaning("person", "ambt", SIMILAR),
    ),
)


def _contradicts(header: Header, code: str) -> bool:
    """A bare id is trusted only when the header carries no words of its own beside it."""
    rest = [t for t in header.texts if t != code and not t.startswith(code)]
    return any(len(plain(t).split()) > 3 for t in rest)


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


def meanings(
    headers: tuple[Header, ...], names: Names, platform: Platform, chosen: Mapping[str, str]
) -> list[Meaning]:
    """The meaning of every column. ``chosen`` maps headers to ids that a person chose."""
    found = []
    for header in headers:
        choice = chosen.get(header.shown, chosen.get(str(header.index)))
        if choice is None:
            found.append(names.meaning(header, platform))
        elif not choice:
            found.append(Meaning("unknown", "", CHOSEN))
        else:
            known = names.questionnaire.item_by_id.get(choice)
            option = any(choice == o.id for o in names.questionnaire.options)
            kind = "option" if option else "item" if known and known.closed else "person"
            found.append(
                Meaning(
                    kind,
                    choice if known and known.closed else known.dimension if known else choice,
                    CHOSEN,
                )
            )
    return found
