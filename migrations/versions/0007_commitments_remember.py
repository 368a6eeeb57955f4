"""Commitments remember: from which day a version counts, pauses, self-checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema. Versions signed so far counted from the day of their signature, in China."""
    with op.batch_alter_table("commitment") as batch_op:
        batch_op.add_column(sa.Column("effective_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("reach", sa.String(length=40), nullable=False, server_default="unit"))
    day = "date(signed_at, '+8 hours')" if op.get_bind().dialect.name == "sqlite" else "(signed_at AT TIME ZONE 'Asia/Shanghai')::date"
    op.execute(sa.text(f"UPDATE commitment SET effective_on = {day}"))
    with op.batch_alter_table("commitment") as batch_op:
        batch_op.alter_column("effective_on", existing_type=sa.Date(), nullable=False)
        batch_op.alter_column("reach", existing_type=sa.String(length=40), server_default=None)
        batch_op.create_check_constraint("commitment_reach", "reach IN ('unit', 'enterprise')")
    op.create_table('promise_pause',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.Enum('safe', 'returns', name='pause_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by_owner', sa.Boolean(), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_at', base.MomentColumn(), nullable=False),
    sa.Column('closed_by', sa.String(length=16), nullable=False),
    sa.Column('closed_at', base.MomentColumn(), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('closing_reason', sa.Text(), nullable=False),
    sa.Column('lifts', sa.String(length=16), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('ended_by', sa.String(length=16), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_promise_pause_entry_id_entry')),
    sa.ForeignKeyConstraint(['lifts'], ['promise_pause.id'], name=op.f('fk_promise_pause_lifts_promise_pause')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_promise_pause_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_promise_pause'))
    )
    op.create_index('ix_promise_pause_merchant_id', 'promise_pause', ['merchant_id'], unique=False)
    op.create_table('self_check',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('open_points', sa.Integer(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('checked_by', sa.String(length=16), nullable=False),
    sa.Column('checked_at', base.MomentColumn(), nullable=False),
    sa.Column('checked_on', sa.Date(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_self_check_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_self_check_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_self_check'))
    )
    op.create_index('ix_self_check_merchant_id', 'self_check', ['merchant_id'], unique=False)
    op.create_table('promise_days',
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('facts', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('merchant_id', name=op.f('pk_promise_days'))
    )
    op.add_column("scan_card", sa.Column("offers_from", sa.Date(), nullable=True))
    op.add_column("scan_card", sa.Column("offers_until", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back again."""
    op.drop_table('promise_days')
    op.drop_column("scan_card", "offers_until")
    op.drop_column("scan_card", "offers_from")
    op.drop_table('self_check')
    op.drop_table('promise_pause')
    with op.batch_alter_table("commitment") as batch_op:
        batch_op.drop_constraint(op.f("ck_commitment_commitment_reach"), type_="check")
        batch_op.drop_column("reach")
        batch_op.drop_column("effective_on")
