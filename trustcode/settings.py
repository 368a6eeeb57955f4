"""What the environment says, read once and frozen. In production a missing, default or unknown setting stops the start."""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from trustcode.kernel.scheme import MONTHS_START_ON, SchemeRules

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "TRUSTCODE_"
DEMO = "demo"
PRODUCTION = "production"

KNOWN = {
    "MODE": "demo or production",
    "DATABASE_URL": "an SQLite path or postgresql://…",
    "REDIS_URL": "optional: shared counters for rate limits",
    "PUBLIC_URL": "the one official address, https://HOST",
    "SECRET_KEY": "32 random bytes or more, for sessions",
    "VAULT_KEYS": "JSON: key ids to base64 keys of 32 bytes, for personal data",
    "INDEX_KEY": "base64, 32 bytes, for finding personal data again",
    "SIGNING_KEYS": "path of the key ring that signs codes, or the ring itself as JSON",
    "FILES": "folder for photos",
    "TRUSTED_PROXIES": "how many proxies stand in front (default 0)",
    "SMTP_URL": "optional: the server for e-mail, smtp://user:password@host:port or smtps://…",
    "MAIL_FROM": "the address that e-mail comes from; belongs to SMTP_URL",
    "PHONE_CODES": "how one-time codes reach a phone: console (a demonstration) or smtp",
    "PHONE_GATEWAY": "with PHONE_CODES smtp: the address of the gateway, such as {phone}@sms.example.com",
    "PEERS": "optional: path of a JSON file (mode 600) with the systems of 12345 and 12315 that orders are exchanged with",
    "RULES": "optional: path of a JSON file with the scheme's numbers",
    "TEST_DATABASE": "for the test suite only",
    "TEST_REDIS": "for the test suite only",
    "NOTHING_SKIPPED": "for the test suite only",
}


_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}")


class BadSettings(Exception):
    """A setting is missing, unknown or unfit; the message is a sentence for the operator."""


