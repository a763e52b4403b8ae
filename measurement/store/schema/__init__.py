"""The tables of the store.

Respondents carry a keyed hash instead of a name, and their answers as one byte per item in the
order of their import. A change here needs a new step in ``migrations/versions``.
"""

from measurement.store.schema.answers import (
    comment,
    file_import,
    invitation,
    quote,
    respondent,
    survey,
)
from measurement.store.schema.base import Utc, metadata, now
from measurement.store.schema.centres import (
    centre_fact,
    checklist,
    checklist_entry,
    checklist_history,
    inspection,
)
from measurement.store.schema.people import account, audit, centre_spelling, column_choice, setting
from measurement.store.schema.publications import publication, published_quote
from measurement.store.schema.reach import participation, participation_file, yearly_figure

VERSION = "0010"  # the newest step in migrations/versions; a test holds them together

__all__ = [
    "VERSION",
    "Utc",
    "account",
    "audit",
    "centre_fact",
    "centre_spelling",
    "checklist",
    "checklist_entry",
    "checklist_history",
    "column_choice",
    "comment",
    "file_import",
    "inspection",
    "invitation",
    "metadata",
    "now",
    "participation",
    "participation_file",
    "publication",
    "published_quote",
    "quote",
    "respondent",
    "setting",
    "survey",
    "yearly_figure",
]
