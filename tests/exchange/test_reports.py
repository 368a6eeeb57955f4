"""Reports by the two numbers: taken in without a name where there is none, told to the other side, and reconciled."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select
from werkzeug.test import Client

from tests.complaints.builders import the_complaint, the_report
from tests.conftest import AT
from tests.exchange.orders import an_order, sent
from tests.exchange.peer import Hotline
from tests.merchants.builders import DAY, Shop, an_officer
from trustcode.complaints.actions import handling, reporting
from trustcode.complaints.models import Person
from trustcode.complaints.rules.reporting import NoCaseGround
from trustcode.complaints.rules.words import RefusalGround
from trustcode.doors.console.exchanging import send_to
from trustcode.doors.lobby.present import Office
from trustcode.exchange.queries.deliveries import states_of
from trustcode.record.pen import pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

NUMBER = "CS2026112300017"
REPORT = {"kind": "report", "facts": "", "wishes": [], "clue": "价签与收银台不一致。"}


def a_report(store: Store, line: Client, shop: Shop, **changes: object) -> str:
    """Our number of a report that the hotline sent."""
    answer = sent(line, an_order(store, shop, **{**REPORT, **changes}))
    assert answer.status_code == 201, answer.json
    number: str = answer.json["report"]
    return number


def people(store: Store) -> int:
    with reading(store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Person)))


def test_the_steps_of_a_report_are_told_in_order_and_nothing_of_the_reporter(
    store: Store, line: Client, office: Office, shop: Shop, hotline: Hotline
) -> None:
    number = a_report(store, line, shop)
    own, officer = the_report(store, number).id, an_officer(store, AT)
    with pen(store, officer, AT) as p:
        reporting.file_case(p, report_id=own, case_no="长天市监案〔2026〕17 号")
    with pen(store, officer, AT + DAY) as p:
        reporting.close_case(p, report_id=own, said="罚款二千元。")

    assert send_to(office, office.settings.peers["12345"], AT + DAY) == (2, 0)

    told = [hotline.heard[one] for one in hotline.order]
    assert [(one["matter"], one["number"], one["state"]) for one in told] == [
        ("report", number, "case_filed"),
        ("report", number, "case_closed"),
    ]
    assert set(told[0]) == {"id", "external_no", "number", "matter", "act", "state", "ground", "at"}
    whole = json.dumps(told, ensure_ascii=False)
    for secret in ("陈小满", "13900005678", "价签", "罚款", "17 号", own):
        assert secret not in whole.replace(number, "")


def test_a_report_without_a_case_is_told_with_its_ground(
    store: Store, line: Client, office: Office, shop: Shop, hotline: Hotline
) -> None:
    number = a_report(store, line, shop, anonymous=True)
    with pen(store, an_officer(store, AT), AT) as p:
        own = the_report(store, number).id
        reporting.find_no_case(p, report_id=own, ground=NoCaseGround.NO_BREACH, said="价签已核对，一致。")

    assert send_to(office, office.settings.peers["12345"], AT) == (1, 0)
    told = next(iter(hotline.heard.values()))
    assert (told["act"], told["state"], told["ground"]) == ("find_no_case", "no_case", "no_breach")


@pytest.mark.parametrize("name", ["陈小满", "", None], ids=["named", "blank", "left out"])
def test_of_an_anonymous_report_nobody_is_kept_even_if_the_other_side_names_them(
    store: Store, line: Client, shop: Shop, name: str | None
) -> None:
    order = an_order(store, shop, **REPORT, anonymous=True, name=name, phone="13900005678", address="人民路 1 号")
    if name is None:
        del order["name"], order["phone"], order["address"]

    answer = sent(line, order)

    assert answer.status_code == 201
    assert the_report(store, answer.json["report"]).anonymous
    assert people(store) == 0


def test_a_complaint_is_never_anonymous(store: Store, line: Client, shop: Shop) -> None:
    answer = sent(line, an_order(store, shop, anonymous=True))

    assert (answer.status_code, [fault["field"] for fault in answer.json["faults"]]) == (422, ["anonymous"])


def test_in_a_message_of_both_kinds_the_report_alone_is_anonymous(store: Store, line: Client, shop: Shop) -> None:
    answer = sent(line, an_order(store, shop, kind="both", clue="没有明码标价。", anonymous=True))

    assert the_report(store, answer.json["report"]).anonymous
    assert people(store) == 1


def test_both_matters_of_a_number_are_told_apart_and_in_order(
    store: Store, line: Client, office: Office, shop: Shop, hotline: Hotline
) -> None:
    both = sent(line, an_order(store, shop, kind="both", clue="没有明码标价。")).json
    officer = an_officer(store, AT)
    with pen(store, officer, AT) as p:
        reporting.refer(p, report_id=the_report(store, both["report"]).id, said="归城管。")
    with pen(store, officer, AT) as p:
        own, ground = the_complaint(store, both["complaint"]).id, RefusalGround.NOT_CONSUMPTION
        handling.refuse(p, complaint_id=own, ground=ground, said="买来转卖。")

    assert send_to(office, office.settings.peers["12345"], AT) == (2, 0)

    told = [hotline.heard[one] for one in hotline.order]
    assert [(one["matter"], one["number"], one["state"]) for one in told] == [
        ("report", both["report"], "referred"),
        ("complaint", both["complaint"], "refused"),
    ]


def test_both_lists_know_complaints_reports_and_what_became_two(store: Store, line: Client, shop: Shop) -> None:
    sent(line, an_order(store, shop))
    a_report(store, line, shop, external_no="R-1")
    sent(line, an_order(store, None, "B-1", kind="both", clue="没有明码标价。"))

    with reading(store) as reader:
        found, others = states_of(reader, "12345"), states_of(reader, "12315")

    assert found == {NUMBER: "received", "R-1": "received", "B-1": "received", "B-1#report": "received"}
    assert others == {}
