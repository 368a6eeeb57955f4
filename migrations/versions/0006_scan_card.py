"""The scan card and what finds it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.projections.scan_card.schema import drop_statements, statements
from trustcode.storage import base

revision = "0006"
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('scan_change',
    sa.Column('number', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('stamp', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('number', name=op.f('pk_scan_change'))
    )
    op.create_index(op.f('ix_scan_change_stamp'), 'scan_change', ['stamp'], unique=False)
    op.create_table('scan_short_code',
    sa.Column('short_code', sa.String(length=12), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('short_code', name=op.f('pk_scan_short_code'))
    )
    op.create_index(op.f('ix_scan_short_code_merchant_id'), 'scan_short_code', ['merchant_id'], unique=False)
    op.create_table('scan_card',
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('version', sa.BigInteger(), nullable=False),
    sa.Column('changed_at', base.MomentColumn(), nullable=False),
    sa.Column('standing', sa.String(length=20), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('unit_kind', sa.String(length=20), nullable=False),
    sa.Column('offers_returns', sa.Boolean(), nullable=False),
    sa.Column('shop_name', sa.String(length=120), nullable=False),
    sa.Column('search_text', sa.Text(), nullable=False),
    sa.Column('initials', sa.Text(), nullable=False),
    sa.Column('thumb', sa.String(length=64), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('merchant_id', name=op.f('pk_scan_card')),
    sa.UniqueConstraint('number', name=op.f('uq_scan_card_number'))
    )
    op.create_index(op.f('ix_scan_card_changed_at'), 'scan_card', ['changed_at'], unique=False)
    op.create_index(op.f('ix_scan_card_region_code'), 'scan_card', ['region_code'], unique=False)
    op.create_index(op.f('ix_scan_card_thumb'), 'scan_card', ['thumb'], unique=False)
    for statement in statements(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Back again."""
    for statement in drop_statements(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)
    op.drop_table('scan_card')
    op.drop_table('scan_short_code')
    op.drop_table('scan_change')
