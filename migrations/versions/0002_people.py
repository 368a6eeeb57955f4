"""People: accounts, roles, sessions, and proposals about official accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0002"
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('attempt',
    sa.Column('key', sa.LargeBinary(length=32), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('last_at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_attempt'))
    )
    op.create_index(op.f('ix_attempt_last_at'), 'attempt', ['last_at'], unique=False)
    op.create_table('denial',
    sa.Column('id', base.BigKey, autoincrement=True, nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('role', sa.String(length=20), nullable=False),
    sa.Column('endpoint', sa.String(length=80), nullable=False),
    sa.Column('at', base.MomentColumn(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_denial'))
    )
    op.create_index(op.f('ix_denial_at'), 'denial', ['at'], unique=False)
    op.create_index(op.f('ix_denial_person_id'), 'denial', ['person_id'], unique=False)
    op.create_table('person',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('handle', sa.LargeBinary(), nullable=False),
    sa.Column('handle_kind', sa.Enum('phone', 'email', name='handle_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('handle_index', sa.LargeBinary(length=32), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('secret', sa.LargeBinary(), nullable=True),
    sa.Column('session_epoch', sa.Integer(), nullable=False),
    sa.Column('opened_at', base.MomentColumn(), nullable=False),
    sa.Column('disabled_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_person_entry_id_entry')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('handle_index', name=op.f('uq_person_handle_index'))
    )
    op.create_table('invitation',
    sa.Column('code_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('made_at', base.MomentColumn(), nullable=False),
    sa.Column('used_at', base.MomentColumn(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitation_person_id_person')),
    sa.PrimaryKeyConstraint('code_hash', name=op.f('pk_invitation'))
    )
    op.create_index(op.f('ix_invitation_person_id'), 'invitation', ['person_id'], unique=False)
    op.create_table('known_device',
    sa.Column('device_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('seen_at', base.MomentColumn(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_known_device_person_id_person')),
    sa.PrimaryKeyConstraint('device_hash', 'person_id', name=op.f('pk_known_device'))
    )
    op.create_index(op.f('ix_known_device_seen_at'), 'known_device', ['seen_at'], unique=False)
    op.create_table('official_proposal',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('what', sa.Enum('open', 'disable', 'move', name='official_proposal_what', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=True),
    sa.Column('name', sa.LargeBinary(), nullable=True),
    sa.Column('handle', sa.LargeBinary(), nullable=True),
    sa.Column('role', sa.Enum('public', 'owner', 'staff', 'inspector', 'supervisor', 'province', 'auditor', 'operator', 'security', 'system', name='official_proposal_role', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('scope', sa.String(length=16), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_at', base.MomentColumn(), nullable=False),
    sa.Column('verdict', sa.Enum('confirmed', 'declined', name='official_proposal_verdict', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('decided_by', sa.String(length=16), nullable=True),
    sa.Column('decided_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_official_proposal_entry_id_entry')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_official_proposal_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_official_proposal'))
    )
    op.create_table('one_time_use',
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('last_step', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_one_time_use_person_id_person')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_one_time_use'))
    )
    op.create_table('own_business',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('merchant_id', sa.String(length=16), nullable=False),
    sa.Column('declared_at', base.MomentColumn(), nullable=False),
    sa.Column('ended_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_own_business_entry_id_entry')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_own_business_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_business'))
    )
    op.create_index(op.f('ix_own_business_person_id'), 'own_business', ['person_id'], unique=False)
    op.create_table('person_grant',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('role', sa.Enum('public', 'owner', 'staff', 'inspector', 'supervisor', 'province', 'auditor', 'operator', 'security', 'system', name='grant_role', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('scope', sa.String(length=16), nullable=False),
    sa.Column('granted_at', base.MomentColumn(), nullable=False),
    sa.Column('ended_at', base.MomentColumn(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_person_grant_entry_id_entry')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_person_grant_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_grant'))
    )
    op.create_index('ix_person_grant_role_scope', 'person_grant', ['role', 'scope'], unique=False)
    op.create_index('uq_person_grant_live', 'person_grant', ['person_id', 'role', 'scope'], unique=True, sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))
    op.create_table('sign_in',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=16), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('grant_id', sa.String(length=16), nullable=False),
    sa.Column('created_at', base.MomentColumn(), nullable=False),
    sa.Column('seen_at', base.MomentColumn(), nullable=False),
    sa.Column('proved_at', base.MomentColumn(), nullable=True),
    sa.Column('stepped_up_at', base.MomentColumn(), nullable=True),
    sa.Column('offered_secret', sa.LargeBinary(), nullable=True),
    sa.Column('ended_at', base.MomentColumn(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_sign_in_person_id_person')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in'))
    )
    op.create_index(op.f('ix_sign_in_person_id'), 'sign_in', ['person_id'], unique=False)


def downgrade() -> None:
    """Back again."""
    op.drop_table('sign_in')
    op.drop_table('person_grant')
    op.drop_table('own_business')
    op.drop_table('one_time_use')
    op.drop_table('official_proposal')
    op.drop_table('known_device')
    op.drop_table('invitation')
    op.drop_table('person')
    op.drop_table('denial')
    op.drop_table('attempt')
