"""Reading a form field by field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trustcode.doors.lobby.bodies import BadBody, Body, SentFile
from trustcode.doors.lobby.forms import Form, FormFault
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.handles import read_handle


def form(**fields: str | tuple[str, ...]) -> Form:
    return Form(Body(fields={name: v if isinstance(v, tuple) else (v,) for name, v in fields.items()}))


def faults(read: Form) -> list[tuple[FormFault, str]]:
    try:
        read.check()
    except Refusal as refusal:
        return [(fault.code, fault.where) for fault in refusal.faults]
    return []


def test_a_text_comes_tidy():
    assert form(shop="　老坛子 酸菜鱼 ").text("shop") == "老坛子 酸菜鱼"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", FormFault.MISSING),
        ("  ", FormFault.MISSING),
        ("长" * 41, FormFault.TOO_LONG),
        ("a\u202eb", FormFault.STRANGE_CHARACTERS),
    ],
)
def test_an_unfit_text_is_a_fault(value, fault):
    read = form(shop=value)
    read.text("shop", most=40)

    assert faults(read) == [(fault, "shop")]


def test_lines_keep_their_breaks():
    assert form(note="one  \r\ntwo\r\n\r\n").lines("note") == "one\ntwo"


def test_a_password_is_left_exactly_as_typed():
    assert form(password="  ＡＢ 　 ").secret("password") == "  ＡＢ 　 "


@pytest.mark.parametrize(("value", "number"), [("7", 7), (" ７ ", 7), ("1,000", 1000), ("007", 7)])
def test_numbers_are_understood_as_people_write_them(value, number):
    assert form(days=value).whole("days", least=1, most=1000) == number


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("", FormFault.MISSING),
        ("-1", FormFault.NOT_A_NUMBER),
        ("1.5", FormFault.NOT_A_NUMBER),
        ("1e9", FormFault.NOT_A_NUMBER),
        ("9223372036854775808", FormFault.NOT_A_NUMBER),
        ("七", FormFault.NOT_A_NUMBER),
        ("٧", FormFault.NOT_A_NUMBER),
        ("6", FormFault.TOO_SMALL),
        ("366", FormFault.TOO_LARGE),
    ],
)
def test_what_is_no_fitting_number_is_a_fault(value, fault):
    read = form(days=value)

    assert read.whole("days", least=7, most=365) is None
    assert faults(read) == [(fault, "days")]


@pytest.mark.parametrize(
    "value", ["2026-11-23", "2026/11/23", "2026.11.23", "2026年11月23日", "2026 年 11 月 23 日", "２０２６-11-23"]
)
def test_days_are_understood_as_people_write_them(value):
    assert form(on=value).day("on") == date(2026, 11, 23)


@pytest.mark.parametrize("value", ["2026-02-30", "23.11.2026", "0000-01-01", "tomorrow", "2026-11"])
def test_what_is_no_day_is_a_fault(value):
    read = form(on=value)

    assert read.day("on") is None
    assert faults(read) == [(FormFault.NOT_A_DAY, "on")]


def test_only_what_was_offered_can_be_chosen():
    read = form(kind="palace", things=("a", "x"))

    assert read.choice("kind", ["shop", "stall"]) == ""
    assert read.many("things", ["a", "b"]) == ()
    assert faults(read) == [(FormFault.NOT_OFFERED, "kind"), (FormFault.NOT_OFFERED, "things")]


def test_a_choice_that_was_not_made_is_asked_for_as_a_choice():
    read = form(kind="", things=())

    assert read.choice("kind", ["shop", "stall"]) == ""
    assert read.many("things", ["a", "b"], least=1) == ()
    assert faults(read) == [(FormFault.NOT_CHOSEN, "kind"), (FormFault.NOT_CHOSEN, "things")]


def test_each_choice_counts_once_in_the_order_sent():
    assert form(things=("b", "a", "b")).many("things", ["a", "b"], least=2) == ("b", "a")


def test_a_box_is_ticked_or_not():
    assert form(agree="yes").yes("agree")
    assert not form().yes("agree")


def test_a_field_that_nobody_asked_for_is_a_fault():
    read = form(shop="x", role="admin", csrf_token="t", retry_key="k")
    read.text("shop")

    assert faults(read) == [(FormFault.UNKNOWN_FIELD, "role")]


def test_refusals_of_rules_are_gathered():
    read = form(handle="12", name="")
    read.tried(read_handle, read.text("handle"))
    read.text("name")

    assert [where for _, where in faults(read)] == ["handle", "name"]


def test_a_field_that_came_twice_is_no_form_of_ours():
    with pytest.raises(BadBody):
        form(shop=("a", "b")).text("shop")


def test_what_is_shown_again_holds_no_secret():
    read = form(shop="x", password="p", password_now="p", code="1", invitation="i", csrf_token="t", retry_key="k")

    assert dict(read.typed) == {"shop": "x"}


def test_a_retry_key_is_one_of_ours_or_none():
    key = new_id()

    assert form(retry_key=key).retry_key == key
    assert form(retry_key="anything").retry_key == form().retry_key == ""


@given(st.text(max_size=60))
def test_any_text_in_any_field_is_an_answer_or_a_fault(value):
    read = form(a=value, b=value, c=value, d=value)
    read.text("a", needed=False)
    read.whole("b", needed=False)
    read.day("c", needed=False)
    read.choice("d", ["x"], needed=False)

    assert all(fault.where in {"a", "b", "c", "d"} for fault in read.faults)


def test_what_was_sent_is_every_value_and_every_file():
    first = Form(Body(fields={"why": ("a", "b"), "retry_key": ("k",)}, files={"photo": (SentFile("1", "", b"x"),)}))
    same = Form(Body(fields={"why": ("a", "b"), "retry_key": ("l",)}, files={"photo": (SentFile("2", "", b"x"),)}))
    others = [
        Form(Body(fields={"why": ("a", "c")}, files={"photo": (SentFile("1", "", b"x"),)})),
        Form(Body(fields={"why": ("a", "b")}, files={"photo": (SentFile("1", "", b"x"), SentFile("2", "", b"y"))})),
    ]

    assert first.sent == same.sent
    assert all(first.sent != one.sent for one in others)
    assert all(first.typed == one.typed for one in others)
