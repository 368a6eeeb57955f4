"""Clocks of the law, complaints and reports, and what is published of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base
from trustcode.storage.triggers import append_only, drop_append_only

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

GUARDED = ('clock_set', 'complaint_step', 'complaint_message', 'complaint_reading', 'publication_moderation')
NOTICES = "kind IN ('renewal_due', 'lapsed', 'self_check_due', 'month_due', 'return_disputed', 'correction_waiting', 'promise_changes', 'returns_paused')"
MORE_NOTICES = "kind IN ('renewal_due', 'lapsed', 'self_check_due', 'month_due', 'return_disputed', 'correction_waiting', 'promise_changes', 'returns_paused', 'complaint_came', 'complaint_said', 'complaint_moved', 'complaint_redated')"


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('complaint_draft',
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('touched_at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('pk_complaint_draft'))
    )
    with op.batch_alter_table('complaint_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_draft_touched_at'), ['touched_at'], unique=False)
    op.create_table('phone_code',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('phone_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('code_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('sent_at', base.MomentColumn(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('used_at', base.MomentColumn(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phone_code'))
    )
    with op.batch_alter_table('phone_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_phone_code_phone_index'), ['phone_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_phone_code_sent_at'), ['sent_at'], unique=False)
    op.create_table('saved_answer',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('title', sa.String(length=40), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_by', sa.String(length=16), nullable=False),
    sa.Column('made_at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_answer'))
    )
    with op.batch_alter_table('saved_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_answer_region_code'), ['region_code'], unique=False)
    op.create_table('clock_set',
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('rules', sa.Text(), nullable=False),
    sa.Column('rules_hash', sa.String(length=64), nullable=False),
    sa.Column('loaded_on', sa.Date(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_clock_set_entry_id_entry')),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_clock_set'))
    )
    op.create_table('complaint_clock',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('matter_id', sa.String(length=16), nullable=False),
    sa.Column('code', sa.Enum('C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10', 'C11', 'C12', 'C13', 'P1', 'P2', 'P3', name='clock_code', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('rule_from', sa.Date(), nullable=False),
    sa.Column('started_at', base.MomentColumn(), nullable=False),
    sa.Column('start_on', sa.Date(), nullable=False),
    sa.Column('named_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('provisional', sa.Boolean(), nullable=False),
    sa.Column('extended', sa.Boolean(), nullable=False),
    sa.Column('stopped_on', sa.Date(), nullable=True),
    sa.Column('met', sa.Boolean(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_clock_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_clock'))
    )
    with op.batch_alter_table('complaint_clock', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_clock_due', ['stopped_on', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_complaint_clock_matter_id'), ['matter_id'], unique=False)
    op.create_table('complaint_person',
    sa.Column('matter_id', sa.String(length=16), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('phone', sa.LargeBinary(), nullable=False),
    sa.Column('phone_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('proved_at', base.MomentColumn(), nullable=True),
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('paper', sa.Enum('id_card', 'residence_permit', 'passport', 'other', name='paper_kind', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('paper_number', sa.LargeBinary(), nullable=False),
    sa.Column('paper_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('device_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('filed_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_person_entry_id_entry')),
    sa.PrimaryKeyConstraint('matter_id', name=op.f('pk_complaint_person'))
    )
    with op.batch_alter_table('complaint_person', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_person_phone', ['phone_index'], unique=False)
    op.create_table('complaint_reading',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('matter_id', sa.String(length=16), nullable=False),
    sa.Column('field', sa.String(length=20), nullable=False),
    sa.Column('why', sa.String(length=200), nullable=False),
    sa.Column('read_by', sa.String(length=16), nullable=False),
    sa.Column('read_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_reading_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_reading'))
    )
    with op.batch_alter_table('complaint_reading', schema=None) as batch_op:
        batch_op.create_index('ix_complaint_reading_by', ['read_by', 'read_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_complaint_reading_matter_id'), ['matter_id'], unique=False)
    op.create_table('complaint_step',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('matter_id', sa.String(length=16), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=40), nullable=False),
    sa.Column('was', sa.String(length=40), nullable=False),
    sa.Column('now', sa.String(length=40), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('said', sa.LargeBinary(), nullable=False),
    sa.Column('by_role', sa.String(length=20), nullable=False),
    sa.Column('by_person', sa.String(length=16), nullable=False),
    sa.Column('at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_step_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_step')),
    sa.UniqueConstraint('matter_id', 'place', name='uq_complaint_step_place')
    )
    op.create_table('complaint_extension',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('clock_id', sa.String(length=16), nullable=False),
    sa.Column('why', sa.LargeBinary(), nullable=False),
    sa.Column('asked_by', sa.String(length=16), nullable=False),
    sa.Column('asked_at', base.MomentColumn(), nullable=False),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('decided_by', sa.String(length=16), nullable=False),
    sa.Column('decided_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['clock_id'], ['complaint_clock.id'], name=op.f('fk_complaint_extension_clock_id_complaint_clock')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_extension_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_extension'))
    )
    with op.batch_alter_table('complaint_extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_extension_clock_id'), ['clock_id'], unique=False)
    op.create_table('complaint_pause',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('clock_id', sa.String(length=16), nullable=False),
    sa.Column('why', sa.Enum('appraisal', 'testing', 'hearing', 'announcement', name='pause_why', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('ordered_by', sa.String(length=16), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['clock_id'], ['complaint_clock.id'], name=op.f('fk_complaint_pause_clock_id_complaint_clock')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_pause_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_pause'))
    )
    with op.batch_alter_table('complaint_pause', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_pause_clock_id'), ['clock_id'], unique=False)
    op.create_table('settling_member',
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('joined_on', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('changed_by', sa.String(length=16), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_settling_member_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_settling_member_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('merchant_id', name=op.f('pk_settling_member'))
    )
    op.create_table('complaint',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.String(length=12), nullable=False),
    sa.Column('filing_id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=True),
    sa.Column('respondent_name', sa.String(length=80), nullable=False),
    sa.Column('respondent_address', sa.String(length=120), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('source', sa.Enum('scan', 'search', 'number', 'counter', 'hotline_12345', 'platform_12315', name='complaint_source', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('print_serial', sa.Integer(), nullable=False),
    sa.Column('return_id', sa.String(length=16), nullable=True),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('problem', sa.String(length=40), nullable=False),
    sa.Column('bought_on', sa.Date(), nullable=True),
    sa.Column('happened_on', sa.Date(), nullable=True),
    sa.Column('amount_fen', sa.BigInteger(), nullable=True),
    sa.Column('wishes', sa.Text(), nullable=False),
    sa.Column('facts', sa.LargeBinary(), nullable=False),
    sa.Column('wish_note', sa.LargeBinary(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('receipt_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('sketch', sa.LargeBinary(length=128), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('may_publish', sa.Boolean(), nullable=False),
    sa.Column('may_delegate', sa.Boolean(), nullable=False),
    sa.Column('holds', sa.Text(), nullable=False),
    sa.Column('came_in_at', base.MomentColumn(), nullable=False),
    sa.Column('competent_at', base.MomentColumn(), nullable=True),
    sa.Column('accepted_at', base.MomentColumn(), nullable=True),
    sa.Column('state', sa.Enum('settling', 'answered', 'received', 'proving', 'mediating', 'settled', 'silent', 'refused', 'agreed', 'ended', 'withdrawn', 'referred', name='complaint_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state_at', base.MomentColumn(), nullable=False),
    sa.Column('ended_at', base.MomentColumn(), nullable=True),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('answered_in_time', sa.Boolean(), nullable=True),
    sa.Column('obtained_fen', sa.BigInteger(), nullable=True),
    sa.Column('satisfaction', sa.Integer(), nullable=True),
    sa.Column('officer_id', sa.String(length=16), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_complaint_merchant_id_merchant')),
    sa.ForeignKeyConstraint(['return_id'], ['return_entry.id'], name=op.f('fk_complaint_return_id_return_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint')),
    sa.UniqueConstraint('number', name=op.f('uq_complaint_number'))
    )
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_filing_id'), ['filing_id'], unique=False)
        batch_op.create_index('ix_complaint_office', ['region_code', 'state'], unique=False)
        batch_op.create_index('ix_complaint_shop', ['merchant_id', 'came_in_at'], unique=False)
    op.create_table('complaint_message',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('speaker', sa.Enum('shopper', 'shop', 'office', name='complaint_speaker', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('is_reply', sa.Boolean(), nullable=False),
    sa.Column('said_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_message_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_message_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_message'))
    )
    with op.batch_alter_table('complaint_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_message_complaint_id'), ['complaint_id'], unique=False)
    op.create_table('illegality_report',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.String(length=12), nullable=False),
    sa.Column('filing_id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=True),
    sa.Column('origin', sa.Enum('reporter', 'complaint', name='report_origin', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=True),
    sa.Column('respondent_name', sa.String(length=80), nullable=False),
    sa.Column('respondent_address', sa.String(length=120), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('source', sa.Enum('scan', 'search', 'number', 'counter', 'hotline_12345', 'platform_12315', name='report_source', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('problem', sa.String(length=40), nullable=False),
    sa.Column('clue', sa.LargeBinary(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('text_hash', sa.String(length=64), nullable=False),
    sa.Column('anonymous', sa.Boolean(), nullable=False),
    sa.Column('came_in_at', base.MomentColumn(), nullable=False),
    sa.Column('state', sa.Enum('received', 'case_filed', 'no_case', 'joined', 'referred', 'case_closed', name='report_state', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state_at', base.MomentColumn(), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('case_no', sa.String(length=60), nullable=False),
    sa.Column('case_filed_on', sa.Date(), nullable=True),
    sa.Column('joined_to', sa.String(length=16), nullable=True),
    sa.Column('officer_id', sa.String(length=16), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_illegality_report_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_illegality_report_entry_id_entry')),
    sa.ForeignKeyConstraint(['joined_to'], ['illegality_report.id'], name=op.f('fk_illegality_report_joined_to_illegality_report')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_illegality_report_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_illegality_report')),
    sa.UniqueConstraint('number', name=op.f('uq_illegality_report_number'))
    )
    with op.batch_alter_table('illegality_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_illegality_report_filing_id'), ['filing_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_illegality_report_merchant_id'), ['merchant_id'], unique=False)
        batch_op.create_index('ix_illegality_report_office', ['region_code', 'state'], unique=False)
    op.create_table('publication_item',
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=True),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('stage', sa.Enum('candidate', 'withheld', 'published', 'corrected', 'hidden', 'expired', name='publication_stage', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('stage_at', base.MomentColumn(), nullable=False),
    sa.Column('withheld_for', sa.Enum('W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', name='withhold', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('formed_at', base.MomentColumn(), nullable=False),
    sa.Column('formed_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('first_published_at', base.MomentColumn(), nullable=True),
    sa.Column('shown_until', sa.Date(), nullable=True),
    sa.Column('reply', sa.Text(), nullable=False),
    sa.Column('findings', sa.Text(), nullable=False),
    sa.Column('hidden_for', sa.Enum('facts_wrong', 'not_this_shop', 'privacy', 'court', name='hide_ground', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('corrected', sa.String(length=200), nullable=False),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_publication_item_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_publication_item_entry_id_entry')),
    sa.ForeignKeyConstraint(['merchant_id'], ['merchant.id'], name=op.f('fk_publication_item_merchant_id_merchant')),
    sa.PrimaryKeyConstraint('complaint_id', name=op.f('pk_publication_item'))
    )
    with op.batch_alter_table('publication_item', schema=None) as batch_op:
        batch_op.create_index('ix_publication_item_due', ['stage', 'due_on'], unique=False)
        batch_op.create_index('ix_publication_item_shop', ['merchant_id', 'stage'], unique=False)
    op.create_table('matter_reference',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('external_no', sa.String(length=40), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=True),
    sa.Column('report_id', sa.String(length=16), nullable=True),
    sa.Column('body_hash', sa.String(length=64), nullable=False),
    sa.Column('merged', sa.Boolean(), nullable=False),
    sa.Column('received_at', base.MomentColumn(), nullable=False),
    sa.Column('handed_at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_matter_reference_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_matter_reference_entry_id_entry')),
    sa.ForeignKeyConstraint(['report_id'], ['illegality_report.id'], name=op.f('fk_matter_reference_report_id_illegality_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_matter_reference')),
    sa.UniqueConstraint('source', 'external_no', name='uq_matter_reference_number')
    )
    with op.batch_alter_table('matter_reference', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_matter_reference_complaint_id'), ['complaint_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_matter_reference_report_id'), ['report_id'], unique=False)
    op.create_table('publication_hiding',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('ground', sa.Enum('facts_wrong', 'not_this_shop', 'privacy', 'court', name='hiding_ground', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_role', sa.String(length=20), nullable=False),
    sa.Column('proposed_at', base.MomentColumn(), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('closing_reason', sa.Text(), nullable=False),
    sa.Column('closed_by', sa.String(length=16), nullable=False),
    sa.Column('closed_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['publication_item.complaint_id'], name=op.f('fk_publication_hiding_complaint_id_publication_item')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_publication_hiding_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publication_hiding'))
    )
    with op.batch_alter_table('publication_hiding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publication_hiding_complaint_id'), ['complaint_id'], unique=False)
        batch_op.create_index('uq_publication_hiding_open', ['complaint_id'], unique=True, sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
    op.create_table('publication_moderation',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=True),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('act', sa.Enum('publish', 'withhold', 'reconsider', 'correct', 'hide', 'show_again', 'expire', 'recall', name='moderation_act', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('ground', sa.String(length=40), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('second_role', sa.String(length=20), nullable=False),
    sa.Column('at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['publication_item.complaint_id'], name=op.f('fk_publication_moderation_complaint_id_publication_item')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_publication_moderation_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publication_moderation'))
    )
    with op.batch_alter_table('publication_moderation', schema=None) as batch_op:
        batch_op.create_index('ix_publication_moderation_at', ['at'], unique=False)
    op.create_table('publication_objection',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('said', sa.LargeBinary(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('made_by', sa.String(length=16), nullable=False),
    sa.Column('made_at', base.MomentColumn(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.String(length=16), nullable=False),
    sa.Column('decided_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['publication_item.complaint_id'], name=op.f('fk_publication_objection_complaint_id_publication_item')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_publication_objection_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_publication_objection'))
    )
    with op.batch_alter_table('publication_objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_publication_objection_complaint_id'), ['complaint_id'], unique=False)
        batch_op.create_index('uq_publication_objection_open', ['complaint_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
    op.create_table('exchange_delivery',
    sa.Column('reference_id', sa.String(length=16), nullable=False),
    sa.Column('entry_number', base.BigKey, autoincrement=False, nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('next_at', base.MomentColumn(), nullable=False),
    sa.Column('delivered_at', base.MomentColumn(), nullable=True),
    sa.Column('problem', sa.String(length=80), nullable=False),
    sa.ForeignKeyConstraint(['reference_id'], ['matter_reference.id'], name=op.f('fk_exchange_delivery_reference_id_matter_reference')),
    sa.PrimaryKeyConstraint('reference_id', 'entry_number', name=op.f('pk_exchange_delivery'))
    )
    with op.batch_alter_table('exchange_delivery', schema=None) as batch_op:
        batch_op.create_index('ix_exchange_delivery_due', ['delivered_at', 'next_at'], unique=False)
    with op.batch_alter_table("notice") as batch_op:
        batch_op.drop_constraint(op.f("ck_notice_notice_kind"), type_="check")
        batch_op.create_check_constraint("notice_kind", MORE_NOTICES)
    for table in GUARDED:
        for statement in append_only(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    """Back again; notices of complaints go with the complaints."""
    for table in GUARDED:
        for statement in drop_append_only(table, op.get_bind().dialect.name):
            op.execute(statement)
    op.execute("DELETE FROM notice WHERE kind LIKE 'complaint_%'")
    with op.batch_alter_table("notice") as batch_op:
        batch_op.drop_constraint(op.f("ck_notice_notice_kind"), type_="check")
        batch_op.create_check_constraint("notice_kind", NOTICES)
    with op.batch_alter_table('exchange_delivery', schema=None) as batch_op:
        batch_op.drop_index('ix_exchange_delivery_due')
    op.drop_table('exchange_delivery')
    with op.batch_alter_table('publication_objection', schema=None) as batch_op:
        batch_op.drop_index('uq_publication_objection_open', sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_publication_objection_complaint_id'))
    op.drop_table('publication_objection')
    with op.batch_alter_table('publication_moderation', schema=None) as batch_op:
        batch_op.drop_index('ix_publication_moderation_at')
    op.drop_table('publication_moderation')
    with op.batch_alter_table('publication_hiding', schema=None) as batch_op:
        batch_op.drop_index('uq_publication_hiding_open', sqlite_where=sa.text('closed_at IS NULL'), postgresql_where=sa.text('closed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_publication_hiding_complaint_id'))
    op.drop_table('publication_hiding')
    with op.batch_alter_table('matter_reference', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_matter_reference_report_id'))
        batch_op.drop_index(batch_op.f('ix_matter_reference_complaint_id'))
    op.drop_table('matter_reference')
    with op.batch_alter_table('publication_item', schema=None) as batch_op:
        batch_op.drop_index('ix_publication_item_shop')
        batch_op.drop_index('ix_publication_item_due')
    op.drop_table('publication_item')
    with op.batch_alter_table('illegality_report', schema=None) as batch_op:
        batch_op.drop_index('ix_illegality_report_office')
        batch_op.drop_index(batch_op.f('ix_illegality_report_merchant_id'))
        batch_op.drop_index(batch_op.f('ix_illegality_report_filing_id'))
    op.drop_table('illegality_report')
    with op.batch_alter_table('complaint_message', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_message_complaint_id'))
    op.drop_table('complaint_message')
    with op.batch_alter_table('complaint', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_shop')
        batch_op.drop_index('ix_complaint_office')
        batch_op.drop_index(batch_op.f('ix_complaint_filing_id'))
    op.drop_table('complaint')
    op.drop_table('settling_member')
    with op.batch_alter_table('complaint_pause', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_pause_clock_id'))
    op.drop_table('complaint_pause')
    with op.batch_alter_table('complaint_extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_extension_clock_id'))
    op.drop_table('complaint_extension')
    op.drop_table('complaint_step')
    with op.batch_alter_table('complaint_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_reading_matter_id'))
        batch_op.drop_index('ix_complaint_reading_by')
    op.drop_table('complaint_reading')
    with op.batch_alter_table('complaint_person', schema=None) as batch_op:
        batch_op.drop_index('ix_complaint_person_phone')
    op.drop_table('complaint_person')
    with op.batch_alter_table('complaint_clock', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_clock_matter_id'))
        batch_op.drop_index('ix_complaint_clock_due')
    op.drop_table('complaint_clock')
    op.drop_table('clock_set')
    with op.batch_alter_table('saved_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_answer_region_code'))
    op.drop_table('saved_answer')
    with op.batch_alter_table('phone_code', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_phone_code_sent_at'))
        batch_op.drop_index(batch_op.f('ix_phone_code_phone_index'))
    op.drop_table('phone_code')
    with op.batch_alter_table('complaint_draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_draft_touched_at'))
    op.drop_table('complaint_draft')
