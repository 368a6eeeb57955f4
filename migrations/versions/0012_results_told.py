"""Shops are told what becomes of a result and of their objection to it."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NOTICES = "kind IN ('renewal_due', 'lapsed', 'self_check_due', 'month_due', 'return_disputed', 'correction_waiting', 'promise_changes', 'returns_paused', 'complaint_came', 'complaint_said', 'complaint_moved', 'complaint_redated')"
MORE_NOTICES = "kind IN ('renewal_due', 'lapsed', 'self_check_due', 'month_due', 'return_disputed', 'correction_waiting', 'promise_changes', 'returns_paused', 'complaint_came', 'complaint_said', 'complaint_moved', 'complaint_redated', 'objection_decided', 'result_changed', 'result_redated')"


def upgrade() -> None:
    """To the newer schema."""
    _allow(MORE_NOTICES)


def downgrade() -> None:
    """Back again; notices of these kinds go."""
    op.execute("DELETE FROM notice WHERE kind IN ('objection_decided', 'result_changed', 'result_redated')")
    _allow(NOTICES)


def _allow(kinds: str) -> None:
    with op.batch_alter_table("notice") as batch_op:
        batch_op.drop_constraint(op.f("ck_notice_notice_kind"), type_="check")
        batch_op.create_check_constraint("notice_kind", kinds)
