"""The first tables: imports, surveys, invitations, respondents and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, with the revision of the data at 0."""
    _imports_and_surveys()
    _invitations()
    _respondents()
    setting = op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    op.bulk_insert(setting, [{"key": "revision", "value": "0"}])


def downgrade() -> None:
    """Remove every table."""
    for table in ("setting", "respondent", "invitation", "survey", "import"):
        op.drop_table(table)


def _imports_and_surveys() -> None:
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("sheet", sa.String()),
        sa.Column("header_rows", sa.Integer(), nullable=False),
        sa.Column("questionnaire", sa.String(), nullable=False),
        sa.Column("layout", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_import"),
    )
    op.create_index("ix_import_digest", "import", ["digest"])
    names = ("school_year", "strategy", "initiative", "moment")
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in names),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_survey"),
        sa.UniqueConstraint(*names, name="uq_survey_school_year_strategy_initiative_moment"),
    )


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("n_invited", sa.Integer()),
        sa.Column("import_id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_invitation_survey_id"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_invitation_import_id"),
        sa.UniqueConstraint(
            "survey_id", "centre", "import_id", name="uq_invitation_survey_id_centre_import_id"
        ),
    )
    op.create_index("ix_invitation_import_id", "invitation", ["import_id"])


def _respondents() -> None:
    texts = ("net", "ambt", "role", "experience", "education")
    op.create_table(
        "respondent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer()),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.String(), nullable=False),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("centre_known", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("codes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_respondent"),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name="fk_respondent_import_id"),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_respondent_survey_id"),
        sa.UniqueConstraint("import_id", "row", name="uq_respondent_import_id_row"),
    )
    op.create_index("ix_respondent_survey_id_import_id", "respondent", ["survey_id", "import_id"])
