"""The named figures of scales and of the experiment with change tracks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import plotly.graph_objects as go

from measurement.measures.fair import before_after, change_tracks
from measurement.measures.scales.association import association
from measurement.measures.scales.means import scale_means
from measurement.measures.scales.motivation import profiles
from measurement.questionnaire.model import Role
from measurement.reports.figures import scales, tracks
from measurement.reports.named.asked import Figure, OfNetwork
from measurement.reports.named.said import only
from measurement.words import mark, say


def _means(subject: Role) -> Callable[[OfNetwork], go.Figure | None]:
    def drawn(asked: OfNetwork) -> go.Figure | None:
        table = scale_means(asked.answers, reliability=False)
        own = table[table["subject"] == subject]
        return scales.means(own, asked.made, subject) if len(own) else None

    return drawn


def _profiles(asked: OfNetwork) -> go.Figure | None:
    made, table = asked.made, profiles(asked.answers, ("strategy",))
    return scales.profiles(
        table, made.thresholds.few_answers, lambda row: str(made.strategy_label(str(row.strategy)))
    )


def _associations(asked: OfNetwork) -> go.Figure | None:
    least = asked.made.thresholds.association_from
    return scales.associations(association(asked.answers, least=least), asked.made)


def _tracked(asked: OfNetwork) -> list[str]:
    return [i for i in asked.scored if i in set(asked.made.items_with("experiment"))]


def _tracks(by: str) -> Callable[[OfNetwork], go.Figure | None]:
    def drawn(asked: OfNetwork) -> go.Figure | None:
        table = change_tracks.ratings(asked.answers, (by,))
        table = table[(table["n"] > 0) & table[by].notna()]
        return tracks.means(table, asked.made, asked.of, by)

    return drawn


def _before_after(asked: OfNetwork) -> go.Figure | None:
    return tracks.before_after(before_after.before_after(asked.everything), asked.made, asked.of)


_OF_TRACKS = mark("Mean with 95 % interval; in the order of their names, not ranked.")
_OF_SCALES = mark("Mean of the scale scores with 95 % interval; n: answers with a score.")
SCALES: Mapping[str, Figure[OfNetwork]] = {
    "capacities": Figure(
        say("PLC capacities"),
        _means("capacities"),
        only(_OF_SCALES),
    ),
    "motivation": Figure(
        say("Motivation"),
        _means("motivation"),
        only(_OF_SCALES),
    ),
    "profiles": Figure(
        say("Four profiles"),
        _profiles,
        only(
            mark(
                "Numbers in the bars: per cents of n, the answers with a score for both autonomous and controlled motivation. High: above the middle of the scale; the middle itself counts as low. The table has the 95 % intervals; small groups say little, and with too few answers only n is shown."
            )
        ),
    ),
    "association": Figure(
        say("What goes together with motivation"),
        _associations,
        only(
            mark(
                "How much two scores go together: 1 always, 0 not at all, −1 always the other way round, with 95 % interval; n: persons with both scores; shown from n = {least}. An interval that contains 0 says nothing clear."
            )
        ),
    ),
    "tracks": Figure(say("Per change track"), _tracks("initiative"), only(_OF_TRACKS), _tracked),
    "tracks-centres": Figure(
        say("Change tracks per centre"), _tracks("centre"), only(_OF_TRACKS), _tracked
    ),
    "before-after": Figure(
        say("Before and after"),
        _before_after,
        only(mark("Mean at the zero measurement and at the last measurement since.")),
        _tracked,
    ),
}
