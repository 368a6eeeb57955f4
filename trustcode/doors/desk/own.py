"""The shop at hand: read once, seen only by its own people, shown in the frame of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, request, url_for

from trustcode.doors.desk.keeping import keeps_ledger
from trustcode.doors.lobby.office import the_frame, translate
from trustcode.doors.lobby.present import open_reader, the_actor, the_language, the_moment
from trustcode.doors.wording.frames import Frame, Link
from trustcode.doors.wording.msgids import N_
from trustcode.doors.wording.pages import render
from trustcode.kernel.actors import Role
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.merchants.queries.sheets import MerchantSheet, sheet
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import Reader

EDITABLE = frozenset({Standing.DRAFT, Standing.CORRECTING})
"""Standings in which an application can be changed."""


_LEDGER = (N_("Returns"), "desk.ledger", "returns")
_TABS = (
    (N_("My shop"), "desk.shop", "shop"),
    _LEDGER,
    (N_("Codes"), "desk.prints_page", "poster"),
    (N_("Promises"), "desk.promises_page", "promise"),
    (N_("Progress"), "desk.progress", "list"),
)


@dataclass(frozen=True)
class Named:
    """What a shop is called on the desk."""

    name: str
    branch: str = ""

    @property
    def whole(self) -> str:
        """Name and branch on one line."""
        return f"{self.name} {self.branch}".strip()


def own_sheet(reader: Reader, merchant_id: str) -> MerchantSheet:
    """The visitor's own unit. Raises NotFound for all others."""
    return sheet(reader, the_actor(), merchant_id)


def is_owner() -> bool:
    """Whether the visitor acts as the owner, who signs, and not as staff, who print."""
    return the_actor().role is Role.OWNER


def path_if(endpoint: str, **values: Any) -> str:
    """The address of a page; empty where this house does not have it."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def show_shop(template: str, unit: MerchantSheet, called: Named, **values: Any) -> str:
    """A page about one shop, with the tabs of that shop."""
    return _shown(template, replace(_frame(called), nav=_tabs(unit), tabs=True), unit, called, values)


def show_form(template: str, unit: MerchantSheet, called: Named, **values: Any) -> str:
    """A page about one shop on which something is filled in or confirmed: no tabs to lead astray."""
    return _shown(template, replace(_frame(called), who=""), unit, called, values)


def _shown(template: str, frame: Frame, unit: MerchantSheet, called: Named, values: Mapping[str, Any]) -> str:
    given = {"today": civil_day(the_moment()), "retry_key": new_id(), "errors": [], "wrong": {}, **values}
    return render(template, the_language(), frame=frame, unit=unit, called=called, **given)


def _frame(called: Named) -> Frame:
    """The frame of the desk; a form that was refused stands at the same address in the other language too."""
    frame = the_frame(called.whole)
    if request.method == "GET":
        return frame
    other = request.path if the_language() == "en" else f"/en{request.path}"
    return replace(frame, other_language_path=other)


def _tabs(unit: MerchantSheet) -> tuple[Link, ...]:
    """The tabs of a shop; a ledger has only who promises returns, or once did."""
    with open_reader() as reader:
        tabs = [tab for tab in _TABS if tab is not _LEDGER or keeps_ledger(reader, unit)]
    return tuple(
        Link(
            label=translate(label),
            path=url_for(endpoint, merchant_id=unit.id),
            icon=icon,
            current=request.endpoint == endpoint,
        )
        for label, endpoint, icon in tabs
    )
