"""The pages' door to the inspection: results, and the survey beside them. Kept as in ``pages.desk.source``."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from measurement.centre.inspection import inspection
from measurement.centre.inspection import sentences as inspection_words
from measurement.charts import canvas, colours, levels
from measurement.charts.rows import Row, shares
from measurement.denominator import Denominator, of_words, printed
from measurement.measures.extremes import Value, spread
from measurement.questionnaire import inspection_links
from measurement.questionnaire.inspection_links import InspectionLinks
from measurement.tables import records
from measurement.words import text as _
from measurement.words import year
from pages.desk import centres as network
from pages.desk import source
from pages.desk.cache import kept


def scale_name(scale: str) -> str:
    """A scale of the inspection by its name in terms.csv."""
    return str(network.known().label("scale", scale))


def level_name(level: str) -> str:
    """A level of the inspection by its name in terms.csv."""
    return str(network.known().label("level", level))


def _order() -> tuple[str, ...]:
    return tuple(network.known().named("scale"))


def links() -> InspectionLinks:
    """Which items bear on which scale (read again when the file changes)."""
    return inspection_links.load()


@kept
def results() -> pd.DataFrame:
    """The declared table ``inspections``."""
    return source.store().centres.inspections()


@kept
def centres() -> list[str]:
    """The centres with a result or with answers, by name."""
    inspected = set(results()["centre"].astype(str))
    return sorted({*inspected, *network.centres()})


@kept
def scales() -> pd.DataFrame:
    """The declared table ``inspection_scales``."""
    return inspection.inspection_scales(results(), _order(), _confidence())


@kept
def over_time() -> pd.DataFrame:
    """The declared table ``inspection_scales`` per school year."""
    return inspection.over_time(results(), _order(), _confidence())


def few() -> int:
    """Fewer persons than this are too few to say anything."""
    return source.questionnaire().thresholds.few_answers


def _confidence() -> float:
    return source.questionnaire().thresholds.confidence


@kept
def beside() -> pd.DataFrame:
    """The declared table ``inspection_beside_survey``, of all answers there are."""
    return inspection.beside(results(), source.answers(), links(), _order())


@kept
def beside_centre(centre: str) -> pd.DataFrame:
    """The declared table ``inspection_of_centre``, of all answers there are."""
    return inspection.beside_centre(results(), source.answers(), links(), centre, _order())


@kept
def sentences() -> list[str]:
    """The inspection of the network in sentences."""
    terms = network.known()
    return inspection_words.inspection_sentences(
        results(), scales(), terms.named("scale"), terms.named("level")
    )


@kept
def centre_lines(centre: str) -> list[str]:
    """The levels of one centre, the lowest first: a line per level with its scales."""
    own = beside_centre(centre).drop_duplicates("scale")
    inspected = own[own["level"].notna()]
    lines = []
    for level in inspection.LEVELS:
        rows = list(records(inspected[inspected["level"] == level]))
        if rows:
            mark = levels.MARKS[inspection.LEVELS.index(level)]
            names = ", ".join(scale_name(str(r.scale)) for r in rows)
            lines.append(f"{mark} {level_name(level)}: {names}")
    return lines


@kept
def centre_years(centre: str) -> str:
    """The school years of the results of one centre; '' when there are none."""
    own = beside_centre(centre)["school_year"].dropna().astype(str)
    return ", ".join(year(one) for one in sorted(own.unique()))


@kept
def levels_figure() -> go.Figure | None:
    """A stacked bar per scale."""
    rows = [
        levels.Levels(scale_name(str(r.scale)), (r.n_below, r.n_approaches, r.n_meets, r.n_exceeds))
        for r in records(scales())
    ]
    names = [level_name(level) for level in inspection.LEVELS]
    return levels.levels(rows, names) if rows else None


@kept
def years_figure() -> go.Figure | None:
    """Scales × school years: how many centres are as expected, of how many."""
    table = over_time()
    if table.empty:
        return None
    as_expected = {
        (str(r.scale), str(r.school_year)): (r.n_meets + r.n_exceeds, r.n) for r in records(table)
    }
    rows = [scale for scale in table["scale"].cat.categories if (table["scale"] == scale).any()]
    years = [str(one) for one in table["school_year"].cat.categories]
    cells = [[as_expected.get((scale, one)) for one in years] for scale in rows]
    return levels.grid([scale_name(s) for s in rows], [year(y) for y in years], cells)


@kept
def years_said() -> str:
    """The scale and year with the most, and the least, centres that are as expected."""
    return spread(
        Value(
            f"{scale_name(str(r.scale))}, {year(str(r.school_year))}",
            float(r.share_meets),
            _("{n} of {whole} as expected", n=int(r.n_meets + r.n_exceeds), whole=int(r.n)),
            float(r.lower),
            float(r.upper),
        )
        for r in records(over_time())
    )


@kept
def beside_said(denominator: Denominator) -> str:
    """The linked item with the highest and that with the lowest share."""
    return _linked_said(beside(), denominator)


@kept
def centre_said(centre: str, denominator: Denominator) -> str:
    """The same of one centre."""
    return _linked_said(beside_centre(centre), denominator)


def _linked_said(table: pd.DataFrame, denominator: Denominator) -> str:
    known = source.questionnaire().item_by_id
    told = [
        (str(known[str(r.item)].wording), printed(r, "share", denominator), int(r.n_persons))
        for r in records(table.dropna(subset=["item"]).drop_duplicates("item"))
        if r.n_scored
    ]
    return spread(
        (Value(f"“{name}”", t.share, str(t), t.lower, t.upper, n) for name, t, n in told), few()
    )


@kept
def beside_figure(denominator: Denominator) -> go.Figure | None:
    """The survey's share per linked item, with what the inspection found as words."""
    rows = []
    for r in records(beside()):
        if pd.notna(r.item) and r.n_scored:
            said = _("{n} of {whole} as expected", n=int(r.n_meets), whole=int(r.n))
            rows.append(_dot(r, said, denominator))
    return shares(rows, "") if rows else None


@kept
def centre_figure(centre: str, denominator: Denominator) -> go.Figure | None:
    """A centre's share per linked item beside the other centres, with its level in words."""
    rows = []
    for r in records(beside_centre(centre)):
        if pd.notna(r.item) and r.n_scored:
            level = _("not inspected") if pd.isna(r.level) else level_name(str(r.level))
            rest = printed(r, "rest", denominator).share
            rows.append(_dot(r, level, denominator, rest))
    if not rows:
        return None
    # A subject of three lines reaches to the edge: the legend moves up a little.
    return shares(rows, centre, _("other centres")).update_layout(legend={"y": 1.02})


def _dot(row: Any, level: str, denominator: Denominator, other: float = float("nan")) -> Row:
    """One linked item; under its subject the scale and what the inspection found, in two lines."""
    item = source.questionnaire().item_by_id[str(row.item)]
    subject = links().note(str(row.scale), str(row.item)) or str(item.wording)
    told = printed(row, "share", denominator)
    return Row(
        f"{row.item} · {subject}",
        told.share,
        told.lower,
        told.upper,
        told.n,
        colours.ACCENT if int(row.n_persons) >= few() else colours.PALE,
        other=other,
        of=of_words(told.n, denominator),
        hint=canvas.wrapped(str(item.wording)),
        mark=canvas.wrapped(f"{scale_name(str(row.scale))}: {level}", 56, 2),
    )


@kept
def unlinked() -> list[str]:
    """The scales on whose subject the survey has no question."""
    table = beside()
    return [scale_name(str(r.scale)) for r in records(table[table["item"].isna()])]
