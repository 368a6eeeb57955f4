"""What is written down of a request."""

from __future__ import annotations

import json
import logging

from trustcode.doors.lobby.logs import JsonLine


def test_one_line_a_request_without_anything_personal(premises, guest, caplog):
    token = guest.token()
    caplog.clear()
    with caplog.at_level(logging.INFO, "trustcode.requests"):
        guest.post("/sign-in?secret=canary", {"handle": "13873112345", "password": "canary canary"}, token=token)

    (record,) = [r for r in caplog.records if r.name == "trustcode.requests"]
    line = JsonLine().format(record)
    assert json.loads(line)["rule"] == "/sign-in"
    assert json.loads(line)["status"] == 422
    for private in ("canary", "13873112345", "203.0.113.5"):
        assert private not in line


def test_ids_in_an_address_are_not_written_down(guest, caplog):
    with caplog.at_level(logging.INFO, "trustcode.requests"):
        guest.get("/trial/shop/430102/0123456789abcdef")

    (record,) = [r for r in caplog.records if r.name == "trustcode.requests"]
    assert record.fields["rule"] == "/trial/shop/<region>/<shop>"


def test_a_line_cannot_be_forged():
    record = logging.makeLogRecord({"msg": "a\nb\x1b[31m\u202e", "levelname": "INFO", "name": "x"})

    line = JsonLine().format(record)

    assert "\n" not in line
    assert line.isascii()
    assert json.loads(line)["message"] == "a\nb\x1b[31m\u202e"
