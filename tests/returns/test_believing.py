"""Whatever a shop, its staff and its shoppers do in whatever order, the figures can be believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.conftest import AT
from tests.merchants.builders import SCHEME, Shop
from tests.returns.builders import a_line, a_member_of_staff, a_return, a_shop, answered
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.record.jotting import jotting
from trustcode.record.pen import pen
from trustcode.returns.actions import answering, correcting
from trustcode.returns.actions.devices import seen_at_desk
from trustcode.returns.models import CorrectionProposal, Return, ReturnAnswer
from trustcode.returns.queries.lines import confirmed, effective
from trustcode.returns.queries.totals import Totals, totals
from trustcode.returns.rules.confirming import mark_of
from trustcode.returns.rules.words import Answer, AnswerMark, Basis, DisputeReason, Outcome, ReturnKind
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

TILL = b"t" * 32
SHOPPERS = (b"a" * 32, b"b" * 32, b"c" * 32)
STEPS = 14

places = st.integers(0, 9)
"""Which of the lines that there are, counted round."""
line_facts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ReturnKind),
        "basis": st.sampled_from(Basis),
        "quantity": st.integers(1, 3),
        "refund_fen": st.integers(1, 15_900),
        "outcome": st.sampled_from([Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.WITHDRAWN]),
        "days_ago": st.integers(0, 2),
    }
)
steps = st.one_of(
    st.tuples(st.just("log"), st.sampled_from(["owner", "staff"]), line_facts),
    st.tuples(st.just("correct"), places, line_facts),
    st.tuples(st.just("propose"), places, line_facts),
    st.tuples(st.just("confirm"), places),
    st.tuples(st.just("decline"), places),
    st.tuples(st.just("answer"), places, st.sampled_from([TILL, b"", *SHOPPERS]), st.sampled_from(Answer)),
)
shops_steps = steps.filter(lambda step: step[0] != "answer" or step[2] not in SHOPPERS)


class Play:
    """A shop with its people, on which steps are tried; what is refused changes nothing."""

    def __init__(self, store: Store, at: Moment) -> None:
        self.store, self.at = store, at
        self.shop: Shop = a_shop(store, at, terms={"exclusions": []})
        self.staff: Actor = a_member_of_staff(store, at, self.shop)
        with jotting(store, at) as jotter:
            seen_at_desk(jotter, merchant_id=self.shop.id, device_index=TILL, network_index=b"")

    def step(self, step: tuple[Any, ...]) -> None:
        self.at += timedelta(minutes=1)
        with suppress(Refusal):
            getattr(self, step[0])(*step[1:])

    def log(self, who: str, facts: dict[str, Any]) -> None:
        actor = self.staff if who == "staff" else self.shop.owner
        a_return(self.store, self.at, self.shop, actor, **self._facts(facts))

    def correct(self, place: int, facts: dict[str, Any]) -> None:
        with pen(self.store, self.shop.owner, self.at) as p:
            line = a_line(self.at, **self._facts(facts))
            correcting.correct(p, return_id=self._one(Return, place), line=line, why="写错了", scheme=SCHEME)

    def propose(self, place: int, facts: dict[str, Any]) -> None:
        with pen(self.store, self.staff, self.at) as p:
            line = a_line(self.at, **self._facts(facts))
            correcting.propose(p, return_id=self._one(Return, place), line=line, why="写错了", scheme=SCHEME)

    def confirm(self, place: int) -> None:
        with pen(self.store, self.shop.owner, self.at) as p:
            correcting.confirm(p, proposal_id=self._one(CorrectionProposal, place), scheme=SCHEME)

    def decline(self, place: int) -> None:
        with pen(self.store, self.shop.owner, self.at) as p:
            correcting.decline(p, proposal_id=self._one(CorrectionProposal, place))

    def answer(self, place: int, device: bytes, said: Answer) -> None:
        reason = DisputeReason.WRONG_AMOUNT if said is Answer.DISPUTED else None
        answered(self.store, self.at, self._one(Return, place), said, reason, device_index=device)

    def _facts(self, facts: dict[str, Any]) -> dict[str, Any]:
        day = civil_day(self.at) - timedelta(days=facts["days_ago"])
        plain = {name: value for name, value in facts.items() if name != "days_ago"}
        if plain["outcome"] is not Outcome.ACCEPTED:
            plain["refund_fen"] = 0
        return {**plain, "bought_on": day, "requested_on": day}

    def _one(self, model: type[Any], place: int) -> str:
        with reading(self.store) as reader:
            ids = reader.all(select(model.id).where(model.merchant_id == self.shop.id).order_by(model.entry_id))
        return ids[place % len(ids)] if ids else "0" * 16

    def rows(self) -> list[Return]:
        with reading(self.store) as reader:
            return list(reader.all(select(Return).where(Return.merchant_id == self.shop.id).order_by(Return.number)))

    def answers(self) -> dict[str, ReturnAnswer]:
        with reading(self.store) as reader:
            mine = reader.all(select(ReturnAnswer).where(ReturnAnswer.merchant_id == self.shop.id))
        return {one.return_id: one for one in mine}

    def totals(self) -> Totals:
        today = civil_day(self.at)
        with reading(self.store) as reader:
            return totals(reader, self.shop.id, today - timedelta(days=400), today)

    def confirmed(self) -> int:
        counted = select(func.count()).select_from(ReturnAnswer).join(Return, Return.id == ReturnAnswer.return_id)
        with reading(self.store) as reader:
            return int(reader.scalar(counted.where(Return.merchant_id == self.shop.id, confirmed(), effective())))


@contextmanager
def played(store: Store, steps: list[tuple[Any, ...]]) -> Iterator[Play]:
    play = Play(store, AT)
    for step in steps:
        play.step(step)
    yield play


FEW = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
    derandomize=True,
)


def assert_whole(play: Play) -> None:
    """Numbers have no holes, chains never fork, and nothing is corrected by what came before it."""
    rows = play.rows()
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    corrects = [row.corrects for row in rows if row.corrects is not None]
    assert len(set(corrects)) == len(corrects)
    by_id = {row.id: row for row in rows}
    assert all(by_id[row.corrects].number < row.number for row in rows if row.corrects is not None)


def assert_never_raised(play: Play, steps: list[tuple[Any, ...]]) -> None:
    """Whatever is done now, no step makes more confirmed than there were before it."""
    before = play.confirmed()
    for step in steps:
        play.step(step)
        now = play.confirmed()
        assert now <= before
        before = now


def recounted(play: Play) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """The totals counted again, line by line."""
    rows, answers = play.rows(), play.answers()
    replaced = {row.corrects for row in rows}
    found: dict[tuple[Any, ...], Counter[str]] = {}
    for row in rows:
        if row.id in replaced:
            continue
        sums = found.setdefault((row.kind, row.basis, row.outcome), Counter())
        said = answers.get(row.id)
        sums.update(
            requests=1,
            items=row.quantity,
            value=row.goods_value_fen,
            refund=row.refund_fen,
            confirmed=int(said is not None and said.answer is Answer.CONFIRMED and said.mark is AnswerMark.FRESH),
            disputed=int(said is not None and said.answer is Answer.DISPUTED),
        )
    names = ("requests", "items", "value", "refund", "confirmed", "disputed")
    return {key: tuple(sums[name] for name in names) for key, sums in found.items()}


@pytest.mark.slow  # whole lives of a shop, act by act
@FEW
@given(steps=st.lists(steps, min_size=STEPS, max_size=STEPS * 2))
def test_totals_equal_a_recount_and_chains_stay_whole(store: Store, steps: list[tuple[Any, ...]]) -> None:
    with played(store, steps) as play:
        assert_whole(play)
        found = {
            (one.kind, one.basis, one.outcome): (
                one.requests,
                one.items,
                one.goods_value_fen,
                one.refund_fen,
                one.confirmed,
                one.disputed,
            )
            for one in play.totals().rows
        }
        assert found == recounted(play)


@pytest.mark.slow  # whole lives of a shop, act by act
@FEW
@given(steps=st.lists(shops_steps, min_size=STEPS, max_size=STEPS * 2))
def test_a_shop_alone_never_raises_what_is_confirmed(store: Store, steps: list[tuple[Any, ...]]) -> None:
    with played(store, [("log", "owner", _PLAIN), ("answer", 0, SHOPPERS[0], Answer.CONFIRMED)]) as play:
        assert_never_raised(play, steps)
        assert_whole(play)


_PLAIN = {
    "kind": ReturnKind.RETURN,
    "basis": Basis.NO_REASON,
    "quantity": 1,
    "refund_fen": 100,
    "outcome": Outcome.ACCEPTED,
    "days_ago": 0,
}


def test_a_shopper_does_raise_it(store: Store, at: Moment) -> None:
    with played(store, [("log", "owner", _PLAIN), ("answer", 0, SHOPPERS[0], Answer.CONFIRMED)]) as play:
        assert play.confirmed() == play.totals().confirmed == 1


SHOPS_TRICKS = [
    ("log", "staff", _PLAIN),
    ("answer", 1, b"", Answer.CONFIRMED),
    ("log", "owner", _PLAIN),
    ("answer", 2, TILL, Answer.CONFIRMED),
    ("correct", 0, {**_PLAIN, "quantity": 2}),
]
"""What a shop tries by itself: an answer from nowhere, one from its own till, a correction of what was confirmed."""


@pytest.mark.parametrize(
    ("where", "name", "weaker"),
    [
        (answering, "mark_of", lambda **_: AnswerMark.FRESH),
        (answering, "mark_of", lambda **facts: mark_of(**{**facts, "is_known": True})),
        (answering, "_was_at_desk", lambda *_: False),
        (answering, "mark_of", None),
    ],
    ids=["every device", "no device", "its own device", "as built"],
)
def test_a_build_in_which_a_shop_confirms_for_itself_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: Any, name: str, weaker: Any
) -> None:
    if weaker is not None:
        monkeypatch.setattr(where, name, weaker)

    with played(store, [("log", "owner", _PLAIN), ("answer", 0, SHOPPERS[0], Answer.CONFIRMED)]) as play:
        expected = nullcontext() if weaker is None else pytest.raises(AssertionError)
        with expected:
            assert_never_raised(play, SHOPS_TRICKS)
