"""The clock of a matter that runs is found by the matter, however many others run.

With an index on the matter alone SQLite looked through all running clocks by their last day to find the earliest of one.
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLE = "complaint_clock"
OLDER, NEWER = "ix_complaint_clock_matter_id", "ix_complaint_clock_running"


def upgrade() -> None:
    """To the newer schema."""
    op.create_index(NEWER, TABLE, ["matter_id", "stopped_on", "due_on"])
    op.drop_index(OLDER, TABLE)


def downgrade() -> None:
    """Back to the schema before."""
    op.create_index(OLDER, TABLE, ["matter_id"])
    op.drop_index(NEWER, TABLE)