@dataclass(frozen=True)
class Smtp:
    """A server for e-mail. `is_tls`: encrypted from the first byte (smtps); else STARTTLS where the server offers it."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    is_tls: bool
    sender: str


@dataclass(frozen=True)
class Peer:
    """Another system: where it is told things (empty: nowhere), with which key we sign, and the keys that it signs with."""

    name: str
    url: str
    key_id: str
    keys: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True)
class Settings:
    """All settings of one process. Secrets are kept out of its printed form."""

    mode: str
    database_url: str
    public_url: str
    files: Path
    signing_keys: Path
    secret_key: str = field(repr=False)
    vault_keys: Mapping[int, bytes] = field(repr=False)
    index_key: bytes = field(repr=False)
    signing_keys_text: str = field(default="", repr=False)
    redis_url: str = ""
    trusted_proxies: int = 0
    smtp: Smtp | None = None
    phone_gateway: str = ""
    peers: Mapping[str, Peer] = field(default_factory=dict)
    rules: SchemeRules = field(default_factory=SchemeRules)

    @property
    def is_demo(self) -> bool:
        """Whether every page and print says that it is a demonstration."""
        return self.mode == DEMO

    @property
    def host(self) -> str:
        """Host and, where there is one, port of the public address, in lower case."""
        return urlsplit(self.public_url).netloc.lower()

    @property
    def is_https(self) -> bool:
        """Whether the public address is https; cookies are marked Secure then."""
        return self.public_url.startswith("https://")


def from_env(environ: Mapping[str, str], folder: Path | None = None) -> Settings:
    """Settings from `TRUSTCODE_…` variables; demo secrets are made once and kept in `folder` (var/), mode 600.

    Raises BadSettings with a sentence.
    """
    given = {k[len(PREFIX) :]: v.strip() for k, v in environ.items() if k.startswith(PREFIX)}
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        raise BadSettings(f"Unknown setting {PREFIX}{unknown[0]}: known are {', '.join(sorted(KNOWN))}.")
    mode = given.get("MODE", DEMO)
    if mode not in {DEMO, PRODUCTION}:
        raise BadSettings(f"{PREFIX}MODE must be demo or production, not {mode!r}.")
    if "MODE" not in given and given.get("PUBLIC_URL", "").startswith("https://"):
        raise BadSettings(f"{PREFIX}MODE is not set: a public address needs it said, demo or production.")
    var = folder or ROOT / "var"
    if mode == DEMO:
        given = {**_demo_values(var), **given}
    return _checked(mode, given)


def _checked(mode: str, given: Mapping[str, str]) -> Settings:
    for name in ("DATABASE_URL", "PUBLIC_URL", "SECRET_KEY", "VAULT_KEYS", "INDEX_KEY", "SIGNING_KEYS", "FILES"):
        if not given.get(name):
            raise BadSettings(f"{PREFIX}{name} is missing: {KNOWN[name]}.")
    url = given["PUBLIC_URL"].rstrip("/")
    smtp = _smtp(given.get("SMTP_URL", ""), given.get("MAIL_FROM", ""))
    if mode == PRODUCTION and not url.startswith("https://"):
        raise BadSettings(f"{PREFIX}PUBLIC_URL must begin with https:// in production.")
    if len(given["SECRET_KEY"]) < 32 or len(set(given["SECRET_KEY"])) < 8:
        raise BadSettings(f"{PREFIX}SECRET_KEY is too short or too simple: give 32 random characters or more.")
    if "change" in given["SECRET_KEY"].lower():
        raise BadSettings(
            f"{PREFIX}SECRET_KEY is still the placeholder of an example: give 32 random characters or more."
        )
    inline = given["SIGNING_KEYS"].lstrip().startswith("{")
    return Settings(
        mode=mode,
        database_url=_database_url(given["DATABASE_URL"]),
        public_url=url,
        files=Path(given["FILES"]),
        signing_keys=Path() if inline else Path(given["SIGNING_KEYS"]),
        signing_keys_text=given["SIGNING_KEYS"] if inline else "",
        secret_key=given["SECRET_KEY"],
        vault_keys=_vault_keys(given["VAULT_KEYS"]),
        index_key=_key(given["INDEX_KEY"], "INDEX_KEY"),
        redis_url=given.get("REDIS_URL", ""),
        trusted_proxies=_count(given.get("TRUSTED_PROXIES", "0"), "TRUSTED_PROXIES"),
        smtp=smtp,
        phone_gateway=_phone_gateway(mode, given, smtp),
        peers=_peers(given.get("PEERS", ""), is_demo=mode == DEMO),
        rules=_rules(given.get("RULES", "")),
    )


def _database_url(text: str) -> str:
    if text.startswith(("postgresql://", "sqlite://")):
        return text
    if "://" in text:
        raise BadSettings(f"{PREFIX}DATABASE_URL must be an SQLite path or postgresql://….")
    return f"sqlite:///{Path(text).absolute()}"


def _count(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 2:
        raise BadSettings(f"{PREFIX}{name} must be a small whole number, not {text!r}.")
    return int(text)


def _key(text: str, name: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise BadSettings(f"{PREFIX}{name} must be base64.") from error
    if len(key) != 32:
        raise BadSettings(f"{PREFIX}{name} must hold 32 bytes.")
    return key


def _vault_keys(text: str) -> dict[int, bytes]:
    try:
        keys = {int(k): _key(v, "VAULT_KEYS") for k, v in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise BadSettings(f"{PREFIX}VAULT_KEYS must be {KNOWN['VAULT_KEYS']}.") from error
    if not keys or not all(1 <= k <= 255 for k in keys):
        raise BadSettings(f"{PREFIX}VAULT_KEYS needs a key with an id from 1 to 255.")
    return keys


def _smtp(text: str, sender: str) -> Smtp | None:
    """The server for e-mail, or None. A user must come with a password, both percent-encoded where needed."""
    if not text and not sender:
        return None
    if not text or not _ADDRESS.fullmatch(sender):
        raise BadSettings(
            f"{PREFIX}SMTP_URL and {PREFIX}MAIL_FROM belong together: a server and an address like name@host."
        )
    try:
        parts = urlsplit(text)
        named = parts.scheme in {"smtp", "smtps"} and parts.hostname and not parts.path.strip("/") and not parts.query
        port = parts.port
    except ValueError:
        named, port = None, None
    if not named or port == 0 or bool(parts.username) != bool(parts.password):
        raise BadSettings(
            f"{PREFIX}SMTP_URL must be smtp://host, or smtp://user:password@host:port, or the same with smtps."
        )
    is_tls, user = parts.scheme == "smtps", unquote(parts.username or "")
    usual = 465 if is_tls else 587 if user else 25
    return Smtp(str(parts.hostname), port or usual, user, unquote(parts.password or ""), is_tls, sender)


def _phone_gateway(mode: str, given: Mapping[str, str], smtp: Smtp | None) -> str:
    """The address that one-time codes are mailed to, with `{phone}` in it; empty for the console of a demonstration."""
    how, gateway = given.get("PHONE_CODES", "console" if mode == DEMO else ""), given.get("PHONE_GATEWAY", "")
    if not how:
        raise BadSettings(f"{PREFIX}PHONE_CODES is missing: {KNOWN['PHONE_CODES']}.")
    if how not in {"console", "smtp"}:
        raise BadSettings(f"{PREFIX}PHONE_CODES must be console or smtp, not {how!r}.")
    if how == "console":
        if mode == PRODUCTION:
            raise BadSettings(f"{PREFIX}PHONE_CODES must be smtp in production: a console reaches no phone.")
        if gateway:
            raise BadSettings(f"{PREFIX}PHONE_GATEWAY belongs to {PREFIX}PHONE_CODES smtp.")
        return ""
    address = gateway.replace("{phone}", "13900000000")
    if gateway.count("{phone}") != 1 or not _ADDRESS.fullmatch(address) or smtp is None:
        raise BadSettings(
            f"{PREFIX}PHONE_CODES smtp needs {PREFIX}SMTP_URL and {PREFIX}PHONE_GATEWAY, an address with {{phone}} in it."
        )
    return gateway


def _rules(path: str) -> SchemeRules:
    if not path:
        return SchemeRules()
    try:
        numbers: dict[str, Any] = json.loads(Path(path).read_text())
        if not all(type(v) is int and v > 0 for v in numbers.values()):
            raise ValueError("whole numbers only")
        rules = SchemeRules(**numbers)
        if rules.report_month_starts_on not in MONTHS_START_ON:
            raise ValueError("report_month_starts_on must be 1 (calendar month) or 25 (from the 25th to the 24th)")
        return rules
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadSettings(f"{PREFIX}RULES: cannot use {path}: {error}.") from error


PEER_NAMES = ("12345", "12315")
"""The two numbers that orders come by."""


def _peers(path: str, *, is_demo: bool) -> dict[str, Peer]:
    """The other systems, by their number: {"12345": {"url": …, "key_id": …, "keys": {id: base64 of 32 bytes}}}."""
    if not path:
        return {}
    try:
        if Path(path).stat().st_mode & 0o077:
            raise BadSettings(f"{PREFIX}PEERS: {path} can be read by others: set its mode to 600.")
        found: dict[str, dict[str, Any]] = json.loads(Path(path).read_text())
        return {name: _peer(name, facts, is_demo=is_demo) for name, facts in found.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise BadSettings(f"{PREFIX}PEERS: cannot use {path}: {error}.") from error


def _peer(name: str, facts: Mapping[str, Any], *, is_demo: bool) -> Peer:
    if name not in PEER_NAMES or set(facts) - {"url", "key_id", "keys"}:
        raise ValueError(f"known are {' and '.join(PEER_NAMES)}, each with url, key_id and keys")
    keys = {key_id: _key(text, "PEERS") for key_id, text in facts["keys"].items()}
    url = str(facts.get("url", ""))
    if facts["key_id"] not in keys or (
        url and urlsplit(url).scheme not in ({"https", "http"} if is_demo else {"https"})
    ):
        raise ValueError(f"{name} needs the key that it signs with, and an https address or none")
    return Peer(name, url, facts["key_id"], keys)


def _demo_values(var: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": str(var / "trustcode.db"),
        "PUBLIC_URL": "http://127.0.0.1:8000",
        "SIGNING_KEYS": str(var / "signing-keys.json"),
        "FILES": str(var / "files"),
        **_demo_secrets(var / "demo-secrets.json"),
    }


def _demo_secrets(path: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(path.read_text())
        return found
    except FileNotFoundError:
        made = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "VAULT_KEYS": json.dumps({"1": base64.b64encode(os.urandom(32)).decode()}),
            "INDEX_KEY": base64.b64encode(os.urandom(32)).decode(),
        }
        write_secret(path, json.dumps(made, indent=1))
        return made


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner can read (mode 600), whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
