"""Facts: the calendar, the regions, the lists of the scheme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trustcode.storage import base

revision = "0003"
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To the newer schema."""
    op.create_table('calendar_year',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('official', sa.Boolean(create_constraint=True, name='official_is_bool'), nullable=False),
    sa.Column('rest', sa.Text(), nullable=False),
    sa.Column('makeup', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.CheckConstraint('version >= 1', name=op.f('ck_calendar_year_version_from_one')),
    sa.CheckConstraint('year BETWEEN 2000 AND 2199', name=op.f('ck_calendar_year_year_plausible')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_calendar_year_entry_id_entry')),
    sa.PrimaryKeyConstraint('year', 'version', name=op.f('pk_calendar_year'))
    )
    op.create_table('region',
    sa.Column('code', sa.String(length=6), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('parent', sa.String(length=6), nullable=True),
    sa.Column('name_zh', sa.String(length=40), nullable=False),
    sa.Column('name_en', sa.String(length=80), nullable=False),
    sa.Column('kind', sa.Enum('province', 'city', 'district', 'county_city', 'county', 'autonomous_county', 'zone', name='region_kind', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('successor', sa.String(length=6), nullable=False),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.CheckConstraint('length(code) = 6', name=op.f('ck_region_code_six_digits')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_region_days_in_order')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_region_entry_id_entry')),
    sa.PrimaryKeyConstraint('code', 'valid_from', name=op.f('pk_region'))
    )
    op.create_index(op.f('ix_region_parent'), 'region', ['parent'], unique=False)
    op.create_table('term',
    sa.Column('catalogue', sa.Enum('unit_kind', 'industry', 'goods_category', 'service_category', 'problem_category', 'assurance', 'clause', 'exclusion', 'goods_condition', 'bring_item', 'gift', 'freight', 'refund_method', 'cross_store', 'return_refusal', 'unit_refusal', 'correction_reason', 'rectify_ground', 'suspend_ground', 'remove_ground', 'restore_ground', 'close_ground', 'objection_ground', name='catalogue', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('zh', sa.String(length=600), nullable=False),
    sa.Column('en', sa.String(length=600), nullable=False),
    sa.Column('short_zh', sa.String(length=80), nullable=False),
    sa.Column('short_en', sa.String(length=80), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('entry_id', base.BigKey, nullable=False),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_term_days_in_order')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_term_version_from_one')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_term_entry_id_entry')),
    sa.PrimaryKeyConstraint('catalogue', 'code', 'version', name=op.f('pk_term'))
    )


def downgrade() -> None:
    """Back again."""
    op.drop_table('term')
    op.drop_table('region')
    op.drop_table('calendar_year')
