"""What a unit promised on a day, by its tables."""

from __future__ import annotations

from datetime import timedelta

from tests.merchants.builders import DAY, a_merchant_in, a_submitted_merchant, an_active_merchant
from trustcode.commitments.queries.days import promise_on, spans
from trustcode.commitments.rules.days import WhyNot
from trustcode.kernel.moments import Moment, civil_day
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading


def test_a_purchase_has_the_promise_from_the_day_on_which_the_unit_came_into_force(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with reading(store) as reader:
        before, now = (promise_on(reader, shop.id, day) for day in (civil_day(at - DAY), civil_day(at)))
    assert (before.terms, before.why_not) == (None, WhyNot.NOT_IN_FORCE)
    assert now.why_not is None
    assert now.terms is not None
    assert now.returns is not None
    assert now.terms == now.returns.returns == before.offered


def test_a_purchase_on_the_day_of_leaving_keeps_its_promise(store: Store, at: Moment) -> None:
    shop = a_merchant_in(store, at, Standing.WITHDRAWN)

    with reading(store) as reader:
        found = [promise_on(reader, shop.id, civil_day(at) + timedelta(days=n)).why_not for n in (0, 1)]
    assert found == [None, WhyNot.NOT_IN_FORCE]


def test_a_unit_that_promises_safety_alone_says_so(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at, returns=False)

    with reading(store) as reader:
        now = promise_on(reader, shop.id, civil_day(at))
    assert (now.why_not, now.returns, now.safe is not None) == (WhyNot.NOT_PROMISED, None, True)


def test_spans_begin_with_the_first_signature_and_go_on(store: Store, at: Moment) -> None:
    shop = an_active_merchant(store, at)

    with reading(store) as reader:
        found = spans(reader, shop.id)
        signed = promise_on(reader, shop.id, found[0].from_on)
    assert [s.why_not for s in found] == [WhyNot.NOT_IN_FORCE, None]
    assert found[-1].from_on == civil_day(at)
    assert found[-1].end_on is None
    assert signed.returns is not None
    assert found[-1].returns is not None
    assert found[-1].returns.id == signed.returns.id


def test_nobody_is_promised_anything_by_a_unit_that_there_is_not(store: Store, at: Moment) -> None:
    a_submitted_merchant(store, at)

    with reading(store) as reader:
        assert spans(reader, "nobody") == ()
        assert promise_on(reader, "nobody", civil_day(at)).why_not is WhyNot.NOT_IN_FORCE
