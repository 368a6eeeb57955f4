"""The office's own file: a mediation set and held, a call-back; sealed, append-only, and not for the two sides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.complaints.builders import a_shop, accepted, the_complaint
from tests.merchants.builders import DAY, an_officer
from trustcode.complaints.actions import file_notes, handling
from trustcode.complaints.models import FileNote
from trustcode.complaints.queries.office_file import file_of
from trustcode.complaints.rules.file_notes import FileNoteKind, Kept
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import MediationEnd
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

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


def test_where_nothing_was_agreed_on_nobody_is_asked_whether_it_was_done(store: Store, at: Moment) -> None:
    officer = an_officer(store, at)
    own = the_complaint(store, accepted(store, at, a_shop(store, at, settles=False), officer)[0]).id
    with pen(store, officer, at + DAY) as p:
        handling.end_mediation(p, complaint_id=own, ground=MediationEnd.NO_AGREEMENT, said="没有谈成。")
    with pytest.raises(Refusal) as nothing, pen(store, officer, at + 9 * DAY) as p:
        file_notes.call_back(p, complaint_id=own, kept=Kept.KEPT, text="")

    assert nothing.value.code is ComplaintRefusal.NOT_NOTED_NOW


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
