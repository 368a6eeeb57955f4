"""Who works on a matter: an officer takes it, or a supervisor names one who may handle it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.complaints.builders import a_complaint, a_shop, filed, the_complaint, the_report
from tests.merchants.builders import CITY, Shop, an_officer
from trustcode.complaints.actions import handling, reporting
from trustcode.complaints.entries import ComplaintAssigned, ReportAssigned
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import pen
from trustcode.record.reading import entries_of
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

Take = Callable[[Actor, str], None]
"""Somebody takes the matter, or gives it to another."""


def a_matter(store: Store, at: Moment, shop: Shop, kind: str) -> tuple[str, Take, Callable[[], str]]:
    """The id of a complaint or report, how it is taken, and who has it."""
    if kind == "complaint":
        number, _ = a_complaint(store, at, shop)
        own = the_complaint(store, number).id
    else:
        receipt = filed(store, at, shop, is_complaint=False, is_report=True, clue="价签与收银台不一致。")
        assert receipt.report is not None
        number, _ = receipt.report
        own = the_report(store, number).id

    def take(who: Actor, officer: str = "") -> None:
        with pen(store, who, at) as p:
            if kind == "complaint":
                handling.take(p, complaint_id=own, officer_id=officer)
            else:
                reporting.take(p, report_id=own, officer_id=officer)

    return own, take, lambda: (the_complaint if kind == "complaint" else the_report)(store, number).officer_id


@pytest.mark.parametrize("kind", ["complaint", "report"])
def test_an_officer_takes_it_or_a_supervisor_gives_it_to_one_who_may(store: Store, at: Moment, kind: str) -> None:
    shop = a_shop(store, at)
    own, take, who_has_it = a_matter(store, at, shop, kind)
    chen, wang = an_officer(store, at), an_officer(store, at)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)

    for _ in range(2):
        take(chen, "")
    assert who_has_it() == chen.person_id
    with pytest.raises(NotFound):
        take(chen, wang.person_id)
    take(above, wang.person_id)

    assert who_has_it() == wang.person_id
    with reading(store) as reader:
        said = [one for one in entries_of(reader, own) if one.kind in {ComplaintAssigned.kind, ReportAssigned.kind}]
    assert [one.facts["officer"] for one in said] == [chen.person_id, wang.person_id]


@pytest.mark.parametrize("kind", ["complaint", "report"])
def test_nobody_is_named_who_could_not_handle_it(store: Store, at: Moment, kind: str) -> None:
    shop = a_shop(store, at)
    _, take, who_has_it = a_matter(store, at, shop, kind)
    above = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY)
    elsewhere, auditor = an_officer(store, at, scope="430202"), an_officer(store, at, role=Role.AUDITOR, scope="")

    for other in (elsewhere, auditor, shop.owner):
        with pytest.raises(Refusal) as refused:
            take(above, other.person_id)
        assert refused.value.faults[0].code is ComplaintRefusal.NO_SUCH_OFFICER
    assert who_has_it() == ""
