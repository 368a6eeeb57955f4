"""Settings: frozen, complete, and a sentence where something is wrong."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from trustcode.settings import KNOWN, BadSettings, from_env

KEY = base64.b64encode(b"k" * 32).decode()
PRODUCTION = {
    "TRUSTCODE_MODE": "production",
    "TRUSTCODE_DATABASE_URL": "postgresql://db/trustcode",
    "TRUSTCODE_PUBLIC_URL": "https://fangxin.example.com",
    "TRUSTCODE_SECRET_KEY": "a7Gk2-pQx9_ZrT4mWc8LsV1nYb6HdJ3fEuRt",
    "TRUSTCODE_VAULT_KEYS": json.dumps({"1": KEY}),
    "TRUSTCODE_INDEX_KEY": KEY,
    "TRUSTCODE_SIGNING_KEYS": "/etc/trustcode/keys.json",
    "TRUSTCODE_FILES": "/var/lib/trustcode/files",
    "TRUSTCODE_SMTP_URL": "smtp://localhost",
    "TRUSTCODE_MAIL_FROM": "no-reply@example.com",
    "TRUSTCODE_PHONE_CODES": "smtp",
    "TRUSTCODE_PHONE_GATEWAY": "{phone}@sms.example.com",
}


def test_a_complete_production_starts() -> None:
    settings = from_env(PRODUCTION)

    assert settings.host == "fangxin.example.com"
    assert settings.is_https
    assert not settings.is_demo


MAIL = {"TRUSTCODE_SMTP_URL": "smtp://tc:p%40ss@mail.example.com", "TRUSTCODE_MAIL_FROM": "no-reply@example.com"}


def test_a_server_for_mail_is_read_whole_and_its_password_is_not_printed(tmp_path: Path) -> None:
    smtp = from_env({**PRODUCTION, **MAIL}).smtp

    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.user, smtp.password, smtp.is_tls) == (
        "mail.example.com",
        587,
        "tc",
        "p@ss",
        False,
    )
    assert "p@ss" not in repr(smtp)
    assert from_env({"TRUSTCODE_MODE": "demo"}, tmp_path).smtp is None


@pytest.mark.parametrize(
    ("url", "port", "is_tls"),
    [("smtp://localhost", 25, False), ("smtps://u:p@h", 465, True), ("smtp://u:p@h:2525/", 2525, False)],
)
def test_a_port_that_is_not_named_is_the_usual_one(url: str, port: int, *, is_tls: bool) -> None:
    smtp = from_env({**PRODUCTION, **MAIL, "TRUSTCODE_SMTP_URL": url}).smtp

    assert smtp is not None
    assert (smtp.port, smtp.is_tls) == (port, is_tls)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("smtp://h", ""),
        ("", "a@b.cn"),
        ("http://h", "a@b.cn"),
        ("smtp://", "a@b.cn"),
        ("smtp://h:99999", "a@b.cn"),
        ("smtp://h:0", "a@b.cn"),
        ("smtp://user@h", "a@b.cn"),
        ("smtp://h/path", "a@b.cn"),
        ("smtp://[h", "a@b.cn"),
        ("smtp://h", "nobody"),
        ("smtp://h", "a@b.cn, c@d.cn"),
    ],
)
def test_a_server_for_mail_that_cannot_be_is_told_by_name(url: str, sender: str) -> None:
    with pytest.raises(BadSettings, match="SMTP_URL"):
        from_env({**PRODUCTION, "TRUSTCODE_SMTP_URL": url, "TRUSTCODE_MAIL_FROM": sender})


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"TRUSTCODE_MODE"}))
def test_in_production_each_missing_setting_stops_the_start_by_name(name: str) -> None:
    without = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(BadSettings, match=name):
        from_env(without)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRUSTCODE_MODE", "debug"),
        ("TRUSTCODE_DATABASE_URL", "mysql://db"),
        ("TRUSTCODE_PUBLIC_URL", "http://fangxin.example.com"),
        ("TRUSTCODE_SECRET_KEY", "short"),
        ("TRUSTCODE_SECRET_KEY", "a" * 64),
        ("TRUSTCODE_VAULT_KEYS", "not json"),
        ("TRUSTCODE_VAULT_KEYS", json.dumps({"300": KEY})),
        ("TRUSTCODE_VAULT_KEYS", "{}"),
        ("TRUSTCODE_INDEX_KEY", "abc"),
        ("TRUSTCODE_INDEX_KEY", base64.b64encode(b"short").decode()),
        ("TRUSTCODE_SECRET_KEY", "please-CHANGE-this-to-32-random-characters"),
        ("TRUSTCODE_TRUSTED_PROXIES", "-1"),
        ("TRUSTCODE_TRUSTED_PROXIES", "²"),
        ("TRUSTCODE_TRUSTED_PROXIES", "１"),
        ("TRUSTCODE_RULES", "/no/such/file"),
    ],
)
def test_an_unfit_value_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(BadSettings):
        from_env({**PRODUCTION, name: value})


def test_an_unknown_setting_stops_the_start_and_is_named() -> None:
    with pytest.raises(BadSettings, match="TRUSTCODE_DATABSE_URL"):
        from_env({**PRODUCTION, "TRUSTCODE_DATABSE_URL": "x"})


def test_the_demo_makes_its_secrets_once_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = from_env({}, tmp_path), from_env({}, tmp_path)

    assert first.secret_key == second.secret_key
    assert first.vault_keys == second.vault_keys
    assert (tmp_path / "demo-secrets.json").stat().st_mode & 0o777 == 0o600


def test_no_secret_is_in_the_printed_form(tmp_path: Path) -> None:
    settings = from_env({**PRODUCTION, "TRUSTCODE_SIGNING_KEYS": '{"keys": ["secret-ring"]}'})

    printed = repr(settings)
    assert PRODUCTION["TRUSTCODE_SECRET_KEY"] not in printed
    assert "kkkk" not in printed
    assert "secret-ring" not in printed


def test_numbers_of_the_scheme_come_from_a_file_and_only_known_whole_ones(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text('{"notice_workdays": 7}')
    bad.write_text('{"notice_days": 7}')

    assert from_env({**PRODUCTION, "TRUSTCODE_RULES": str(good)}).rules.notice_workdays == 7
    with pytest.raises(BadSettings, match="RULES"):
        from_env({**PRODUCTION, "TRUSTCODE_RULES": str(bad)})


def test_every_known_setting_says_what_it_is() -> None:
    assert all(KNOWN.values())


@pytest.mark.parametrize("day", [2, 15, 24, 31])
def test_a_month_begins_on_the_first_or_the_25th_or_the_start_is_refused(tmp_path: Path, day: int) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps({"report_month_starts_on": day}))

    with pytest.raises(BadSettings, match="report_month_starts_on must be 1"):
        from_env({**PRODUCTION, "TRUSTCODE_RULES": str(rules)})


@pytest.mark.parametrize("day", [1, 25])
def test_both_months_may_be_the_one_that_is_reported(tmp_path: Path, day: int) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps({"report_month_starts_on": day}))

    assert from_env({**PRODUCTION, "TRUSTCODE_RULES": str(rules)}).rules.report_month_starts_on == day


def test_a_demonstration_needs_no_gateway(tmp_path: Path) -> None:
    assert from_env({}, tmp_path).phone_gateway == ""


def test_production_knows_how_its_codes_reach_a_phone() -> None:
    assert from_env(PRODUCTION).phone_gateway == "{phone}@sms.example.com"


@pytest.mark.parametrize(
    "changes",
    [
        {"TRUSTCODE_PHONE_CODES": ""},
        {"TRUSTCODE_PHONE_CODES": "console"},
        {"TRUSTCODE_PHONE_CODES": "pigeon"},
        {"TRUSTCODE_PHONE_GATEWAY": ""},
        {"TRUSTCODE_PHONE_GATEWAY": "sms@example.com"},
        {"TRUSTCODE_PHONE_GATEWAY": "{phone}{phone}@example.com"},
        {"TRUSTCODE_PHONE_GATEWAY": "{phone}"},
        {"TRUSTCODE_SMTP_URL": "", "TRUSTCODE_MAIL_FROM": ""},
    ],
)
def test_a_way_to_phones_that_cannot_be_is_told_by_name(changes: dict[str, str]) -> None:
    with pytest.raises(BadSettings, match="PHONE_CODES"):
        from_env({**PRODUCTION, **changes})


def test_a_demonstration_does_not_mix_console_and_gateway(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="PHONE_GATEWAY"):
        from_env({"TRUSTCODE_PHONE_GATEWAY": "{phone}@sms.example.com"}, tmp_path)
