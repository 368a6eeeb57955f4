"""An officer can take the mark off a complaint, for good; a bundle is found by its name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLE = "complaint"
INDEX = "ix_complaint_bundle"


def upgrade() -> None:
    """To the newer schema."""
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.add_column(sa.Column("freed_at", base.MomentColumn(), nullable=True))
        batch_op.create_index(INDEX, ["bundle"])


def downgrade() -> None:
    """Back to the schema before."""
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.drop_index(INDEX)
        batch_op.drop_column("freed_at")
