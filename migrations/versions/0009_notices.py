"""Notices to the people of a business."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('notice',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.Enum('renewal_due', 'lapsed', 'self_check_due', 'month_due', 'return_disputed', 'correction_waiting', 'promise_changes', 'returns_paused', name='notice_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('made_at', base.MomentColumn(), nullable=False),
    sa.Column('seen_at', base.MomentColumn(), nullable=True),
    sa.Column('mail_claimed_at', base.MomentColumn(), nullable=True),
    sa.Column('mailed_at', base.MomentColumn(), nullable=True),
    sa.Column('mail_tries', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('merchant_id', 'key', name='uq_notice_key')
    )
    op.create_index('ix_notice_merchant_id', 'notice', ['merchant_id'], unique=False)
    op.create_index('ix_notice_unsent', 'notice', ['mailed_at', 'made_at'], unique=False)


def downgrade() -> None:
    """Back again."""
    op.drop_table('notice')
