"""A WSGI app of two addresses: `POST /exchange/<peer>/orders` and `…/updates`, signed JSON in, JSON out (RFC 9457 for every no)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from trustcode.doors.lobby.bodies import BadBody, BodyKind, read_body
from trustcode.doors.lobby.gate import Gate
from trustcode.doors.lobby.present import Office
from trustcode.doors.wording.headers import office_headers, with_headers
from trustcode.exchange.actions.taking_in import take_in
from trustcode.exchange.actions.updating import update
from trustcode.exchange.rules.orders import read_order
from trustcode.exchange.rules.refusals import ExchangeRefusal
from trustcode.exchange.rules.signing import KEY_HEADER, SIGNATURE_HEADER, TIME_HEADER, require_signed
from trustcode.exchange.rules.updates import read_update
from trustcode.kernel.actors import PUBLIC
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import pen
from trustcode.settings import Peer
from trustcode.storage.outages import OUTAGES
from trustcode.storage.patience import Away

StartResponse = Callable[..., Any]
Take = Callable[[Office, str, Any], Response]

LONGEST_BODY = 64 * 1024
"""Bytes; an order without photos is a few thousand."""

AWAY_SECONDS = 10

_STATUS = {
    ExchangeRefusal.UNKNOWN_PEER: 404,
    ExchangeRefusal.NOT_SIGNED: 401,
    ExchangeRefusal.TOO_OLD: 401,
    ExchangeRefusal.OTHER_BODY: 409,
    ExchangeRefusal.NO_SUCH_ORDER: 404,
    ExchangeRefusal.ORDER_ENDED: 409,
}
"""Every other refusal is 422."""


def create_exchange_app(office: Office) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    """The app, with the headers that every answer of the house has."""

    def app(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        return _answer(office, Request(environ))(environ, start_response)

    return with_headers(Gate(app), office_headers(is_https=office.settings.is_https))


def _answer(office: Office, request: Request) -> Response:
    try:
        return _taken(office, request)
    except BadBody as bad:
        return _problem(bad.status, str(bad.fault.value))
    except HTTPException as error:
        return _problem(error.code or 400, "unreadable")
    except Away:
        return _away()
    except OUTAGES:
        return _away()
    except NotFound:
        return _problem(404, ExchangeRefusal.UNKNOWN_PEER.value)
    except Refusal as refusal:
        return _refused(refusal)


def _taken(office: Office, request: Request) -> Response:
    peer, take = _asked(office, request.path)
    if request.method != "POST":
        return _problem(405, "method", headers={"Allow": "POST"})
    if (request.content_length or 0) > LONGEST_BODY:
        return _problem(413, "too_large")
    found = read_body(request, kinds=frozenset({BodyKind.JSON})).json
    body = request.get_data()
    headers = {name: request.headers.get(name, "") for name in (KEY_HEADER, TIME_HEADER, SIGNATURE_HEADER)}
    require_signed(peer.keys, headers, body, office.clock())
    return take(office, peer.name, found)


def _asked(office: Office, path: str) -> tuple[Peer, Take]:
    """Who speaks, and what is done with what they say."""
    parts = path.strip("/").split("/")
    peer = office.settings.peers.get(parts[1]) if len(parts) == 3 else None
    take = {"orders": _take_order, "updates": _take_update}.get(parts[-1])
    if peer is None or take is None:
        raise NotFound(ExchangeRefusal.UNKNOWN_PEER)
    return peer, take


def _take_order(office: Office, peer: str, found: Any) -> Response:
    order = read_order(found, office.clock())
    with pen(office.store, PUBLIC, office.clock()) as p:
        taken = take_in(p, peer=peer, order=order, scheme=office.settings.rules)
    facts = {"complaint": taken.complaint, "report": taken.report, "known": taken.is_known, "merged": taken.merged}
    return _said(200 if taken.is_known else 201, facts)


def _take_update(office: Office, peer: str, found: Any) -> Response:
    told = read_update(found)
    with pen(office.store, PUBLIC, office.clock()) as p:
        done = update(p, peer=peer, update=told)
    return _said(200, {"complaint": done.complaint, "state": done.state, "known": done.is_known})


def _said(status: int, facts: dict[str, Any]) -> Response:
    return Response(json.dumps(facts), status, mimetype="application/json")


def _away() -> Response:
    return _problem(503, "away", headers={"Retry-After": str(AWAY_SECONDS)})


def _refused(refusal: Refusal) -> Response:
    code = refusal.code
    status = _STATUS.get(code, 422) if isinstance(code, ExchangeRefusal) else 422
    faults = [{"field": fault.where, "code": fault.code.value} for fault in refusal.faults]
    return _problem(status, code.value, faults=faults)


def _problem(status: int, code: str, *, headers: dict[str, str] | None = None, **more: Any) -> Response:
    facts = {"type": "about:blank", "status": status, "code": code, **more}
    return Response(json.dumps(facts), status, headers, mimetype="application/problem+json")
