"""The tallies as tables in Markdown, and the promises that are not held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.simulations import claims
from benchmarks.simulations.networks import ROLES, Cell
from benchmarks.simulations.runs import CERTAIN, COVERED, DIFFERENCES, VERDICTS, Hits, Tally

MOST, MOST_UPPER, LEAST_COVERED = 0.05, 0.08, 0.94
PAGES = (*ROLES, claims.SCALES, claims.TREND, claims.TREND_CENTRES)
OWN = tuple(f"{role}, own pages" for role in ROLES)
PROMISED = (*PAGES, *OWN, CERTAIN)
POWER = tuple(f"{d:.0%} found, {way}" for way in ("network", "own pages") for d in DIFFERENCES)
ABOUT = ("centres", "answers", "per person", "ρ", "mixes")


def cells_table(cells: Mapping[Cell, Tally]) -> str:
    """False claims per page: the percentage of runs, and the upper bound of its interval."""
    columns = (*PAGES, *OWN, CERTAIN, VERDICTS)
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
    columns = (*PAGES, *OWN)
    rows = [[name, *(_false(tally.get(c)) for c in columns)] for name, tally in swapped.items()]
    return "\n".join(_markdown(["selection", *columns], rows))


def misses(cells: Mapping[Cell, Tally], swapped: Mapping[str, Tally]) -> Iterator[str]:
    """Every cell that does not hold what is promised, with its count and some of its runs."""
    for where, tally in [*cells.items(), *swapped.items()]:
        for name in PROMISED:
            hits = tally.get(name)
            if hits is None or not hits.n:
                continue
            upper = hits.interval()[1]
            too_often = hits.share > MOST or (isinstance(where, Cell) and upper > MOST_UPPER)
            if too_often:
                yield f"{where}: {name} {hits.n_hits} of {hits.n}, runs {hits.seen[:5]}"
    for cell, tally in cells.items():
        if (covered := tally[COVERED]).share < LEAST_COVERED:
            yield f"{cell}: {covered.share:.1%} covered"


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
    return f"{100 * hits.share:.1f} (≤ {100 * hits.interval()[1]:.1f})"


def _percent(hits: Hits | None) -> str:
    return f"{100 * hits.share:.1f}" if hits and hits.n else "–"


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
