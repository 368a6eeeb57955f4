"""Reading who filed a matter: written down with its reason before anything is shown, and capped per day."""

from __future__ import annotations

from trustcode.complaints.entries import PersonRead
from trustcode.complaints.models import Complaint, Person, PersonReading, Report
from trustcode.complaints.queries.persons import readings_today
from trustcode.complaints.rules.authority import require_reader
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.saying import LONGEST_WHY, read_text
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.people.actions.accounts import locked_person
from trustcode.record.pen import Pen


def read_person(pen: Pen, *, matter_id: str, why: str, scheme: SchemeRules) -> tuple[str, ...]:
    """Write down that an officer reads who filed a complaint or report, one row a field; returns the fields there are.

    Raises NotFound outside the region, Refusal REASON_NEEDED, or READS_ENOUGH once the day's cap is reached.
    """
    row = pen.get(Complaint, matter_id) or pen.get(Report, matter_id)
    person = pen.get(Person, matter_id)
    if row is None or person is None:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    require_reader(pen.actor, merchant_id=row.merchant_id or "", region=row.region_code)
    said = read_text(why, "why", most=LONGEST_WHY)
    given = {"name": True, "phone": True, "address": person.address, "paper_number": person.paper_number}
    fields = tuple(name for name, is_there in given.items() if is_there)
    locked_person(pen, pen.actor.person_id)  # what one officer reads at once is counted one after the other
    if readings_today(pen, pen.actor.person_id, pen.at) + len(fields) > scheme.contact_reads_a_day:
        raise Refusal(ComplaintRefusal.READS_ENOUGH, "", most=scheme.contact_reads_a_day)
    for name in fields:
        pen.add(
            PersonReading(
                id=new_id(), matter_id=row.id, field=name, why=said, read_by=pen.actor.person_id, read_at=pen.at
            )
        )
    pen.note(PersonRead(subject=row.id, fields_read=len(fields)))
    return fields
