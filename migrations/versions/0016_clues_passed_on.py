"""A report goes to the competent office of another region, which keeps when it received it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = "illegality_passing"
OUTCOMES = ("passed", "declined", "taken_back", "overtaken")
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """To the newer schema."""
    outcome = sa.Enum(*OUTCOMES, name="passing_outcome", native_enum=False, create_constraint=True, length=40)
    op.add_column("illegality_report", sa.Column("competent_at", base.MomentColumn(), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("report_id", sa.String(length=16), nullable=False),
        sa.Column("region_code", sa.String(length=6), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=False),
        sa.Column("proposed_by", sa.String(length=16), nullable=False),
        sa.Column("proposed_at", base.MomentColumn(), nullable=False),
        sa.Column("outcome", outcome, nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("closed_by", sa.String(length=16), nullable=False),
        sa.Column("closed_at", base.MomentColumn(), nullable=True),
        sa.Column("entry_id", base.BigKey, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_illegality_passing_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["illegality_report.id"],
            name=op.f("fk_illegality_passing_report_id_illegality_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_illegality_passing")),
    )
    op.create_index(op.f("ix_illegality_passing_report_id"), TABLE, ["report_id"])
    op.create_index(
        "uq_illegality_passing_open", TABLE, ["report_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def downgrade() -> None:
    """Back to the schema before."""
    op.drop_table(TABLE)
    op.drop_column("illegality_report", "competent_at")
