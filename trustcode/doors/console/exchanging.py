"""`exchange`: tell the systems of 12345 and 12315 what became of their orders, and lay both sides' lists side by side."""

from __future__ import annotations

import csv
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path

import click
from flask.cli import AppGroup

from trustcode.doors.console.output import Answer, Failed, answers, progress, text_of
from trustcode.doors.lobby.present import Office, the_office
from trustcode.exchange.actions import delivering
from trustcode.exchange.queries.deliveries import Due, due, states_of, stuck
from trustcode.exchange.rules.reconciling import reconcile
from trustcode.exchange.rules.signing import KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER, signature
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import jotting
from trustcode.settings import Peer
from trustcode.storage.reading import reading

SECONDS = 10
"""How long the other side may take."""

Post = Callable[[Peer, bytes, Moment], str]
"""Sends a body; answers with an empty text when it was taken, else with what was wrong."""

exchange_group = AppGroup("exchange", help="Work orders of 12345 and 12315.")


@exchange_group.command("send")
@answers
def send() -> Answer:
    """Tell the other systems what became of their orders. Run it every minute; twice at once does no harm.

    What does not go out is tried again later and later, in the order in which it happened.
    """
    office = the_office()
    told, failed = 0, 0
    for peer in office.settings.peers.values():
        if peer.url:
            one, other = send_to(office, peer, office.clock())
            told, failed = told + one, failed + other
    return Answer({"told": told, "failed": failed}, f"{told} told, {failed} to be tried again.")


@exchange_group.command("reconcile")
@click.argument("peer")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answers
def compare(peer: str, file: Path) -> Answer:
    """Lay the list of PEER (12345 or 12315) beside ours: FILE is .csv (external_no,state) or JSON lines of the same."""
    office = the_office()
    if peer not in office.settings.peers:
        raise Failed(f"There is no peer {peer}: see TRUSTCODE_PEERS.")
    with reading(office.store) as reader:
        found = reconcile(_list_of(file), states_of(reader, peer))
        waiting = stuck(reader, peer)
    facts = {**asdict(found), "not_told": [one.external_no for one in waiting]}
    sentence = (
        f"{found.both} numbers on both sides; {len(found.only_theirs)} only theirs, {len(found.only_ours)} only ours, "
        f"{len(found.differing)} that stand differently, {len(waiting)} not told yet."
    )
    return Answer(facts, sentence)


def send_to(office: Office, peer: Peer, at: Moment, post: Post | None = None) -> tuple[int, int]:
    """Gather and send everything due to one peer; returns how many were told and how many failed."""
    with jotting(office.store, at) as jotter:
        delivering.gather(jotter, peer.name)
    told, failed = 0, 0
    while batch := _due(office, peer, at):
        with progress("Telling", len(batch)) as bar:
            for one in batch:
                went = _send(office, peer, at, one, post or http_post)
                told, failed = told + went, failed + (not went)
                bar.update(1)
    return told, failed


def http_post(peer: Peer, body: bytes, at: Moment) -> str:
    """Send a signed body by HTTP; the address comes from the settings alone and is never followed elsewhere."""
    seconds = int(at.timestamp())
    headers = {
        "Content-Type": "application/json",
        KEY_HEADER: peer.key_id,
        TIME_HEADER: str(seconds),
        SIGNATURE_HEADER: signature(peer.keys[peer.key_id], seconds, body),
    }
    request = urllib.request.Request(peer.url, body, headers, method="POST")  # noqa: S310 - http(s) by the settings
    try:
        with _opener().open(request, timeout=SECONDS) as response:
            return "" if response.status < HTTPStatus.MULTIPLE_CHOICES else f"HTTP {response.status}"
    except urllib.error.HTTPError as error:
        error.close()
        return f"HTTP {error.code}"
    except (OSError, ValueError) as error:
        return type(error).__name__


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def _due(office: Office, peer: Peer, at: Moment) -> list[Due]:
    with reading(office.store) as reader:
        return list(due(reader, peer.name, at))


def _send(office: Office, peer: Peer, at: Moment, one: Due, post: Post) -> bool:
    problem = post(peer, json.dumps(one.message, ensure_ascii=False).encode(), at)
    with jotting(office.store, at) as jotter:
        if problem:
            delivering.note_failed(jotter, one.reference_id, one.entry_number, tries=one.tries + 1, problem=problem)
        else:
            delivering.note_delivered(jotter, one.reference_id, one.entry_number)
    return not problem


def _list_of(file: Path) -> dict[str, str]:
    text = text_of(file)
    rows: Iterator[Mapping[str, str]]
    if file.suffix.lower() == ".csv":
        rows = iter(csv.DictReader(text.splitlines()))
    else:
        rows = (json.loads(line) for line in text.splitlines() if line.strip())
    try:
        return {str(row["external_no"]).strip(): str(row.get("state") or "").strip() for row in rows}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Failed("The list needs the columns external_no and state.") from error
