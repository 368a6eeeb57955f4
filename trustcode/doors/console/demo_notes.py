"""What the demonstration writes down for people: sign-ins, sample addresses, and how far its making has come."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from trustcode.settings import Settings, write_secret


@dataclass
class SignIn:
    """Somebody to sign in as. `one_time_secret` is empty for owners, who need no second factor."""

    role: str
    name: str
    region: str
    sign_in: str
    password: str
    one_time_secret: str = ""


@dataclass
class Notes:
    """The content of `demo.json`: sign-ins, an address by standing, how many units were made, whether all were, and where
    a shopper follows a complaint.
    """

    sign_ins: list[SignIn] = field(default_factory=list)
    scan: dict[str, str] = field(default_factory=dict)
    made: int = 0
    finished: bool = False
    follow: str = ""


def notes_file(settings: Settings) -> Path:
    """Where they are kept: beside the demo's photos."""
    return settings.files.parent / "demo.json"


def read_notes(settings: Settings) -> Notes | None:
    """The notes, or None when there are none that can be read."""
    try:
        plain = json.loads(notes_file(settings).read_text(encoding="utf-8"))
        return Notes(**{**plain, "sign_ins": [SignIn(**one) for one in plain["sign_ins"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write_notes(settings: Settings, notes: Notes) -> None:
    """Keep them where only their owner can read them (mode 600)."""
    write_secret(notes_file(settings), json.dumps(asdict(notes), ensure_ascii=False, indent=1) + "\n")


def moved_to(notes: Notes, public_url: str) -> Notes:
    """The same notes for another public address, such as another port."""
    scan = {which: _moved(address, public_url) for which, address in notes.scan.items()}
    return Notes(notes.sign_ins, scan, notes.made, notes.finished, _moved(notes.follow, public_url))


def _moved(address: str, public_url: str) -> str:
    return public_url + address[address.index("/", 8) :] if address else ""
