"""Merchants: units, drafts, proposals, objections, and what is said of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0004"
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('contact_reading',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('about', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('read_at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_reading'))
    )
    op.create_index(op.f('ix_contact_reading_merchant_id'), 'contact_reading', ['merchant_id'], unique=False)
    op.create_index(op.f('ix_contact_reading_person_id'), 'contact_reading', ['person_id'], unique=False)
    op.create_table('doubt',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('made_at', base.MomentColumn(), nullable=False),
    sa.Column('note', sa.LargeBinary(), nullable=False),
    sa.Column('seen_at', base.MomentColumn(), nullable=True),
    sa.Column('seen_by', sa.String(length=16), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_doubt'))
    )
    op.create_index(op.f('ix_doubt_merchant_id'), 'doubt', ['merchant_id'], unique=False)
    op.create_index(op.f('ix_doubt_region_code'), 'doubt', ['region_code'], unique=False)
    op.create_table('business_mark',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('credit_code', sa.String(length=18), nullable=False),
    sa.Column('kind', sa.Enum('abnormal_list', 'serious_list', 'penalty', 'licence_not_live', name='mark_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=120), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_business_mark_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_business_mark'))
    )
    op.create_index(op.f('ix_business_mark_credit_code'), 'business_mark', ['credit_code'], unique=False)
    op.create_table('merchant',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.BigInteger(), nullable=False),
    sa.Column('standing', sa.Enum('draft', 'submitted', 'correcting', 'reviewed', 'publicised', 'active', 'rectifying', 'suspended', 'lapsed', 'withdrawn', 'removed', 'closed', name='standing', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('standing_at', base.MomentColumn(), nullable=False),
    sa.Column('standing_before', sa.Enum('draft', 'submitted', 'correcting', 'reviewed', 'publicised', 'active', 'rectifying', 'suspended', 'lapsed', 'withdrawn', 'removed', 'closed', name='standing_before', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('extended_at', base.MomentColumn(), nullable=True),
    sa.Column('first_active_on', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('submitted_at', base.MomentColumn(), nullable=True),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('origin', sa.String(length=20), nullable=False),
    sa.Column('credit_code', sa.String(length=18), nullable=False),
    sa.Column('licence_name', sa.String(length=100), nullable=False),
    sa.Column('shop_name', sa.String(length=40), nullable=False),
    sa.Column('branch_name', sa.String(length=30), nullable=False),
    sa.Column('unit_kind', sa.String(length=20), nullable=False),
    sa.Column('industry', sa.String(length=20), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('street', sa.String(length=100), nullable=False),
    sa.Column('established_on', sa.Date(), nullable=True),
    sa.Column('contact_name', sa.LargeBinary(), nullable=False),
    sa.Column('contact_phone', sa.LargeBinary(), nullable=False),
    sa.Column('contact_phone_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('returns_phone', sa.String(length=30), nullable=False),
    sa.Column('latitude_e6', sa.Integer(), nullable=True),
    sa.Column('longitude_e6', sa.Integer(), nullable=True),
    sa.Column('photo', sa.String(length=64), nullable=False),
    sa.Column('thumb', sa.String(length=64), nullable=False),
    sa.Column('skeleton', sa.String(length=80), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.CheckConstraint("standing = 'draft' OR credit_code <> ''", name=op.f('ck_merchant_named')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_merchant_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merchant')),
    sa.UniqueConstraint('number', name=op.f('uq_merchant_number'))
    )
    op.create_index(op.f('ix_merchant_contact_phone_index'), 'merchant', ['contact_phone_index'], unique=False)
    op.create_index(op.f('ix_merchant_credit_code'), 'merchant', ['credit_code'], unique=False)
    op.create_index(op.f('ix_merchant_photo'), 'merchant', ['photo'], unique=False)
    op.create_index('ix_merchant_queue', 'merchant', ['region_code', 'standing', 'due_on'], unique=False)
    op.create_index(op.f('ix_merchant_returns_phone'), 'merchant', ['returns_phone'], unique=False)
    op.create_index(op.f('ix_merchant_skeleton'), 'merchant', ['skeleton'], unique=False)
    op.create_table('draft',
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('typed', sa.LargeBinary(), nullable=False),
    sa.Column('saved_at', base.MomentColumn(), nullable=False),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_draft_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('merchant_id', name=op.f('pk_draft'))
    )
    op.create_table('objection',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('made_at', base.MomentColumn(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('contact', sa.LargeBinary(), nullable=False),
    sa.Column('decided_at', base.MomentColumn(), nullable=True),
    sa.Column('decided_by', sa.String(length=16), nullable=False),
    sa.Column('upheld', sa.Boolean(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_objection_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_objection_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    op.create_index(op.f('ix_objection_merchant_id'), 'objection', ['merchant_id'], unique=False)
    op.create_table('proposal',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('act', sa.Enum('submit', 'resubmit', 'recall', 'send_back', 'approve', 'refuse', 'close_unanswered', 'publicise', 'activate', 'order_rectification', 'accept_rectification', 'suspend_unmended', 'suspend', 'restore', 'remove_uncured', 'remove', 'lapse', 'renew', 'withdraw', 'close', 'reapply', 'reinstate_active', 'reinstate_rectifying', 'reinstate_suspended', name='act', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_at', base.MomentColumn(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('closed_by', sa.String(length=16), nullable=False),
    sa.Column('closed_at', base.MomentColumn(), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('closing_reason', sa.Text(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_proposal_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_proposal_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    op.create_index(op.f('ix_proposal_merchant_id'), 'proposal', ['merchant_id'], unique=False)
    op.create_index('uq_proposal_open', 'proposal', ['merchant_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_table('remark',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('act', sa.Enum('submit', 'resubmit', 'recall', 'send_back', 'approve', 'refuse', 'close_unanswered', 'publicise', 'activate', 'order_rectification', 'accept_rectification', 'suspend_unmended', 'suspend', 'restore', 'remove_uncured', 'remove', 'lapse', 'renew', 'withdraw', 'close', 'reapply', 'reinstate_active', 'reinstate_rectifying', 'reinstate_suspended', name='act', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_by', sa.String(length=16), nullable=False),
    sa.Column('written_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_remark_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_remark_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remark'))
    )
    op.create_index(op.f('ix_remark_merchant_id'), 'remark', ['merchant_id'], unique=False)


def downgrade() -> None:
    """Back again."""
    op.drop_table('remark')
    op.drop_table('proposal')
    op.drop_table('objection')
    op.drop_table('draft')
    op.drop_table('merchant')
    op.drop_table('business_mark')
    op.drop_table('doubt')
    op.drop_table('contact_reading')
