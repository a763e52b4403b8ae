"""The pages' door to open answers: remarks, their themes and key words, and releasing quotes."""

from __future__ import annotations

import pandas as pd

from measurement.comments import keywords, personal_data, themes
from measurement.comments.scored import BANDS, scored
from measurement.comments.tables import REMARKS
from measurement.comments.themes import Theme
from measurement.tables import records
from measurement.texts import folded
from measurement.words import plural, some
from measurement.words import text as _
from pages.desk import source
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.frame import person

OTHER = themes.OTHER
ALL, UNSCORED = "all", "unscored"


def known_themes() -> tuple[Theme, ...]:
    """The themes in force (read again when their file changes)."""
    return themes.load()


def theme_name(theme: str) -> str:
    """The name of a theme in the reader's language."""
    return str(themes.theme_label(theme, known_themes()))


def themes_in(cell: object) -> list[str]:
    """The names of the themes in one cell."""
    return [theme_name(theme) for theme in themes.themes_of(cell)]


@kept
def everything() -> pd.DataFrame:
    """The declared table ``themed``: all remarks, with scores and themes."""
    table = scored(source.store().comments.table(), source.all_answers())
    return themes.with_themes(table, known_themes())


@kept
def chosen(selection: Selection) -> pd.DataFrame:
    """The remarks of a selection."""
    return _narrowed(everything(), selection)


def _narrowed(table: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    for column, values in selection.filters().items():
        table = table[table[column].isin(values)]
    return table.reset_index(drop=True)


@kept
def theme_table(selection: Selection) -> pd.DataFrame:
    """The declared table ``themes``, without themes that do not occur."""
    table = themes.theme_table(
        chosen(selection), known_themes(), limits=source.questionnaire().thresholds
    )
    return table[table["n"] > 0].reset_index(drop=True)


@kept
def keyword_table(selection: Selection) -> pd.DataFrame:
    """The declared table ``keywords``."""
    return keywords.keywords(chosen(selection), limits=source.questionnaire().thresholds)


@kept
def _known_words() -> frozenset[str]:
    people = source.all_answers().respondents
    names = [people[column].dropna().astype(str).unique() for column in ("initiative", "centre")]
    return personal_data.known_words(source.questionnaire(), *names)


def marks(text: str) -> tuple[personal_data.Mark, ...]:
    """What in a remark may tell who somebody is."""
    return personal_data.marks(text, _known_words())


def proposed(text: str) -> str:
    """A remark as it is proposed for release: without what is marked."""
    return personal_data.without_marks(text, _known_words())


def found(
    selection: Selection,
    search: str = "",
    band: str = ALL,
    theme: str = ALL,
    released: bool = False,
) -> pd.DataFrame:
    """The remarks that hold every word searched for, of this band and theme.

    The newest school year first. Case and accents make no difference. Nothing is kept of it: what is searched may be a name.
    """
    table = chosen(selection)
    if band != ALL:
        bands = table["band"].astype(object)
        table = table[bands.isna() if band == UNSCORED else bands == band]
    if theme != ALL:
        wanted = {theme}
        held = table["themes"].astype(object).map(themes.themes_of, na_action=None)
        fits = [bool(wanted & (set(of) or {themes.OTHER})) for of in held]
        table = table[pd.Series(fits, index=table.index, dtype=bool)]
    if released:
        table = table[table["released"]]
    words = folded(search).split()
    texts = table["text"].astype(str).map(lambda text: folded(text))
    fits = [all(word in text for word in words) for text in texts]
    table = table[pd.Series(fits, index=table.index, dtype=bool)]
    newest = table.iloc[::-1].sort_values("school_year", ascending=False, kind="stable")
    return newest.reset_index(drop=True)


def to_take_away(table: pd.DataFrame) -> pd.DataFrame:
    """The declared table ``remarks``: without the numbers of persons."""
    return table[list(REMARKS.names)].reset_index(drop=True)


def release(comment: int, text: str) -> None:
    """Let a remark be quoted with this text; the audit log keeps who did."""
    person.me().require("release_quotes")
    source.store().comments.release(comment, text)
    source.store().audit.record(person.me().by, "quote_released", {"remark": comment})


def withdraw(comment: int) -> None:
    """Let a remark no longer be quoted."""
    person.me().require("release_quotes")
    source.store().comments.withdraw(comment)
    source.store().audit.record(person.me().by, "quote_withdrawn", {"remark": comment})


@kept
def sentences(selection: Selection) -> list[str]:
    """How many remarks there are, of whom, and which themes go with low or high scores."""
    table, n_answers = chosen(selection), source.all_answers(selection).n
    answers = plural("{n} answer", "{n} answers", n_answers)
    lines = [
        plural("{n} remark in {answers}.", "{n} remarks in {answers}.", len(table), answers=answers)
    ]
    n = {band: int((table["band"] == band).sum()) for band in BANDS}
    lines.append(
        _(
            "Of people with mostly low scores: {low}; with mostly high scores: {high}; as many of both: {mixed}; without scores: {none}.",
            none=len(table) - sum(n.values()),
            **n,
        )
    )
    return [*lines, *_leanings(selection)]


def _leanings(selection: Selection) -> list[str]:
    """Which themes the corrected test finds more with low or with high scores."""
    few = source.questionnaire().thresholds.few_answers
    table = theme_table(selection)
    if (table["leans"].astype(str) == "too_few").all():
        return [
            _(
                "Too few people wrote something to say which themes go with low or high scores: that takes at least {few} with low and {few} with high scores.",
                few=few,
            )
        ]
    names = {
        leans: [theme_name(str(r.theme)) for r in records(table) if str(r.leans) == leans]
        for leans in ("low", "high")
    }
    lines = []
    if names["low"]:
        lines.append(_("Occurs more often with low scores: {themes}.", themes=names["low"]))
    if names["high"]:
        lines.append(_("Occurs more often with high scores: {themes}.", themes=names["high"]))
    return lines or [_("No theme occurs clearly more often with low or with high scores.")]


def most_said(table: pd.DataFrame, column: str) -> str:
    """What occurs in most remarks, in a sentence; '' where nothing does."""
    if table.empty or not int(table["n"].max()):
        return ""
    most = int(table["n"].max())
    values = table.loc[table["n"] == most, column].astype(str)
    return plural(
        "Most often: {name}, in {n} remark.",
        "Most often: {name}, in {n} remarks.",
        most,
        name=some([theme_name(v) if column == "theme" else v for v in values]),
    )
