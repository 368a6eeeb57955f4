"""Who may come in by a door, and which row of the permission table each address belongs to. Denied looks like not found.

A door: `guard(desk, {Role.OWNER, Role.STAFF}, label="Merchant desk", home="desk.home", nav=(…))`; an address:
`@access("apply as merchant")`. An address without an action is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from trustcode.doors.lobby import path_values
from trustcode.doors.lobby.login import the_visitor
from trustcode.doors.lobby.present import the_moment
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.refusals import NotFound
from trustcode.people.queries.visitors import Visitor
from trustcode.people.rules.permissions import TABLE, UnknownAction, may_ever
from trustcode.people.rules.reasons import PeopleRefusal
from trustcode.people.rules.roles import MERCHANTS
from trustcode.people.rules.sessions import STEP_UP

ANYONE = "anyone"
SIGNED_IN = "signed in"
"""Besides the rows of the table: open to all, and to everybody about their own account."""

SIGNS = "trustcode.signs"

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class NavItem:
    """A line of a door's navigation: an English message id, an endpoint, the name of an icon."""

    label: str
    endpoint: str
    icon: str = ""


@dataclass(frozen=True)
class DoorSign:
    """What the frame says about a door. `label` and those of `nav` are English message ids."""

    label: str = ""
    home: str = ""
    nav: tuple[NavItem, ...] = ()
    tabs: bool = False
    may_locate: bool = False


def access(action: str, *, fresh: bool = False) -> Callable[[View], View]:
    """Declare which action of the permission table an address belongs to (or ANYONE, SIGNED_IN).

    `fresh`: an official must have given a one-time code within the last 15 minutes. Raises UnknownAction at once for
    an action that the table does not have.
    """
    if action not in {ANYONE, SIGNED_IN} and action not in TABLE.actions:
        raise UnknownAction(action)

    def declare(view: View) -> View:
        view.access = action  # type: ignore[attr-defined]
        view.fresh = fresh  # type: ignore[attr-defined]
        return view

    return declare


def access_list(app: Flask) -> dict[str, str]:
    """Every endpoint with its action; an empty text where none is declared."""
    return {name: getattr(view, "access", "") for name, view in app.view_functions.items()}


def guard(
    blueprint: Blueprint,
    roles: Iterable[Role],
    *,
    label: str = "",
    home: str = "",
    nav: tuple[NavItem, ...] = (),
    tabs: bool = False,
    may_locate: bool = False,
) -> None:
    """Let only these roles through a door, each in the post that fits, and say what the frame shows of it."""
    wanted = frozenset(roles)
    sign = DoorSign(label, home, nav, tabs, may_locate)
    blueprint.record(lambda state: state.app.extensions.setdefault(SIGNS, {}).update({blueprint.name: sign}))
    blueprint.before_request(lambda: _admit(wanted))


def guard_own_account(blueprint: Blueprint) -> None:
    """Of a blueprint's addresses, those declared SIGNED_IN are for people who are, and have given their code."""
    blueprint.before_request(_admit_self)


def the_action() -> str:
    """The action that the address of this request belongs to; empty where it is none of ours."""
    return getattr(current_app.view_functions.get(request.endpoint or ""), "access", "")


def the_sign() -> DoorSign:
    """What the frame says about the door that answers."""
    signs: dict[str, DoorSign] = current_app.extensions.get(SIGNS, {})
    return signs.get(request.blueprint or "", DoorSign())


def _admit(roles: frozenset[Role]) -> Response | None:
    visitor = the_visitor()
    if visitor is None:
        return to_sign_in()
    if visitor.owes_code:
        return to_code(visitor)
    if not path_values.are_fit(request.view_args or {}):
        raise NotFound(PeopleRefusal.DENIED)
    view = current_app.view_functions.get(request.endpoint or "")
    action = getattr(view, "access", "")
    actor = _post(visitor, roles)
    if actor is None or not action or not (action in {ANYONE, SIGNED_IN} or may_ever(actor.role, action)):
        raise NotFound(PeopleRefusal.DENIED)
    g.actor = actor
    if getattr(view, "fresh", False) and visitor.is_official and not is_fresh(visitor):
        return to_code(visitor)
    return None


def _post(visitor: Visitor, roles: frozenset[Role]) -> Actor | None:
    """The post that fits: where the address of a merchant's door names a business, the one in it and no other."""
    business = str((request.view_args or {}).get("merchant_id", ""))
    if business and roles <= MERCHANTS:
        return next((actor for actor in visitor.actors() if actor.role in roles and actor.scope == business), None)
    return visitor.actor(roles)


def _admit_self() -> Response | None:
    if the_action() != SIGNED_IN:
        return None
    visitor = the_visitor()
    if visitor is None:
        return to_sign_in()
    return to_code(visitor) if visitor.owes_code else None


def is_fresh(visitor: Visitor) -> bool:
    """Whether a one-time code was given within the last 15 minutes."""
    given = visitor.stepped_up_at
    return given is not None and the_moment() - given < STEP_UP


def to_sign_in() -> Response:
    """To the sign-in page, and from there back to the page that was asked for."""
    return redirect(url_for("lobby.sign_in", next=_here()), 303)


def to_code(visitor: Visitor) -> Response:
    """To the page that asks for a one-time code, or first shows how to get them."""
    endpoint = "lobby.ask_code" if visitor.is_enrolled else "lobby.enrol"
    return redirect(url_for(endpoint, next=_here()), 303)


def _here() -> str | None:
    if request.method != "GET":
        return None
    return request.full_path.rstrip("?")
