"""The record: entries that nothing edits, their bodies, and answers to keyed requests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base
from trustcode.storage.triggers import append_only, drop_append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('entry',
    sa.Column('id', base.BigKey, autoincrement=True, nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('at', base.MomentColumn(), nullable=False),
    sa.Column('leaf_hash', sa.LargeBinary(length=32), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('leaf_hash', name=op.f('uq_entry_leaf_hash'))
    )
    op.create_index(op.f('ix_entry_subject'), 'entry', ['subject'], unique=False)
    op.create_table('retry',
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('body_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_retry'))
    )
    op.create_table('entry_body',
    sa.Column('entry_id', base.BigKey, autoincrement=False, nullable=False),
    sa.Column('salt', sa.LargeBinary(length=32), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_entry_body_entry_id_entry')),
    sa.PrimaryKeyConstraint('entry_id', name=op.f('pk_entry_body'))
    )
    dialect = op.get_bind().dialect.name
    for table in ('entry', 'entry_body'):
        for statement in append_only(table, dialect):
            op.execute(sa.DDL(statement.replace('%', '%%')))


def downgrade() -> None:
    """Back again."""
    op.drop_table('entry_body')
    op.drop_table('retry')
    op.drop_table('entry')
    for table in ('entry', 'entry_body'):
        for statement in drop_append_only(table, op.get_bind().dialect.name):
            op.execute(statement)
