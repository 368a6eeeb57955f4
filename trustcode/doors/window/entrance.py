"""The blueprint of the window: anyone may ask, from any page of any host; every no is JSON (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request

from trustcode.doors.lobby.errors import problem
from trustcode.doors.lobby.guards import the_action
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.people.rules.permissions import PUBLIC_READING

blueprint = Blueprint("window", __name__)

READS = "600 per minute"
"""How often one source may ask for one address; many share one."""

OPEN_TO_ALL: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""So that a page of another host may read it (Fetch standard); never on what a secret opens."""


@blueprint.after_request
def _open(response: Response) -> Response:
    if the_action() == PUBLIC_READING:
        response.headers.update(OPEN_TO_ALL)
    return response


@blueprint.errorhandler(NotFound)
def _nothing(_: Refusal) -> Response:
    return problem(404)


@blueprint.errorhandler(Refusal)
def _refused(refusal: Refusal) -> Response:
    return problem(400, refusal=refusal)


def said(document: Mapping[str, Any], *, headers: Mapping[str, str] | None = None) -> Response:
    """A document as JSON, to be asked for again with its ETag (RFC 9110, 13.1.2) whenever it is used."""
    response = _json(document)
    response.headers["Cache-Control"] = "no-cache"
    response.headers.update(headers or {})
    response.add_etag()
    response.make_conditional(request)
    return response


def private(document: Mapping[str, Any]) -> Response:
    """A document as JSON for this visitor alone, kept by nobody."""
    response = _json(document)
    response.headers["Cache-Control"] = "no-store"
    return response


def _json(document: Mapping[str, Any]) -> Response:
    return Response(json.dumps(document, ensure_ascii=False), content_type="application/json; charset=utf-8")
