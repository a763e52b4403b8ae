"""What a questionnaire may not say twice, or differently in two places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from measurement.errors import Problem
from measurement.questionnaire.centres import Centres
from measurement.questionnaire.files.cells import problem
from measurement.questionnaire.model import CATEGORY, TEXT, Questionnaire
from measurement.questionnaire.scale import Scale
from measurement.questionnaire.spellings import has_words
from measurement.texts import mark, plain


def contradictions(place: Path, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Every place where a questionnaire contradicts itself."""
    yield from _ids(place, questionnaire)
    yield from _undescribed(place, questionnaire)
    yield from _unknown_modules(place, questionnaire)
    yield from _wordings(place, questionnaire)
    for scale in questionnaire.scales:
        yield from _spellings(place, scale)
    yield from _centres(place, questionnaire)


def _ids(place: Path, questionnaire: Questionnaire) -> Iterator[Problem]:
    for table, ids in (
        ("items", [i.id for i in questionnaire.items] + [o.id for o in questionnaire.options]),
        ("scales", [s.id for s in questionnaire.scales]),
        ("strategies", [s.id for s in questionnaire.strategies]),
        ("centres", [c.name.casefold() for c in questionnaire.centres]),
    ):
        for name in [n for n, times in Counter(ids).items() if times > 1]:
            yield problem(place, "{part}: '{name}' stands there twice.", part=table, name=name)


def _undescribed(place: Path, questionnaire: Questionnaire) -> Iterator[Problem]:
    scales, modules = {*questionnaire.scale_by_id, CATEGORY, TEXT}, set(questionnaire.module_by_id)
    for item in questionnaire.items:
        if item.scale not in scales:
            yield problem(
                place,
                "item {item}: the scale '{scale}' is not described.",
                "Describe it under [[scales]], or use one of: {known}.",
                item=item.id,
                scale=item.scale,
                known=sorted(scales),
            )
        if item.module not in modules:
            yield problem(
                place,
                "item {item}: the module '{module}' is not described.",
                "Describe it under [[modules]].",
                item=item.id,
                module=item.module,
            )
    if not any(item.closed for item in questionnaire.items):
        yield problem(place, "there is no item with a scale.", "Add at least one closed question.")


def _unknown_modules(place: Path, questionnaire: Questionnaire) -> Iterator[Problem]:
    """A survey cannot ask a module that is not described."""
    modules = set(questionnaire.module_by_id)
    for strategy in questionnaire.strategies:
        for moment, asked in strategy.modules.items():
            if unknown := sorted(set(asked) - modules):
                yield problem(
                    place,
                    "strategy {strategy}, {moment}: unknown modules {unknown}.",
                    strategy=strategy.id,
                    moment=moment,
                    unknown=unknown,
                )


def _wordings(place: Path, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Two statements, or two factors of one question, that no export can tell apart."""
    items = [
        (text, item.id)
        for item in questionnaire.items
        for text in (item.wording.nl, item.wording.en, *item.aliases)
    ]
    for text, (one, other) in _shared(items):
        yield problem(
            place,
            "statements {one} and {other} have the same wording: '{text}'.",
            "Give each its own wording, or take one of them out.",
            one=one,
            other=other,
            text=text[:80],
        )
    for question in dict.fromkeys(option.question.nl for option in questionnaire.options):
        own = [o for o in questionnaire.options if o.question.nl == question]
        named = [(t, o.id) for o in own for t in (o.wording.nl, o.wording.en, *o.aliases)]
        for text, (one, other) in _shared(named):
            yield problem(
                place,
                "factors {one} and {other} have the same wording: '{text}'.",
                "Give each its own wording, or take one of them out.",
                one=one,
                other=other,
                text=text[:80],
            )


def _spellings(place: Path, scale: Scale) -> Iterator[Problem]:
    """One way to write two points, or a point and n.v.t."""
    pairs = [(text, str(point)) for point, texts in scale.spellings.items() for text in texts]
    for first, last in scale.ends.values():
        pairs += [(first, str(scale.points[0])), (last, str(scale.points[-1]))]
    pairs += [(str(point), str(point)) for point in scale.points]
    pairs += [(text, "n.v.t.") for text in scale.not_applicable]
    for text, (one, other) in _shared(pairs):
        yield problem(
            place,
            "scale {scale}: '{text}' stands for {one} and for {other}.",
            "Leave that spelling at one of the two.",
            scale=scale.id,
            text=text[:80],
            one=one,
            other=other,
        )


def _centres(place: Path, questionnaire: Questionnaire) -> Iterator[Problem]:
    """One way to write two centres."""
    key = Centres(questionnaire).key
    names = [(name, c.name) for c in questionnaire.centres for name in (c.name, *c.aliases)]
    for text, (one, other) in _shared(names, lambda name: [key(name)]):
        if one.casefold() != other.casefold():
            yield problem(
                place,
                "the spelling '{text}' belongs to two centres: {one} and {other}.",
                "Leave that spelling at one of the two in centres.csv.",
                text=text[:80],
                one=one,
                other=other,
            )


def _keys(text: str) -> Iterable[str]:
    return (mark(text), f"\0{plain(text)}") if has_words(text) else (mark(text),)


def _shared(
    pairs: Iterable[tuple[str, str]], keys: Callable[[str], Iterable[str]] = _keys
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Texts that belong to two owners, each with these two; the same two are named once."""
    owners: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for text, owner in pairs:
        for key in filter(None, keys(text)):
            both = (owners.setdefault(key, owner), owner)
            if both[0] != owner and both not in told:
                told.add(both)
                yield text, both
