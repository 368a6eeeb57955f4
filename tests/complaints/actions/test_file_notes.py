"""The office's own file: a mediation set and held, a call-back; sealed, append-only, and not for the two sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.complaints.builders import a_shop, accepted, the_complaint
from tests.merchants.builders import CITY, DAY, an_officer
from trustcode.complaints.actions import file_notes, handling
from trustcode.complaints.models import FileNote
from trustcode.complaints.queries.office_file import file_of
from trustcode.complaints.rules.course import State
from trustcode.complaints.rules.file_notes import FileNoteKind, Kept, may_call_back
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import MediationEnd
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.publication.actions import reopening
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

AT = datetime(2026, 11, 23, tzinfo=UTC)
WHERE = {"place": "坡子街市场监管所二楼", "mediator": "欧阳慧敏"}


def test_set_then_held_then_called_back_in_that_order(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)
    own = the_complaint(store, number).id
    with pen(store, officer, at) as p:
        file_notes.set_mediation(p, complaint_id=own, held_at=at + DAY, **WHERE)
        with pytest.raises(Refusal) as early:
            file_notes.call_back(p, complaint_id=own, kept=Kept.KEPT, text="")
    assert early.value.code is ComplaintRefusal.NOT_NOTED_NOW
    with pen(store, officer, at + 2 * DAY) as p:
        file_notes.record_mediation(p, complaint_id=own, held_at=at + DAY, text="店里愿退一半。", **WHERE)
        handling.record_agreement(p, complaint_id=own, obtained_fen=16_450, said="退一半。")
    with pen(store, officer, at + 9 * DAY) as p:
        file_notes.call_back(p, complaint_id=own, kept=Kept.PARTLY, text="还差五十元。")

    with reading(store) as reader:
        file = file_of(reader, own)
        sealed = reader.all(select(FileNote.text).where(FileNote.complaint_id == own))
    assert [one.kind for one in file] == [FileNoteKind.SITTING, FileNoteKind.RECORD, FileNoteKind.CALL_BACK]
    assert (file[0].held_at, file[0].place, file[0].mediator) == (at + DAY, *WHERE.values())
    assert (file[1].text, file[2].kept, file[2].text) == ("店里愿退一半。", Kept.PARTLY, "还差五十元。")
    assert not any("店里愿退一半".encode() in one for one in sealed)


def called(store: Store, at: Moment, own: str, kept: Kept | None, text: str = "") -> None:
    with pen(store, an_officer(store, at), at) as p:
        file_notes.call_back(p, complaint_id=own, kept=kept, text=text)


def why_not(act: Callable[[], None]) -> ComplaintRefusal:
    with pytest.raises(Refusal) as refused:
        act()
    code = refused.value.faults[0].code
    assert isinstance(code, ComplaintRefusal)
    return code


def test_after_a_mediation_that_failed_the_shopper_is_asked_in_words_how_it_went_on(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    own = the_complaint(store, accepted(store, at, a_shop(store, at, settles=False), officer)[0]).id
    with pen(store, officer, at + DAY) as p:
        handling.end_mediation(p, complaint_id=own, ground=MediationEnd.NO_AGREEMENT, said="没有谈成。")

    assert why_not(lambda: called(store, at + 9 * DAY, own, Kept.KEPT)) is ComplaintRefusal.REASON_NEEDED
    called(store, at + 9 * DAY, own, Kept.NOT_REACHED)
    called(store, at + 10 * DAY, own, Kept.KEPT, "已去法院起诉。")

    with reading(store) as reader:
        found = [(one.kept, one.text) for one in file_of(reader, own)]
    assert found == [(Kept.NOT_REACHED, ""), (None, "已去法院起诉。")]


def test_where_both_settled_it_themselves_it_is_asked_whether_it_was_done(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    own = the_complaint(store, accepted(store, at, a_shop(store, at, settles=False), officer)[0]).id
    with pen(store, officer, at + DAY) as p:
        handling.end_mediation(p, complaint_id=own, ground=MediationEnd.WITHDRAWN_OR_SETTLED, said="双方和解。")

    assert why_not(lambda: called(store, at + 9 * DAY, own, None, "问过了。")) is ComplaintRefusal.MISSING
    called(store, at + 9 * DAY, own, Kept.NOT_KEPT)


def test_one_call_back_that_reached_the_shopper_is_enough_until_it_ends_again(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    own = the_complaint(store, accepted(store, at, a_shop(store, at, settles=False), officer)[0]).id
    with pen(store, officer, at) as p:
        handling.record_agreement(p, complaint_id=own, obtained_fen=16_450, said="退一半。")
    called(store, at + DAY, own, Kept.NOT_KEPT)

    assert why_not(lambda: called(store, at + 2 * DAY, own, Kept.KEPT)) is ComplaintRefusal.NOT_NOTED_NOW
    with pen(store, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), at + 3 * DAY) as p:
        reopening.reopen(p, complaint_id=own, said="没有履行。")
    with pen(store, officer, at + 4 * DAY) as p:
        handling.record_agreement(p, complaint_id=own, obtained_fen=32_900, said="全部退款。")
    called(store, at + 9 * DAY, own, Kept.KEPT)


@pytest.mark.parametrize(
    ("state", "accepted_at", "may"),
    [
        *((state, AT, True) for state in (State.AGREED, State.ENDED, State.WITHDRAWN)),
        *((state, None, True) for state in (State.SETTLED, State.SILENT)),
        *((state, None, False) for state in (State.WITHDRAWN, State.REFUSED, State.REFERRED)),
        *((state, AT, False) for state in (State.MEDIATING, State.RECEIVED, State.REFUSED)),
    ],
)
def test_whatever_was_accepted_and_ended_may_be_asked_about(
    state: State, accepted_at: Moment | None, *, may: bool
) -> None:
    assert may_call_back(state, accepted_at) is may


def test_a_time_that_does_not_fit_is_refused(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    number, _ = accepted(store, at, a_shop(store, at, settles=False), officer)
    own = the_complaint(store, number).id
    with pen(store, officer, at) as p:
        with pytest.raises(Refusal) as passed:
            file_notes.set_mediation(p, complaint_id=own, held_at=at, **WHERE)
        with pytest.raises(Refusal) as ahead:
            file_notes.record_mediation(p, complaint_id=own, held_at=at + timedelta(minutes=1), text="谈过。", **WHERE)
    codes = [one.value.faults[0].code for one in (passed, ahead)]
    assert codes == [ComplaintRefusal.SITTING_PASSED, ComplaintRefusal.RECORD_AHEAD]


def test_only_an_officer_of_the_region_writes_and_nobody_changes_a_line(store: Store, at: Moment) -> None:
    shop = a_shop(store, at, settles=False)
    officer, stranger = an_officer(store, at), an_officer(store, at, scope="430202")
    own = the_complaint(store, accepted(store, at, shop, officer)[0]).id
    for actor in (stranger, shop.owner):
        with pytest.raises(NotFound), pen(store, actor, at) as p:
            file_notes.set_mediation(p, complaint_id=own, held_at=at + DAY, **WHERE)
    with pen(store, officer, at) as p:
        file_notes.set_mediation(p, complaint_id=own, held_at=at + DAY, **WHERE)

    with pytest.raises(DBAPIError), store.write_engine.begin() as connection:
        connection.execute(text("UPDATE complaint_note SET place = ''"))
