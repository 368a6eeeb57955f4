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
from typing import Any

import click
from flask.cli import AppGroup

from trustcode.doors.console.output import Answer, Failed, answers, progress, text_of
from trustcode.doors.lobby.present import Office, the_office
from trustcode.exchange.actions import delivering
from trustcode.exchange.queries.deliveries import Due, due, handed_late, states_of, stuck
from trustcode.exchange.rules.reconciling import key_of, reconcile
from trustcode.exchange.rules.signing import KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER, signature
from trustcode.kernel.moments import Moment
from trustcode.record.jotting import jotting
from trustcode.settings import Peer
from trustcode.storage.reading import reading
from trustcode.storage.turns import turn

SECONDS = 10
"""How long the other side may take."""

Post = Callable[[Peer, bytes, Moment], str]
"""Sends a body; answers with an empty text when it was taken, else with what was wrong."""

exchange_group = AppGroup("exchange", help="Work orders of 12345 and 12315.")


@exchange_group.command("send")
@answers
def send() -> Answer:
    """Tell the other systems what became of their orders. Run it every minute; twice at once, the second leaves it to
    the first.

    What does not go out is tried again later and later, in the order in which it happened.
    """
    office = the_office()
    told, failed, busy = 0, 0, []
    for peer in office.settings.peers.values():
        if peer.url:
            sent = send_to(office, peer, office.clock())
            told, failed = told + (sent[0] if sent else 0), failed + (sent[1] if sent else 0)
            busy += [] if sent else [peer.name]
    sentence = f"{told} told, {failed} to be tried again."
    left = f" Another sending to {', '.join(busy)} is under way." if busy else ""
    return Answer({"told": told, "failed": failed, "busy": busy}, sentence + left)


@exchange_group.command("stuck")
@answers
def list_stuck() -> Answer:
    """What could not be told to the other systems, and why; `given_up` is not tried again by itself (`exchange again`)."""
    office = the_office()
    found: list[dict[str, Any]] = []
    with reading(office.store) as reader:
        for name in office.settings.peers:
            found += [{"peer": name, **asdict(one)} for one in stuck(reader, name)]
    lines = [
        f"{one['peer']} {one['external_no']}: {one['problem']}, tried {one['tries']} times, "
        + ("given up" if one["given_up"] else f"again at {one['next_at']:%Y-%m-%d %H:%M} UTC")
        + (f", {one['behind']} more behind it" if one["behind"] else "")
        for one in found
    ]
    return Answer({"stuck": found}, "\n".join(lines) or "Everything was told.")


@exchange_group.command("again")
@click.argument("peer")
@click.argument("external_no", default="")
@answers
def try_again(peer: str, external_no: str) -> Answer:
    """Let what failed go out to PEER with the next `exchange send`: of one EXTERNAL_NO, or all of it."""
    office = the_office()
    _require_peer(office, peer)
    with jotting(office.store, office.clock()) as jotter:
        count = delivering.try_again(jotter, peer, external_no)
    return Answer({"again": count}, f"{count} to be told with the next sending.")


@exchange_group.command("reconcile")
@click.argument("peer")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@answers
def compare(peer: str, file: Path) -> Answer:
    """Lay the list of PEER (12345 or 12315) beside ours: FILE is .csv (external_no,state) or JSON lines of the same.

    A third column `matter` (complaint or report) tells the two apart that one number became.
    """
    office = the_office()
    _require_peer(office, peer)
    with reading(office.store) as reader:
        found = reconcile(_list_of(file), states_of(reader, peer))
        waiting, late = stuck(reader, peer), handed_late(reader, peer)
    facts = {**asdict(found), "not_told": [one.external_no for one in waiting], "handed_late": list(late)}
    sentence = (
        f"{found.both} numbers on both sides; {len(found.only_theirs)} only theirs, {len(found.only_ours)} only ours, "
        f"{len(found.differing)} that stand differently, {len(waiting)} not told yet, "
        f"{len(late)} handed over late."
    )
    return Answer(facts, sentence)


def send_to(office: Office, peer: Peer, at: Moment, post: Post | None = None) -> tuple[int, int] | None:
    """Gather and send everything due to one peer; returns how many were told and how many failed.

    None when another process is at it: two at once would tell one thing twice, and a later one first.
    """
    with turn(office.store, f"exchange:{peer.name}") as is_mine:
        return _send_all(office, peer, at, post or http_post) if is_mine else None


def _send_all(office: Office, peer: Peer, at: Moment, post: Post) -> tuple[int, int]:
    with jotting(office.store, at) as jotter:
        delivering.gather(jotter, peer.name)
    told, failed = 0, 0
    while batch := _due(office, peer, at):
        with progress("Telling", len(batch)) as bar:
            for one in batch:
                went = _send(office, peer, at, one, post)
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


def _require_peer(office: Office, peer: str) -> None:
    if peer not in office.settings.peers:
        raise Failed(f"There is no peer {peer}: see TRUSTCODE_PEERS.")


def _column(row: Mapping[str, Any], *names: str) -> list[str]:
    """Cells of a row as text; only the number must be there."""
    return [str((row[name] if name == "external_no" else row.get(name)) or "").strip() for name in names]


def _list_of(file: Path) -> dict[str, str]:
    text = text_of(file)
    rows: Iterator[Mapping[str, str]]
    if file.suffix.lower() == ".csv":
        rows = iter(csv.DictReader(text.splitlines()))
    else:
        rows = (json.loads(line) for line in text.splitlines() if line.strip())
    try:
        return {key_of(*_column(row, "external_no", "matter")): _column(row, "state")[0] for row in rows}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Failed("The list needs the columns external_no and state.") from error
