"""Whoever reported can add to a report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base
from trustcode.storage.triggers import append_only, drop_append_only

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "illegality_addition"


def upgrade() -> None:
    """To the newer schema."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("report_id", sa.String(length=16), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("added_at", base.MomentColumn(), nullable=False),
        sa.Column("entry_id", base.BigKey, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_illegality_addition_entry_id_entry")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["illegality_report.id"],
            name=op.f("fk_illegality_addition_report_id_illegality_report"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_illegality_addition")),
    )
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_illegality_addition_report_id"), ["report_id"], unique=False)
    for statement in append_only(TABLE, op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Back to the schema before."""
    for statement in drop_append_only(TABLE, op.get_bind().dialect.name):
        op.execute(statement)
    op.drop_table(TABLE)
