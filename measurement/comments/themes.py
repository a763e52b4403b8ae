"""Themes of open answers: which of the words of ``themes.csv`` a remark holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from measurement.comments.keywords import stem
from measurement.comments.scored import bands_of, leaning
from measurement.comments.tables import THEMED, THEMES
from measurement.errors import Problem
from measurement.questionnaire.files.data_files import fault
from measurement.questionnaire.files.lists import DataList, Where
from measurement.questionnaire.model import Thresholds
from measurement.texts import folded
from measurement.words import Label, Sentence, say

OTHER = "other"  # remarks without a theme
JOINED_BY = "|"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\*?")


class Theme(BaseModel):
    """A subject of remarks, with the words that tell it. Columns of ``themes.csv``.

    A word is found in all its forms (``oefening`` finds ``oefeningen``), several words as they
    follow each other; a word that ends in ``*`` is found in every word that begins so
    (``werkdruk*`` finds ``werkdrukte``).
    """

    model_config = ConfigDict(frozen=True, extra="ignore", ignored_types=(cached_property,))

    id: str = Field(min_length=1, pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")
    label: Label
    words: tuple[str, ...] = Field(min_length=1)
    status: Literal["seed", "assumed"] = "assumed"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the words of a remark, as :func:`_spelt` writes them, hold of this theme."""
        return _any(map(_pattern, self.words))

    @cached_property
    def first(self) -> re.Pattern[str]:
        """The first words of what is looked for: without one of these the theme is not there."""
        return _any(_pattern(" ".join(_WORD.findall(words)[:1])) for words in self.words)


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(filter(None, patterns)) or r"(?!)")


def _pattern(words: str) -> str:
    """One or several words of a theme as a pattern; '' where there is no letter in it."""
    parts = [
        rf"\|{re.escape(folded(word[:-1]))}[^|]*"
        if word.endswith("*")
        else rf"\|[^|~]*~{re.escape(stem(word))}"
        for word in _WORD.findall(words)
    ]
    return "".join(parts) + r"(?=\|)" if parts else ""


def _spelt(text: str) -> str:
    """The words of a remark with their stems: ``|word~stem|word~stem|``."""
    return "|" + "".join(map(_word, _WORD.findall(text)))


@lru_cache(maxsize=1 << 15)
def _word(word: str) -> str:
    bare = word.rstrip("*")
    return f"{folded(bare)}~{stem(bare)}|"


def load(path: str | os.PathLike[str] | None = None) -> tuple[Theme, ...]:
    """The themes of ``themes.csv`` beside a questionnaire; none without that file.

    See :func:`~measurement.questionnaire.files.reading.load`. Raises :class:`ExportError` with every fault found.
    """
    return LISTED.rows(path)


def _contradictions(place: Path, themes: Sequence[Theme], _path: Where) -> Iterator[Problem]:
    if OTHER in {theme.id for theme in themes}:
        yield fault(
            place,
            "the theme '{name}' is kept for remarks without a theme.",
            "Give it another id.",
            name=OTHER,
        )
    for theme in themes:
        if empty := [words for words in theme.words if not _pattern(words)]:
            yield fault(
                place,
                "theme {theme}: {found} is not a word.",
                "Separate words with | and write letters.",
                theme=theme.id,
                found=empty,
            )


LISTED = DataList("themes.csv", Theme, check=_contradictions)


def theme_label(theme: str, themes: Sequence[Theme]) -> Label | Sentence:
    """The name of a theme; its id where the file has none."""
    if theme == OTHER:
        return say("no theme")
    return next((one.label for one in themes if one.id == theme), Label(theme))


def with_themes(scored: pd.DataFrame, themes: Sequence[Theme]) -> pd.DataFrame:
    """The declared table ``themed``: the scored remarks with the ids of their themes.

    Several are joined by ``|``, in the order of the file; missing where no theme is found.
    """
    find = _finder(themes)
    joined = [JOINED_BY.join(find(str(text))) for text in scored["text"].cat.categories]
    codes = scored["text"].cat.codes.to_numpy()
    values = pd.Series(np.array([*joined, ""], dtype=object)[codes], index=scored.index)
    themed = scored.assign(themes=pd.Categorical(values.where(values != "")))
    return themed[list(THEMED.names)]


def _finder(themes: Sequence[Theme]) -> Callable[[str], list[str]]:
    """What finds the themes of a text: each distinct word is looked up once."""

    @cache
    def hinted(word: str) -> frozenset[int]:
        spelt = f"|{_word(word)}"
        return frozenset(i for i, theme in enumerate(themes) if theme.first.search(spelt))

    def found(text: str) -> list[str]:
        hints = frozenset[int]().union(*map(hinted, _WORD.findall(text)))
        if not hints:
            return []
        said = _spelt(text)
        return [themes[i].id for i in sorted(hints) if themes[i].pattern.search(said)]

    return found


def themes_of(value: object) -> list[str]:
    """The themes in one cell of ``themes``.

    >>> themes_of("time|team"), themes_of(float("nan"))
    (['time', 'team'], [])
    """
    return value.split(JOINED_BY) if isinstance(value, str) else []


def theme_table(
    themed: pd.DataFrame,
    themes: Sequence[Theme],
    by: Sequence[str] = (),
    limits: Thresholds | None = None,
) -> pd.DataFrame:
    """The declared table ``themes``: one row per theme in the order of the file, then ``other``.

    ``n`` is the number of remarks with the theme; one remark counts for each of its themes. The
    shares are those among the remarks of people with mostly low, and with mostly high scores (see
    :func:`measurement.comments.scored.leaning`). ``by`` names columns to group by.
    """
    groups = list(by)
    ids = [*(theme.id for theme in themes), OTHER]
    table = leaning(themed, groups, lambda part: _counted(part, ids), limits)
    table["theme"] = pd.Categorical(table["theme"], categories=ids)
    for name in groups:
        table[name] = pd.Categorical(table[name])
    return table[[*groups, *THEMES.names]]


def _counted(themed: pd.DataFrame, ids: Sequence[str]) -> pd.DataFrame:
    """In how many remarks each theme occurs, of all and per band."""
    low, high = bands_of(themed)
    held = [set(themes_of(value)) or {OTHER} for value in themed["themes"].astype(object)]
    marks = np.array([[one in themes for one in ids] for themes in held], bool)
    marks = marks.reshape(len(themed), len(ids))
    return pd.DataFrame(
        {
            "theme": pd.Series(list(ids), dtype="str"),
            "n": marks.sum(axis=0).astype(np.int64),
            "n_low": marks[low].sum(axis=0).astype(np.int64),
            "of_low": np.full(len(ids), int(low.sum()), np.int64),
            "n_high": marks[high].sum(axis=0).astype(np.int64),
            "of_high": np.full(len(ids), int(high.sum()), np.int64),
        }
    )
