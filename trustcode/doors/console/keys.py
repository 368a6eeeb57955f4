"""`keys rotate` and `code verify`: the keys that sign, and the check that needs nothing but public keys."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from trustcode.codes.rules.keyring import (
    keyring_from_json,
    keyring_to_json,
    new_signing_key,
    next_key_id,
    public_keys_json,
    ring_of,
    rotate,
)
from trustcode.codes.rules.seal import open_seal
from trustcode.doors.console.output import as_json, fail, refusals_told, tell
from trustcode.doors.lobby.office import the_office
from trustcode.kernel.moments import civil_day, now
from trustcode.kernel.refusals import Refusal
from trustcode.settings import write_secret

code = AppGroup("code", help="Codes: check one without a network.")
keys_group = AppGroup("keys", help="The keys that sign codes.")


@code.command("verify")
@click.argument("token")
@click.option("--keys", "keys_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Public keys.")
@as_json
def verify(token: str, keys_file: Path | None, *, in_json: bool) -> None:
    """Check a TOKEN (179 digits, or the whole address) offline. Exit code 1 when it is not genuine."""
    digits = token.rstrip("/").rsplit("/", 1)[-1]
    with refusals_told(in_json=in_json):
        ring = keyring_from_json(keys_file.read_text()) if keys_file else the_office().keyring
    try:
        facts = open_seal(digits, ring)
    except Refusal as refusal:
        fail(f"Not genuine: {refusal.code.value}.", in_json=in_json, genuine=False, code=refusal.code.value)
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
    tell(told, sentence, in_json=in_json)


@keys_group.command("rotate")
@as_json
def rotate_keys(*, in_json: bool) -> None:
    """A new key signs from today on; codes signed before stay valid and need no new print."""
    office = the_office()
    today = civil_day(now())
    with refusals_told(in_json=in_json):
        fresh = rotate(office.keyring, new_signing_key(next_key_id(office.keyring)), today)
    write_secret(office.settings.signing_keys, keyring_to_json(fresh))
    tell({"key_id": fresh.signing_id, "from": today}, f"Key {fresh.signing_id} signs from {today} on.", in_json=in_json)


@keys_group.command("public")
def public() -> None:
    """Print the public keys, for checking codes elsewhere."""
    click.echo(public_keys_json(the_office().keyring))


@keys_group.command("make")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def make(path: Path) -> None:
    """Make a first key ring at PATH (mode 600). Refuses to overwrite one."""
    if path.exists():
        fail(f"There is a file at {path} already.")
    write_secret(path, keyring_to_json(ring_of(new_signing_key(1, civil_day(now())))))
    click.echo(f"Key 1 signs from today on; keep {path} safe.")
