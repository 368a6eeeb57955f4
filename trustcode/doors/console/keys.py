"""`keys rotate` and `code verify`: the keys that sign, and the check that needs nothing but public keys."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup, ScriptInfo

from trustcode.codes.rules.keyring import (
    KeyRing,
    keyring_from_json,
    keyring_to_json,
    new_signing_key,
    next_key_id,
    public_keys,
    public_keys_json,
    ring_of,
    rotate,
)
from trustcode.codes.rules.seal import open_seal
from trustcode.doors.console.output import Answer, Failed, answers, answers_alone, text_of
from trustcode.doors.lobby.present import the_office
from trustcode.doors.wording.labels import words_of
from trustcode.kernel.moments import civil_day, now
from trustcode.kernel.refusals import Refusal
from trustcode.settings import write_secret

code = AppGroup("code", help="Codes: check one without a network.")
keys_group = AppGroup("keys", help="The keys that sign codes.")

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@code.command("verify", with_appcontext=False)
@click.argument("token")
@click.option("--keys", "keys_file", type=_file, help="Public keys, as `keys public` prints them; else our own.")
@answers_alone
def verify(token: str, keys_file: Path | None) -> Answer:
    """Check a TOKEN (179 digits, or the whole address) offline. Exit code 1 when it is not genuine."""
    digits = token.strip().rstrip("/").rsplit("/", 1)[-1]
    ring = keyring_from_json(text_of(keys_file)) if keys_file else _own_keys()
    try:
        facts = open_seal(digits, ring)
    except Refusal as refusal:
        said = words_of("en", refusal.faults[0])
        raise Failed(f"Not genuine. {said}", genuine=False, code=refusal.code.value) from None
    told = {
        "genuine": True,
        "merchant_number": facts.merchant_number,
        "serial": facts.serial,
        "issued_on": facts.issued_on,
        "key_id": facts.key_id,
        "suite": facts.suite,
    }
    sentence = (
        f"Genuine: print {facts.serial} of merchant number {facts.merchant_number}, issued on {facts.issued_on} "
        f"with key {facts.key_id}. Whether it is still in force, only the scan page or a status list tells."
    )
    return Answer(told, sentence)


@keys_group.command("rotate")
@answers
def rotate_keys() -> Answer:
    """A new key signs from today on; codes signed before stay valid and need no new print.

    Processes that are running sign with the key they started with: restart them the same day.
    """
    office = the_office()
    if office.settings.signing_keys_text:
        raise Failed("The key ring comes from the environment and not from a file: replace it where it is kept.")
    today = civil_day(office.clock())
    before = keyring_from_json(text_of(office.settings.signing_keys))
    fresh = rotate(before, new_signing_key(next_key_id(before)), today)
    write_secret(office.settings.signing_keys, keyring_to_json(fresh))
    sentence = f"Key {fresh.signing_id} signs from {today} on. Restart the servers today, so that they use it."
    return Answer({"key_id": fresh.signing_id, "from": today}, sentence)


@keys_group.command("public")
@answers
def public() -> Answer:
    """Print the public keys as JSON, for checking codes elsewhere."""
    ring = the_office().keyring.without_private()
    return Answer({"keys": public_keys(ring)}, public_keys_json(ring).rstrip())


@keys_group.command("make", with_appcontext=False)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@answers_alone
def make(path: Path) -> Answer:
    """Make a first key ring at PATH (mode 600). Refuses to overwrite one."""
    if path.exists():
        raise Failed(f"There is a file at {path} already.")
    ring = ring_of(new_signing_key(1, civil_day(now())))
    write_secret(path, keyring_to_json(ring))
    return Answer({"key_id": ring.signing_id, "path": str(path)}, f"Key 1 signs from today on; keep {path} safe.")


def _own_keys() -> KeyRing:
    """The keys of the app whose command line this is. Raises Failed where there is none."""
    script = click.get_current_context().find_object(ScriptInfo)
    if script is None:
        raise Failed("Name a file of public keys with --keys.")
    with script.load_app().app_context():
        return the_office().keyring.without_private()
