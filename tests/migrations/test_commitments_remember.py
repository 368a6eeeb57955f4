"""Versions signed before promises counted by day count from the civil day of their signature in China."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import text

from tests.conftest import ENGINES, VAULT, empty_database_url
from trustcode.settings import ROOT
from trustcode.storage.blobs import Blobs
from trustcode.storage.engines import connect, db

MERCHANT = """INSERT INTO merchant (id, number, standing, standing_at, ground, changes, origin, credit_code, licence_name,
  shop_name, branch_name, unit_kind, industry, region_code, street, contact_name, contact_phone, contact_phone_index,
  returns_phone, photo, thumb, skeleton, entry_id)
VALUES ('m1', 1, 'draft', :at, '', 0, 'sign_up', '', '', '', '', '', '', '', '', :none, :none, :none, '', '', '', '', 1)"""
ENTRY = "INSERT INTO entry (id, kind, subject, at, leaf_hash) VALUES (1, 'merchant.begun', 'm1', :at, :hashed)"
COMMITMENT = """INSERT INTO commitment (id, merchant_id, kind, version, terms, text, text_hash, signed_by, signed_at,
  ended_why, entry_id) VALUES (:id, 'm1', 'safe', :version, '{}', :none, '', 'p1', :at, '', 1)"""


@pytest.fixture(params=ENGINES)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app on a database of the schema before."""
    app = Flask("before", root_path=str(tmp_path))
    store = connect(app, empty_database_url(request.param, request, tmp_path), VAULT, Blobs(tmp_path / "files"))
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    app.extensions["store"] = store
    with app.app_context():
        flask_migrate.upgrade(revision="0006")
        yield app
    store.close()


def test_a_signature_at_half_past_seven_in_the_morning_of_china_counts_from_that_day(app: Flask) -> None:
    engine = app.extensions["store"].write_engine
    signed = {
        "c1": "2026-03-01 23:30:00.000000",
        "c2": "2026-03-01 15:59:59.999999",
        "c3": "2025-12-31 16:00:00.000000",
    }
    with engine.connect() as connection:
        zone = "" if connection.dialect.name == "sqlite" else "+00"
        connection.execute(text(ENTRY), {"at": f"{signed['c1']}{zone}", "hashed": b"x" * 32})
        connection.execute(text(MERCHANT), {"at": f"{signed['c1']}{zone}", "none": b""})
        for version, (key, at) in enumerate(signed.items(), 1):
            row = {"id": key, "version": version, "at": f"{at}{zone}", "none": b""}
            connection.execute(text(COMMITMENT), row)
        connection.commit()

    flask_migrate.upgrade()

    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, effective_on, reach FROM commitment ORDER BY id")).all()
    assert [(row.id, date.fromisoformat(str(row.effective_on)), row.reach) for row in rows] == [
        ("c1", date(2026, 3, 2), "unit"),
        ("c2", date(2026, 3, 1), "unit"),
        ("c3", date(2026, 1, 1), "unit"),
    ]
