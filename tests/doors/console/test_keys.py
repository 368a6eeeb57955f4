"""A code is checked with public keys alone; a new key signs from today on and the old codes stay valid."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.doors.console.conftest import OpenTerminal, Terminal
from tests.doors.console.small_house import RING
from trustcode.codes.rules.keyring import keyring_from_json, public_keys_json
from trustcode.codes.rules.seal import CodeFacts, open_seal, seal
from trustcode.settings import ROOT

GENUINE = seal(CodeFacts(1, 4_000_000_001, 2, date(2026, 11, 20)), RING)
FORGED = GENUINE[:-1] + str((int(GENUINE[-1]) + 1) % 10)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A file of public keys, as an inspector carries it."""
    path = tmp_path / "public-keys.json"
    path.write_text(public_keys_json(RING))
    return path


@pytest.mark.parametrize("form", ["{}", "http://127.0.0.1:8000/{}", "https://FX.HN.CN/{}/", " {} "])
def test_a_genuine_code_is_known_by_its_token_or_its_address(terminal: Terminal, form: str) -> None:
    answer = terminal.asks("code", "verify", form.format(GENUINE))

    assert answer == {
        "genuine": True,
        "merchant_number": 4_000_000_001,
        "serial": 2,
        "issued_on": "2026-11-20",
        "key_id": 1,
        "suite": 1,
        "exit": 0,
    }


@pytest.mark.parametrize("token", [FORGED, GENUINE[:-1], GENUINE + "0", "abc", "٣" * 179])
def test_what_is_not_genuine_ends_with_exit_code_1(terminal: Terminal, token: str) -> None:
    answer = terminal.asks("code", "verify", token)

    assert (answer["exit"], answer["genuine"]) == (1, False)


def test_a_person_is_told_in_a_sentence(terminal: Terminal) -> None:
    assert terminal.types("code", "verify", GENUINE).stdout.startswith("Genuine: print 2 of merchant number 4000000001")
    assert terminal.types("code", "verify", FORGED).stderr == "Not genuine. This code is not ours.\n"


def test_no_database_is_needed(open_terminal: OpenTerminal, public: Path) -> None:
    away = open_terminal("postgresql://nobody@127.0.0.1:1/nothing")

    assert away.asks("code", "verify", GENUINE, "--keys", public)["genuine"]
    assert away.asks("code", "verify", GENUINE)["genuine"]


def alone(*words: object) -> subprocess.CompletedProcess[str]:
    """The commands that need nothing, in a process without any setting of ours."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("TRUSTCODE_")}
    command = [sys.executable, "-m", "trustcode.doors.console", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60, check=False)


def test_no_settings_are_needed(public: Path) -> None:
    checked, nameless = alone("code", "verify", GENUINE, "--keys", public, "--json"), alone("code", "verify", GENUINE)

    assert (checked.returncode, json.loads(checked.stdout)["genuine"]) == (0, True)
    assert (nameless.returncode, nameless.stderr) == (1, "Name a file of public keys with --keys.\n")


def test_a_first_key_ring_can_be_made_before_the_product_can_start(tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"

    made, again = alone("keys", "make", path), alone("keys", "make", path)

    assert (made.returncode, again.returncode) == (0, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keyring_from_json(path.read_text()).signing_id == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"keys": [{"id": 1}]}'])
def test_a_file_that_holds_no_keys_is_refused_with_a_sentence(
    terminal: Terminal, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content)

    result = terminal.types("code", "verify", GENUINE, "--keys", path)

    assert result.exit_code == 1
    assert result.stderr.strip()


def test_a_new_key_signs_and_codes_of_the_old_one_stay_genuine(terminal: Terminal) -> None:
    answer = terminal.asks("keys", "rotate")

    ring = keyring_from_json(terminal.office.settings.signing_keys.read_text())
    assert (answer["key_id"], answer["from"], ring.signing_id) == (2, "2026-11-23", 2)
    assert open_seal(GENUINE, ring).merchant_number == 4_000_000_001
    assert open_seal(seal(CodeFacts(2, 7, 1, date(2026, 11, 23)), ring), ring).key_id == 2


def test_the_key_ring_is_readable_by_its_owner_alone_and_drops_the_old_private_half(terminal: Terminal) -> None:
    terminal.asks("keys", "rotate")

    path = terminal.office.settings.signing_keys
    rows = json.loads(path.read_text())["keys"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [("private_key" in row, bool(row["retired_on"])) for row in rows] == [(False, True), (True, False)]


def test_keys_can_be_rotated_twice_in_a_row(terminal: Terminal) -> None:
    assert [terminal.asks("keys", "rotate")["key_id"] for _ in range(2)] == [2, 3]


def test_the_public_list_holds_no_private_half(terminal: Terminal) -> None:
    said = terminal.types("keys", "public").stdout

    assert json.loads(said) == json.loads(public_keys_json(RING))
    assert "private" not in said
