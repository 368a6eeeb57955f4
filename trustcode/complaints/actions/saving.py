"""The office's own texts: kept, and put away. They are copied into a form and sent by a person, so they prove nothing."""

from __future__ import annotations

from trustcode.complaints.models import SavedAnswer
from trustcode.complaints.rules.authority import HANDLE
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import read_text
from trustcode.kernel.actors import Actor
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.permissions import require
from trustcode.record.jotting import Jotter

LONGEST_TITLE = 40
"""Characters."""


def keep(jotter: Jotter, *, actor: Actor, title: str, text: str) -> str:
    """Keep a text for the officer's own region; returns its id. Raises NotFound, Refusal."""
    require(actor, HANDLE, region=actor.scope)
    row = SavedAnswer(
        id=new_id(),
        region_code=actor.scope,
        title=read_text(title, "title", most=LONGEST_TITLE),
        text=read_text(text, "text"),
        made_by=actor.person_id,
        made_at=jotter.at,
    )
    jotter.add(row)
    return row.id


def put_away(jotter: Jotter, *, actor: Actor, answer_id: str) -> None:
    """Put a text of the own region away. Raises NotFound."""
    row = jotter.get(SavedAnswer, answer_id)
    if row is None or row.region_code != actor.scope:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require(actor, HANDLE, region=row.region_code)
    jotter.remove(row)
