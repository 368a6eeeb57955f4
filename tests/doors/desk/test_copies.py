"""Two hundred copies of one entry over the wire, from two people of a shop at once: one line, and one answer to all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select

from tests.conftest import AT, open_store
from tests.doors.desk.served import PATIENCE, Reply, Till, served, till
from tests.merchants.builders import Shop
from tests.returns.builders import a_member_of_staff, a_shop
from trustcode.doors.lobby.gate import BODIES
from trustcode.kernel.actors import Actor
from trustcode.people.models import SignIn
from trustcode.people.queries.visitors import token_hash
from trustcode.record.jotting import jotting
from trustcode.returns.models import Return
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

pytestmark = pytest.mark.slow  # starts a server process

COPIES = 200
KEPT = {200, 201, 303}
FILLED = {"bought": "2026-11-23", "category": "food", "goods_value": "159", "retry_key": "0123456789abcdef"}


@dataclass(frozen=True)
class Served:
    """A shop whose desk is served, its database, and two people in front of the same form with the same key."""

    store: Store
    shop: Shop
    page: Till
    program: Till

    def lines(self) -> list[str]:
        """The ids of the ledger's lines."""
        with reading(self.store) as reader:
            return list(reader.all(select(Return.id).where(Return.merchant_id == self.shop.id)))


@pytest.fixture
def desk(tmp_path: Path, sqlite_template: Path) -> Iterator[Served]:
    """The owner in a browser, and an assistant whose phone sends what it kept."""
    shutil.copyfile(sqlite_template, tmp_path / "trustcode.db")
    store = open_store(f"sqlite:///{tmp_path / 'trustcode.db'}", tmp_path / "files")
    shop = a_shop(store, AT)
    people = (shop.owner, a_member_of_staff(store, AT, shop))
    owner, assistant = (signed_in(store, one) for one in people)
    with served(tmp_path) as host:
        page = till(host, shop.id, owner, FILLED)
        program = till(host, shop.id, assistant, {**FILLED, "origin": "offline"}, "application/json")
        yield Served(store, shop, page, program)
    store.close()


def signed_in(store: Store, person: Actor) -> str:
    """The cookie of somebody who is signed in."""
    token = f"token-{person.person_id}"
    with jotting(store, AT) as jotter:
        jotter.add(SignIn(token_hash=token_hash(token), person_id=person.person_id, epoch=0, created_at=AT, seen_at=AT))
    return f"trustcode={token}"


def all_at_once(tills: list[Till]) -> list[Reply]:
    """One reply to each, all of them sent at the same moment."""
    start = Barrier(len(tills))

    def send(one: Till) -> Reply:
        start.wait(PATIENCE)
        return one.send()

    with ThreadPoolExecutor(len(tills)) as pool:
        return list(pool.map(send, tills))


def test_copies_at_once_are_one_line_and_one_answer_to_all(desk: Served) -> None:
    tills = [desk.page, desk.program] * (COPIES // 2)

    replies = all_at_once(tills)
    turned_away = [one for one, reply in zip(tills, replies, strict=True) if reply.status == 503]
    assert {reply.retry_after for reply in replies if reply.status == 503} <= {"5"}
    with ThreadPoolExecutor(BODIES - 2) as pool:  # fewer than the gate lets in, as if each had waited
        replies += pool.map(Till.send, turned_away)

    kept = [reply for reply in replies if reply.status != 503]
    assert len(kept) == COPIES
    assert {reply.status for reply in kept} <= KEPT
    assert [reply.entry for reply in kept] == desk.lines() * COPIES


def test_a_copy_that_the_gate_turned_away_has_the_same_answer_when_it_comes_again(desk: Served) -> None:
    with ExitStack() as stack:
        slow = [stack.enter_context(desk.page.sending_slowly()) for _ in range(BODIES)]
        assert desk.program.send() == Reply(503, "", "5")
        assert desk.lines() == []
        replies = [one.finished() for one in slow]

    replies.append(desk.program.send())

    assert [reply.status for reply in replies] == [303] * BODIES + [200]
    assert [reply.entry for reply in replies] == desk.lines() * (BODIES + 1)


def test_the_same_key_with_another_body_is_refused(desk: Served) -> None:
    first = desk.page.send()

    others = [one.send(goods_value="160") for one in (desk.page, desk.program)]

    assert [reply.status for reply in others] == [422, 422]
    assert [first.entry] == desk.lines()
