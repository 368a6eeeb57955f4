"""Complaints passed on by two people, and the office's own file: mediations set and held, call-backs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base
from trustcode.storage.triggers import append_only, drop_append_only

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

OPEN = "closed_at IS NULL"


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('complaint_passing',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('region_code', sa.String(length=6), nullable=False),
    sa.Column('why', sa.LargeBinary(), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_at', base.MomentColumn(), nullable=False),
    sa.Column('outcome', sa.Enum('passed', 'declined', 'taken_back', 'overtaken', name='passing_outcome', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('said', sa.LargeBinary(), nullable=False),
    sa.Column('closed_by', sa.String(length=16), nullable=False),
    sa.Column('closed_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_passing_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_passing_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_passing'))
    )
    with op.batch_alter_table('complaint_passing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_passing_complaint_id'), ['complaint_id'], unique=False)
        batch_op.create_index('uq_complaint_passing_open', ['complaint_id'], unique=True, sqlite_where=sa.text(OPEN), postgresql_where=sa.text(OPEN))
    op.create_table('complaint_note',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('complaint_id', sa.String(length=16), nullable=False),
    sa.Column('kind', sa.Enum('sitting', 'record', 'call_back', 'referral', name='file_note_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('held_at', base.MomentColumn(), nullable=True),
    sa.Column('place', sa.LargeBinary(), nullable=False),
    sa.Column('mediator', sa.LargeBinary(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.Column('kept', sa.Enum('kept', 'partly', 'not_kept', 'not_reached', name='call_back_kept', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('by_person', sa.String(length=16), nullable=False),
    sa.Column('at', base.MomentColumn(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_complaint_note_complaint_id_complaint')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_note_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_note'))
    )
    with op.batch_alter_table('complaint_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_complaint_note_complaint_id'), ['complaint_id'], unique=False)
    for statement in append_only('complaint_note', op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """Back again."""
    for statement in drop_append_only('complaint_note', op.get_bind().dialect.name):
        op.execute(statement)
    with op.batch_alter_table('complaint_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_complaint_note_complaint_id'))
    op.drop_table('complaint_note')
    with op.batch_alter_table('complaint_passing', schema=None) as batch_op:
        batch_op.drop_index('uq_complaint_passing_open', sqlite_where=sa.text(OPEN), postgresql_where=sa.text(OPEN))
        batch_op.drop_index(batch_op.f('ix_complaint_passing_complaint_id'))
    op.drop_table('complaint_passing')
