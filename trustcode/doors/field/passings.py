"""The answer to a proposal to pass a complaint or a clue on to another office."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from werkzeug.wrappers import Response

from trustcode.complaints.actions import passing
from trustcode.doors.field.doing import carried_out, said_of
from trustcode.doors.lobby.forms import Form
from trustcode.kernel.refusals import Refusal
from trustcode.record.pen import Pen

Page = Callable[[str, Refusal, Mapping[str, str]], Response]


def answer_passing(matter_id: str, proposal_id: str, page: Page, path: str) -> Response:
    """A second person passes it on or not; or whoever proposed it takes that back. `page` shows the sheet again with why not."""
    form = Form()
    answer = form.choice("answer", ("passed", "kept"))
    said = said_of(form, needed=False)

    def decide(pen: Pen) -> str:
        if answer == "passed":
            passing.confirm(pen, matter_id=matter_id, proposal_id=proposal_id)
        else:
            passing.decline(pen, matter_id=matter_id, proposal_id=proposal_id, said=said)
        return answer

    return carried_out(form, proposal_id, decide, lambda no: page(matter_id, no, form.typed), path)
