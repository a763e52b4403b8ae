"""The named figures of who answered, of effect and factors, and of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from measurement.charts.bars import diverging
from measurement.charts.counts import rates
from measurement.counting.counts import count
from measurement.denominator import base_words
from measurement.measures import overview
from measurement.measures.factors import factors
from measurement.measures.response import response
from measurement.measures.sentences import band_names, table_sentences
from measurement.measures.shares import distribution, shares
from measurement.reports.figures import factors as factor_charts
from measurement.reports.figures import tracks
from measurement.reports.figures.rows import bands, bar, chain, group_name, wording
from measurement.reports.named.asked import Figure, OfNetwork
from measurement.reports.named.said import only, with_base
from measurement.tables import records
from measurement.words import mark, say, text

KIND = ("strategy", "moment")


def _response(asked: OfNetwork) -> go.Figure | None:
    table = response(asked.answers, KIND)
    rows = [r for r in records(table) if r.n_answered]
    labels = [group_name(asked.made, r, KIND) for r in rows]
    invited = [None if pd.isna(r.n_invited) else int(r.n_invited) for r in rows]
    return rates(labels, [int(r.n_answered) for r in rows], invited) if rows else None


def _chain(asked: OfNetwork) -> go.Figure | None:
    return chain(overview.chain(asked.answers), asked.made, asked.denominator)


def _effect_table(asked: OfNetwork) -> pd.DataFrame:
    made = asked.made
    items = [i for i in made.items_with("effect") if made.scale_of(i).has_cut]
    table = shares(count(asked.answers, KIND).select(items), made)
    return table[table["n"] > 0]


def _effect(asked: OfNetwork) -> go.Figure | None:
    made, table = asked.made, _effect_table(asked)
    kinds = [group_name(made, r, KIND) for r in records(table)]
    heads = [k if not i or kinds[i - 1] != k else "" for i, k in enumerate(kinds)]
    bars = [
        bar(r, made, asked.denominator, wording(made, str(r.item)), h)
        for r, h in zip(records(table), heads, strict=True)
    ]
    return diverging(bars, *band_names(made, list(table["item"].astype(str)))) if bars else None


def _factors(asked: OfNetwork) -> go.Figure | None:
    table = factors(count(asked.answers), (), asked.made)
    return factor_charts.network(table[table["n"] > 0], asked.made, asked.denominator)


def _factors_of_centres(asked: OfNetwork) -> go.Figure | None:
    counted = count(asked.network, ("centre",))
    table = factors(counted, ("centre",), asked.made, compare="centre")
    own = asked.of_centres(table[table["kind"] == "scale"])
    return factor_charts.centres(own, asked.made, asked.denominator)


def _modules(asked: OfNetwork) -> list[str]:
    """The modules with an item that has a low and a high side."""
    made = asked.made
    cut = {made.item_by_id[i].module for i in asked.scored if made.scale_of(i).has_cut}
    return [one.id for one in made.modules if one.id in cut]


def _items(asked: OfNetwork) -> go.Figure | None:
    made, table = asked.made, asked.shares
    if made.module_by_id[asked.of].role == "factors":
        table = factors(count(asked.answers), (), made)
        table = table[(table["kind"] == "scale") & (table["n"] > 0)]
    inside = [
        made.item_by_id[i].module == asked.of and made.scale_of(i).has_cut
        for i in table["item"].astype(str)
    ]
    table = table[inside]
    bars = [bar(r, made, asked.denominator, wording(made, str(r.item))) for r in records(table)]
    return diverging(bars, *bands(made, list(table["item"].astype(str)))) if bars else None


def _distribution(asked: OfNetwork) -> go.Figure | None:
    return tracks.distribution(distribution(asked.rated, asked.made), asked.made, asked.of)


def _effect_said(asked: OfNetwork) -> Sequence[str]:
    return [base_words(asked.denominator), text(_BARS), *table_sentences(_effect_table(asked))]


_BARS = mark("n/a %: of all who answered. Thin lines are 95 % intervals.")
ANSWERED: Mapping[str, Figure[OfNetwork]] = {
    "response": Figure(
        say("Response per kind of survey"),
        _response,
        only(mark("Answers of invitations (persons × initiatives).")),
    ),
    "chain": Figure(
        say("The chain of effect"),
        _chain,
        with_base(mark("Dot: share of high scores with 95 % interval.")),
    ),
    "effect": Figure(say("Effect: low and high scores per item"), _effect, _effect_said),
    "factors": Figure(
        say("What helps and what hinders"),
        _factors,
        with_base(
            mark("Dot: share enabling with 95 % interval; negative items are turned (9 − score).")
        ),
    ),
    "factors-centres": Figure(
        say("Centres × factors"),
        _factors_of_centres,
        with_base(
            mark(
                "A row is a centre, a column a factor. Numbers: per cent enabling; blue above one half, orange below. Dotted cells are of fewer than {few} persons: too few to say anything."
            )
        ),
    ),
    "items": Figure(say("Items"), _items, with_base(_BARS), _modules),
    "distribution": Figure(
        say("Distribution"),
        _distribution,
        only(mark("Number of answers per point of the scale, of who gave a score.")),
        lambda asked: asked.scored,
    ),
}
