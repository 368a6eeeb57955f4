"""`/patterns`: every component of the house on one page, in a demonstration only."""

from __future__ import annotations

from trustcode.doors.lobby.door import blueprint
from trustcode.doors.lobby.guards import ANYONE, access
from trustcode.doors.lobby.office import bare_frame
from trustcode.doors.lobby.present import the_language, the_office
from trustcode.doors.wording.patterns import patterns_page
from trustcode.kernel.refusals import NotFound
from trustcode.people.rules.reasons import PeopleRefusal


@blueprint.get("/patterns")
@access(ANYONE)
def patterns() -> str:
    """For whoever builds pages. Raises NotFound outside a demonstration."""
    if not the_office().settings.is_demo:
        raise NotFound(PeopleRefusal.DENIED)
    return patterns_page(the_language(), bare_frame())
