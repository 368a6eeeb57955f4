"""Commitments and codes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0005"
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('code',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('key_id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(length=179), nullable=False),
    sa.Column('short_code', sa.String(length=12), nullable=False),
    sa.Column('symbol', sa.LargeBinary(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_at', base.MomentColumn(), nullable=False),
    sa.Column('issued_by', sa.String(length=16), nullable=False),
    sa.Column('revoked_at', base.MomentColumn(), nullable=True),
    sa.Column('revoked_on', sa.Date(), nullable=True),
    sa.Column('revoked_why', sa.String(length=40), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_code_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_code_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_code')),
    sa.UniqueConstraint('merchant_id', 'serial', name='uq_code_serial'),
    sa.UniqueConstraint('short_code', name=op.f('uq_code_short_code')),
    sa.UniqueConstraint('token', name=op.f('uq_code_token'))
    )
    op.create_index(op.f('ix_code_merchant_id'), 'code', ['merchant_id'], unique=False)
    op.create_table('commitment',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.Enum('safe', 'returns', name='commitment_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('terms', sa.Text(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('signed_by', sa.String(length=16), nullable=False),
    sa.Column('signed_at', base.MomentColumn(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('ended_why', sa.String(length=40), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_commitment_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_commitment_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment')),
    sa.UniqueConstraint('merchant_id', 'kind', 'version', name='uq_commitment_version')
    )
    op.create_index(op.f('ix_commitment_merchant_id'), 'commitment', ['merchant_id'], unique=False)


def downgrade() -> None:
    """Back again."""
    op.drop_table('commitment')
    op.drop_table('code')
