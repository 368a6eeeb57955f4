"""Complaints that are marked as one of many stand together under one name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.add_column(sa.Column("bundle", sa.String(length=16), server_default="", nullable=False))


def downgrade() -> None:
    """Back to the schema before."""
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.drop_column("bundle")
