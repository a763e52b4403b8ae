"""The tallies as tables in Markdown, and the promises that are not held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.simulations import claims
from benchmarks.simulations.networks import ROLES, Cell
from benchmarks.simulations.runs import (
    CERTAIN,
    COVERED,
    DIFFERENCES,
    STATED,
    STATED_FOUND,
    VERDICTS,
    Hits,
    Tally,
)

MOST, MOST_UPPER, LEAST_COVERED = 0.05, 0.08, 0.94
PAGES = (*ROLES, claims.SCALES, claims.TREND, claims.TREND_CENTRES)
PROMISED = (*PAGES, *claims.OWN, CERTAIN)
FOUND = tuple(f"{d:.0%} found, {way}" for way in claims.FAMILIES for d in DIFFERENCES)
POWER = (*FOUND, STATED, STATED_FOUND)
ABOUT = ("centres", "answers", "per person", "ρ", "mixes")


def cells_table(cells: Mapping[Cell, Tally]) -> str:
    """False claims per page: the percentage of runs, and the upper bound of its interval."""
    columns = (*PAGES, *claims.OWN, CERTAIN, VERDICTS)
    rows = [
        [*_about(cell), *(_false(tally.get(c)) for c in columns), _percent(tally.get(COVERED))]
        for cell, tally in cells.items()
    ]
    return "\n".join(_markdown([*ABOUT, *columns, "coverage"], rows))


def power_table(cells: Mapping[Cell, Tally]) -> str:
    """How often a true difference of one centre in one item is found, in per cent of runs."""
    rows = [
        [*_about(cell), *(_percent(tally.get(p)) for p in POWER)] for cell, tally in cells.items()
    ]
    return "\n".join(_markdown([*ABOUT, *POWER], rows))


def swapped_table(swapped: Mapping[str, Tally]) -> str:
    """False claims in the example with persons (for trends: years) swapped."""
    columns = (*PAGES, *claims.OWN)
    rows = [[name, *(_false(tally.get(c)) for c in columns)] for name, tally in swapped.items()]
    return "\n".join(_markdown(["selection", *columns], rows))


def misses(tallies: Mapping[Cell | str, Tally]) -> Iterator[str]:
    """Every place that does not hold what is promised, with its count and some of its runs.

    Too often: in more than 5 % of cases. Not shown: less often, but the interval reaches past 8 %.
    """
    for where, tally in tallies.items():
        for name in PROMISED:
            hits = tally.get(name, Hits())
            what = f"{where}: {name} {hits.n_hits} of {hits.n}, runs {hits.seen[:5]}"
            if hits.share > MOST:
                yield f"too often · {what}"
            elif hits.n and hits.interval()[1] > MOST_UPPER:
                yield f"not shown · {what}"
        covered = tally.get(COVERED, Hits())
        if covered.share < LEAST_COVERED:
            yield f"too narrow · {where}: {covered.share:.1%} covered"


def _about(cell: Cell) -> list[str]:
    return [
        str(cell.n_centres),
        str(cell.n_answers),
        cell.mix,
        "unequal" if cell.unequal else "equal",
        "different" if cell.different else "equal",
    ]


def _false(hits: Hits | None) -> str:
    if hits is None or not hits.n:
        return "–"
    return f"{100 * hits.share:.1f} (≤{100 * hits.interval()[1]:.1f})"


def _percent(hits: Hits | None) -> str:
    return f"{100 * hits.share:.1f}" if hits and hits.n else "–"


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
