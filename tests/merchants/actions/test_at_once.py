"""Two people at the same moment: one wins, the other is told; nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import select

from tests.merchants.builders import DAY, SCHEME, a_ground, a_publicised_merchant, a_submitted_merchant, an_officer
from trustcode.kernel.actors import PUBLIC, Actor
from trustcode.kernel.moments import Moment
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.actions import deciding, moving
from trustcode.merchants.models import Merchant, Proposal
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import Act, Standing
from trustcode.record.pen import Pen, pen
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

DONE = "done"
LONGEST_WAIT = 20


def at_once(store: Store, at: Moment, *works: tuple[Actor, Callable[[Pen], object]]) -> list[object]:
    """What became of each piece of work: done, or the code of its refusal. Raises what else went wrong."""
    found: list[object] = [None] * len(works)
    start = threading.Barrier(len(works))

    def run(place: int, actor: Actor, work: Callable[[Pen], object]) -> None:
        start.wait(LONGEST_WAIT)
        try:
            with pen(store, actor, at) as p:
                work(p)
            found[place] = DONE
        except Refusal as refusal:
            found[place] = refusal.code
        except BaseException as error:  # noqa: BLE001  handed to the test
            found[place] = error

    threads = [threading.Thread(target=run, args=(n, *one)) for n, one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_WAIT)
    return found


def test_of_two_confirmations_at_once_one_wins_and_the_other_is_told(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)
    with pen(store, an_officer(store, at), at) as p:
        proposal = moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="看过了")
    seconds = [an_officer(store, at) for _ in range(2)]

    def confirm(p: Pen) -> None:
        moving.confirm(p, proposal_id=proposal, scheme=SCHEME)

    found = at_once(store, at, *((one, confirm) for one in seconds))

    assert sorted(map(str, found)) == [DONE, MerchantRefusal.PROPOSAL_CLOSED]
    with reading(store) as reader:
        assert reader.get(Merchant, shop.id).standing is Standing.PUBLICISED


def test_of_two_proposals_at_once_one_waits_and_the_other_is_told(store: Store, at: Moment) -> None:
    shop = a_submitted_merchant(store, at - DAY)

    def propose(p: Pen) -> None:
        moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="看过了")

    found = at_once(store, at, (an_officer(store, at), propose), (an_officer(store, at), propose))

    assert sorted(map(str, found)) == [DONE, MerchantRefusal.PROPOSAL_OPEN]
    with reading(store) as reader:
        assert len(reader.all(select(Proposal.id).where(Proposal.merchant_id == shop.id))) == 1


def test_confirming_and_sending_back_at_once_end_without_a_deadlock(store: Store, at: Moment) -> None:
    """Both hold the unit before the proposal, so one waits and then learns what the other did."""
    ground = a_ground(store, at, Act.SEND_BACK)
    for _ in range(5):
        shop = a_submitted_merchant(store, at - DAY)
        with pen(store, an_officer(store, at), at) as p:
            proposal = moving.propose(p, merchant_id=shop.id, act=Act.APPROVE, reason="看过了")

        def confirm(p: Pen, proposal: str = proposal) -> None:
            moving.confirm(p, proposal_id=proposal, scheme=SCHEME)

        def send_back(p: Pen, unit: str = shop.id) -> None:
            deciding.send_back(p, merchant_id=unit, ground=ground, scheme=SCHEME)

        found = at_once(store, at, (an_officer(store, at), confirm), (an_officer(store, at), send_back))

        assert found.count(DONE) == 1
        assert str(next(one for one in found if one != DONE)) in {MerchantRefusal.PROPOSAL_CLOSED, "not_from_here"}


def test_of_two_decisions_on_one_objection_the_first_counts(store: Store, at: Moment) -> None:

    shop = a_publicised_merchant(store, at)
    with pen(store, PUBLIC, at) as p:
        objection = deciding.object_to(p, merchant_id=shop.id, text="门口没有贴承诺")

    def dismiss(p: Pen) -> None:
        deciding.decide_objection(p, objection_id=objection, upheld=False, reason="去看过，贴了")

    found = at_once(store, at, (an_officer(store, at), dismiss), (an_officer(store, at), dismiss))

    assert sorted(map(str, found)) == [DONE, MerchantRefusal.PROPOSAL_CLOSED]
