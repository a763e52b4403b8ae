"""The tables of the store.

Respondents carry a keyed hash instead of a name, and their answers as one byte per item in the
order of their import. A change here needs a new step in ``migrations/versions``.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy import text as sql

VERSION = "0006"  # the newest step in migrations/versions; a test holds them together

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """A moment in UTC: kept without a zone (as SQLite must), given back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment in UTC, without its zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


file_import = Table(
    "import",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Utc, nullable=False),
    Column("file", String, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("platform", String, nullable=False),
    Column("sheet", String),
    Column("header_rows", Integer, nullable=False),
    Column("questionnaire", String, nullable=False),
    Column("layout", JSON, nullable=False),  # [[item, [points]], …] in the order of the codes
    Column("notes", JSON, nullable=False),  # columns, unmapped, problems, rows without answers
    Column("example", Boolean, nullable=False, default=False),
    Column("undone_at", Utc),
    # Earlier imports that this one is a later state of.
    Column("updates", JSON, nullable=False, server_default="[]", default=list),
)

survey = Table(
    "survey",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_year", String, nullable=False),
    Column("strategy", String, nullable=False),
    Column("initiative", String, nullable=False),
    Column("moment", String, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("school_year", "strategy", "initiative", "moment"),
)

# The newest row of a survey and centre holds, unless it came with an import that was undone.
invitation = Table(
    "invitation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("survey_id", ForeignKey("survey.id"), nullable=False),
    Column("centre", String, nullable=False, default=""),  # '' = the whole survey
    Column("n_invited", Integer),  # missing = not known
    Column("import_id", ForeignKey("import.id"), index=True),  # missing = filled in by hand
    UniqueConstraint("survey_id", "centre", "import_id"),
)

# A response is what one person gave one survey once. Its rows in later exports have the number
# ``response`` of the first; of these the row of the newest import counts. ``excluded`` follows from
# ``found``, ``by_hand`` and the imports that count (see measurement.store.repeats).
respondent = Table(
    "respondent",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey("import.id"), nullable=False),
    Column("survey_id", ForeignKey("survey.id")),  # missing only in rows that do not count
    Column("row", Integer, nullable=False),  # as Excel shows it
    Column("excluded", String, nullable=False),  # '' = counts
    Column("kept", Boolean, nullable=False, default=False),  # counts though a later export lacks it
    Column("found", String, nullable=False, server_default=""),  # why reading set it aside
    Column("by_hand", String, nullable=False, server_default=""),  # in, out: of the response
    Column("response", BigInteger, nullable=False, server_default="0", index=True),
    Column("ticket", BigInteger, index=True),  # keyed hash of what the tool gave it alone
    Column("marks", LargeBinary),  # keyed hashes of its number, beginning and sending
    Column("completed", Boolean, nullable=False),
    Column("answered_on", Date),
    Column("centre", String, nullable=False),
    Column("centre_known", Boolean, nullable=False),
    Column("net", String, nullable=False),
    Column("ambt", String, nullable=False),
    Column("role", String, nullable=False),
    Column("experience", String, nullable=False),
    Column("education", String, nullable=False),
    Column("person", String(64), nullable=False),  # keyed hash, '' = unknown
    Column("codes", LargeBinary, nullable=False),  # one byte per item of the import
    Column("seconds", Integer),  # from the first question to the last; missing = not known
    Column(
        "strange", JSON(none_as_null=True)
    ),  # the items whose cell was no answer; missing = none
    UniqueConstraint("import_id", "row"),
    Index(None, "survey_id", "import_id"),
)

