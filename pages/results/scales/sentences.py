"""What the figures of capacities and motivation say, in sentences."""

from __future__ import annotations

from measurement.measures.extremes import Value, spread
from measurement.measures.scales.sentences import profile_label
from measurement.questionnaire.model import Role
from measurement.tables import records
from measurement.words import number, percent
from pages.desk import source, tables
from pages.desk.cache import kept
from pages.desk.selection import Selection
from pages.desk.shown.figures import group_name, mean_value
from pages.results.scales import data
from pages.results.scales.figures import group


@kept
def groups_said(selection: Selection, subject: Role, by: str) -> str:
    """The group with the highest and that with the lowest mean over the levels of a subject."""
    few = source.questionnaire().thresholds.few_answers
    rows = [
        mean_value(r, f"{group_name(r, (by,))}, {data.scale_label(str(r.scale)).lower()}")
        for r in records(data.means(selection, subject, by))
        if r.kind == "level"
    ]
    return spread(rows, few)


@kept
def profiles_said(selection: Selection, by: str) -> str:
    """The group in which the profile of good quality is most, and least, common."""
    table = data.profile_table(selection, by)
    rows = records(table[table["profile"] == "good_quality"])
    few = source.questionnaire().thresholds.few_answers
    said = spread(
        (
            Value(
                group(r, by),
                float(r.share),
                percent(int(r.n), int(r.n_scored)) if r.n_scored else "",
                float(r.lower),
                float(r.upper),
                int(r.n_persons),
            )
            for r in rows
        ),
        few,
    )
    name = str(profile_label("good_quality"))
    return f"{name[0].upper()}{name[1:]}: {said[0].lower()}{said[1:]}" if said else ""


@kept
def items_said(selection: Selection, subject: Role) -> str:
    """The item with the highest and that with the lowest mean."""
    known = source.questionnaire()
    asked = set(data.item_table(selection, subject)["item"].astype(str))
    return spread(
        Value(f"“{known.item_by_id[str(r.item)].wording}”", float(r.mean), number(float(r.mean), 1))
        for r in records(tables.share_table(selection))
        if str(r.item) in asked
    )
