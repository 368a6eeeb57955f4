"""Texts of an office are its own and those of the offices above it; only it puts them away."""

from __future__ import annotations

import pytest

from tests.merchants.builders import CITY, COUNTY, an_officer
from trustcode.complaints.actions import saving
from trustcode.complaints.queries.saved import saved_answers
from trustcode.kernel.actors import PUBLIC, Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import NotFound
from trustcode.record.jotting import jotting
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def kept(store: Store, at: Moment, who: Actor, title: str) -> str:
    with jotting(store, at) as jotter:
        return saving.keep(jotter, actor=who, title=title, text="请补齐票据。")


def titles(store: Store, region_code: str) -> list[str]:
    with reading(store) as reader:
        return [one.title for one in saved_answers(reader, region_code)]


def test_an_office_finds_its_own_and_those_above_and_no_others(store: Store, at: Moment) -> None:
    kept(store, at, an_officer(store, at), "本区")
    kept(store, at, an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), "全市")
    kept(store, at, an_officer(store, at, scope="430102"), "邻区")

    assert set(titles(store, COUNTY)) == {"本区", "全市"}
    assert titles(store, CITY) == ["全市"]
    assert titles(store, "") == []


def test_only_the_office_that_keeps_a_text_puts_it_away(store: Store, at: Moment) -> None:
    mine = kept(store, at, an_officer(store, at), "本区")
    above, next_door = an_officer(store, at, role=Role.SUPERVISOR, scope=CITY), an_officer(store, at, scope="430102")
    for who in (above, next_door, Actor("", Role.AUDITOR, COUNTY), PUBLIC):
        with pytest.raises(NotFound), jotting(store, at) as jotter:
            saving.put_away(jotter, actor=who, answer_id=mine)
    for who in (PUBLIC, Actor("p", Role.AUDITOR)):
        with pytest.raises(NotFound):
            kept(store, at, who, "别人的")
    assert titles(store, COUNTY) == ["本区"]

    with jotting(store, at) as jotter:
        saving.put_away(jotter, actor=an_officer(store, at), answer_id=mine)
    assert titles(store, COUNTY) == []
