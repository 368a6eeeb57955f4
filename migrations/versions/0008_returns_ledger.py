"""The returns ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base
from trustcode.storage.triggers import append_only, drop_append_only

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

GUARDED = ('return_entry', 'return_answer', 'return_month', 'return_import')


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('return_entry',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('return', 'exchange', name='return_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('basis', sa.Enum('no_reason', 'quality', 'online_statutory', 'goodwill', name='return_basis', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('bought_on', sa.Date(), nullable=False),
    sa.Column('requested_on', sa.Date(), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('goods_name', sa.String(length=60), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('goods_value_fen', sa.BigInteger(), nullable=False),
    sa.Column('refund_fen', sa.BigInteger(), nullable=False),
    sa.Column('refund_method', sa.String(length=40), nullable=False),
    sa.Column('refunded_on', sa.Date(), nullable=True),
    sa.Column('elsewhere', sa.Boolean(), nullable=False),
    sa.Column('purchase_store', sa.String(length=60), nullable=False),
    sa.Column('gift', sa.Enum('none', 'returned', 'paid', 'kept', name='return_gift', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('condition', sa.Enum('intact', 'opened', 'damaged', name='return_condition', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('has_proof', sa.Boolean(), nullable=False),
    sa.Column('outcome', sa.Enum('accepted', 'refused', 'withdrawn', name='return_outcome', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('refusal_code', sa.String(length=40), nullable=False),
    sa.Column('refusal_note', sa.Text(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('receipt_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('receipt_again', sa.Boolean(), nullable=False),
    sa.Column('commitment_id', sa.String(length=16), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=True),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('booked_on', sa.Date(), nullable=False),
    sa.Column('origin', sa.Enum('typed', 'offline', 'imported', name='return_origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('corrects', sa.String(length=16), nullable=True),
    sa.Column('correction_why', sa.String(length=200), nullable=False),
    sa.Column('handler', sa.String(length=16), nullable=False),
    sa.Column('logged_by', sa.String(length=16), nullable=False),
    sa.Column('logged_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.CheckConstraint("(outcome = 'refused') = (refusal_code <> '')", name=op.f('ck_return_entry_reason')),
    sa.CheckConstraint('goods_value_fen > 0 AND refund_fen >= 0 AND refund_fen <= goods_value_fen', name=op.f('ck_return_entry_money')),
    sa.CheckConstraint('quantity > 0', name=op.f('ck_return_entry_some')),
    sa.ForeignKeyConstraint(['corrects'], ['return_entry.id'], name=op.f('fk_return_entry_corrects_return_entry')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_return_entry_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_return_entry_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_entry')),
    sa.UniqueConstraint('corrects', name=op.f('uq_return_entry_corrects')),
    sa.UniqueConstraint('merchant_id', 'number', name='uq_return_number')
    )
    op.create_index('ix_return_entry_booked', 'return_entry', ['merchant_id', 'booked_on'], unique=False)
    op.create_index('ix_return_entry_days', 'return_entry', ['merchant_id', 'requested_on'], unique=False)
    op.create_index('ix_return_entry_receipt', 'return_entry', ['merchant_id', 'receipt_index'], unique=False)
    op.create_table('return_answer',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('return_id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('answer', sa.Enum('confirmed', 'disputed', name='return_answer', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('mark', sa.Enum('fresh', 'repeated', 'own_device', 'own_network', name='answer_mark', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('same_network', sa.Boolean(), nullable=False),
    sa.Column('device_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('reason', sa.Enum('no_such_return', 'wrong_amount', 'not_refunded', 'wrongly_refused', 'other', name='dispute_reason', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('note', sa.LargeBinary(), nullable=False),
    sa.Column('answered_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_return_answer_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_return_answer_merchant_id_merchant')),
    sa.ForeignKeyConstraint(['return_id'], ['return_entry.id'], name=op.f('fk_return_answer_return_id_return_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_answer')),
    sa.UniqueConstraint('return_id', name=op.f('uq_return_answer_return_id'))
    )
    op.create_index('ix_return_answer_merchant_id', 'return_answer', ['merchant_id'], unique=False)
    op.create_table('return_correction',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('return_id', sa.String(length=16), nullable=False),
    sa.Column('fields', sa.Text(), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_at', base.MomentColumn(), nullable=False),
    sa.Column('closed_by', sa.String(length=16), nullable=False),
    sa.Column('closed_at', base.MomentColumn(), nullable=True),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_return_correction_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_return_correction_merchant_id_merchant')),
    sa.ForeignKeyConstraint(['return_id'], ['return_entry.id'], name=op.f('fk_return_correction_return_id_return_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_correction'))
    )
    op.create_index('ix_return_correction_merchant_id', 'return_correction', ['merchant_id'], unique=False)
    op.create_index('uq_return_correction_open', 'return_correction', ['return_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_table('return_month',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('month_kind', sa.Enum('calendar', 'from_25th', name='month_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('period', sa.String(length=7), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=False),
    sa.Column('figures', sa.Text(), nullable=False),
    sa.Column('figures_hash', sa.String(length=64), nullable=False),
    sa.Column('is_nil', sa.Boolean(), nullable=False),
    sa.Column('reported_by', sa.String(length=16), nullable=False),
    sa.Column('reported_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_return_month_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_return_month_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_month')),
    sa.UniqueConstraint('merchant_id', 'month_kind', 'period', name='uq_return_month')
    )
    op.create_index('ix_return_month_period', 'return_month', ['period'], unique=False)
    op.create_table('ledger_flag',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('flagged_by', sa.String(length=16), nullable=False),
    sa.Column('flagged_at', base.MomentColumn(), nullable=False),
    sa.Column('lifted_by', sa.String(length=16), nullable=False),
    sa.Column('lifted_at', base.MomentColumn(), nullable=True),
    sa.Column('lifted_why', sa.Text(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_ledger_flag_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_ledger_flag_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger_flag'))
    )
    op.create_index('ix_ledger_flag_merchant_id', 'ledger_flag', ['merchant_id'], unique=False)
    op.create_index('uq_ledger_flag_open', 'ledger_flag', ['merchant_id'], unique=True, sqlite_where=sa.text('lifted_at IS NULL'), postgresql_where=sa.text('lifted_at IS NULL'))
    op.create_table('return_import',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('source_hash', sa.String(length=64), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('rows_hash', sa.String(length=64), nullable=False),
    sa.Column('first_number', sa.Integer(), nullable=False),
    sa.Column('taken_by', sa.String(length=16), nullable=False),
    sa.Column('taken_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_return_import_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_return_import_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_import')),
    sa.UniqueConstraint('merchant_id', 'source_hash', name='uq_return_import_source')
    )
    op.create_table('desk_device',
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('device_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('network_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('seen_at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('merchant_id', 'device_index', name=op.f('pk_desk_device'))
    )
    op.create_table('ledger_upload',
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('sent_by', sa.String(length=16), nullable=False),
    sa.Column('sent_at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('merchant_id', name=op.f('pk_ledger_upload'))
    )
    connection = op.get_bind()
    for table in GUARDED:
        for statement in append_only(table, connection.dialect.name):
            connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Back again."""
    op.drop_table('ledger_upload')
    op.drop_table('desk_device')
    op.drop_table('return_import')
    op.drop_table('ledger_flag')
    op.drop_table('return_month')
    op.drop_table('return_correction')
    op.drop_table('return_answer')
    op.drop_table('return_entry')
    connection = op.get_bind()
    for table in GUARDED:
        for statement in drop_append_only(table, connection.dialect.name):
            connection.exec_driver_sql(statement)