checklist = Table(
    "checklist",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("centre", String, nullable=False, index=True),
    Column("date", Date, nullable=False),
    Column("filled_by", String, nullable=False),  # directie, kernteam, poc, medewerker
    Column("status", String, nullable=False),  # open, closed
    Column("version", Integer, nullable=False),  # raised by every save: who saves names his own
    Column("created_at", Utc, nullable=False),
    Column("updated_at", Utc, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
)

checklist_entry = Table(
    "checklist_entry",
    metadata,
    Column("checklist_id", ForeignKey("checklist.id"), primary_key=True),
    Column("factor", String, primary_key=True),
    Column("state", String, nullable=False, default=""),  # '' = not filled in yet
    Column("note", String, nullable=False, default=""),
)

# Every version of a checklist as it was saved. One that does not stand is what somebody gave
# while another saved first: kept, but not what holds.
checklist_history = Table(
    "checklist_history",
    metadata,
    Column("checklist_id", ForeignKey("checklist.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("saved_at", Utc, nullable=False),
    Column("stands", Boolean, nullable=False, default=True),
    Column("centre", String, nullable=False),
    Column("date", Date, nullable=False),
    Column("filled_by", String, nullable=False),
    Column("status", String, nullable=False),
    Column("entries", JSON, nullable=False),  # {factor: [state, note]}
)

# Of a centre and key the newest date holds.
centre_fact = Table(
    "centre_fact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("centre", String, nullable=False),
    Column("key", String, nullable=False),
    Column("value", String, nullable=False),  # '' = no longer known
    Column("date", Date, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("centre", "key", "date"),
)

inspection = Table(
    "inspection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("centre", String, nullable=False),
    Column("school_year", String, nullable=False),
    Column("scale", String, nullable=False),
    Column("level", String, nullable=False),  # below, approaches, meets, exceeds
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("centre", "school_year", "scale"),
)

# What people wrote, without addresses, telephone numbers and the names of respondents.
comment = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("import_id", ForeignKey("import.id"), nullable=False),
    Column("row", Integer, nullable=False),  # of the respondent, as Excel shows it
    Column("item", String, nullable=False),
    Column("text", String, nullable=False),
    UniqueConstraint("import_id", "row", "item"),
)

# A quote that may leave the support team, as it was edited. Withdrawn ones stay, for the record.
quote = Table(
    "quote",
    metadata,
    Column("comment_id", ForeignKey("comment.id"), primary_key=True),
    Column("text", String, nullable=False),
    Column("released_at", Utc, nullable=False),
    Column("withdrawn_at", Utc),
)

# A list from the participant administration: one row per person and session.
participation_file = Table(
    "participation_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Utc, nullable=False),
    Column("file", String, nullable=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("notes", JSON, nullable=False),  # columns, problems, rows without a participation
    Column("example", Boolean, nullable=False, default=False),
    Column("undone_at", Utc),
)

participation = Table(
    "participation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("participation_file.id"), nullable=False),
    Column("row", Integer, nullable=False),  # as Excel shows it
    Column("excluded", String, nullable=False),  # '' = counts
    Column("school_year", String, nullable=False),
    Column("strategy", String, nullable=False),
    Column("initiative", String, nullable=False),
    Column("session", String, nullable=False),  # tells the sessions of an initiative apart
    Column("held_on", Date),
    Column("centre", String, nullable=False),
    Column("centre_known", Boolean, nullable=False),
    Column("role", String, nullable=False),
    Column("person", String(64), nullable=False),  # keyed hash, the same as of respondents
    UniqueConstraint("file_id", "row"),
)

# Reach that no list of participants tells: page views, readers of the newsletter, questions asked.
yearly_figure = Table(
    "yearly_figure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_year", String, nullable=False),
    Column("key", String, nullable=False),
    Column("centre", String, nullable=False, default=""),  # '' = the whole network
    Column("value", Float, nullable=False),
    Column("example", Boolean, nullable=False, default=False),
    UniqueConstraint("school_year", "key", "centre"),
)

# People who use the tool, by the address they sign in with. Of an address one account holds; those
# that were ended stay, for the record.
_HOLDS = sql("ended_at IS NULL")
account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", String, nullable=False),
    Column("role", String, nullable=False),  # staff, analyst, director
    Column("centres", JSON, nullable=False),  # names; none = as the role says
    Column("valid_from", Utc, nullable=False),
    Column("until", Date),  # the last day; missing = no end
    Column("ended_at", Utc),
    Column("granted_by", String, nullable=False),
    Index(
        "ix_account_email_holds",
        "email",
        unique=True,
        sqlite_where=_HOLDS,
        postgresql_where=_HOLDS,
    ),
)

# Only ever added to. It names people who use the tool, never a respondent.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("about", String, nullable=False, default=""),  # whose access; '' = nobody's
    Column("details", JSON, nullable=False),
)

# What people said that the columns of a file are, for the next file with the same headers. Of a
# questionnaire and set of headers the newest holds.
column_choice = Table(
    "column_choice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("questionnaire", String, nullable=False, index=True),
    Column("headers", JSON, nullable=False),  # every header of the file, in order
    Column("columns", JSON, nullable=False),  # {header: what it is; '' = ignore}
    Column("cells", JSON, nullable=False),  # {header: {cell: what it means}}
    Column("chosen_at", Utc, nullable=False),
)

# Which centre is meant by a name that the list of centres does not know.
centre_spelling = Table(
    "centre_spelling",
    metadata,
    Column("spelling", String, primary_key=True),
    Column("centre", String, nullable=False),
    Column("chosen_at", Utc, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
