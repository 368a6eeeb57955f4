"""Three promises of the demonstration take a turn: one is weakened with notice, one is paused, one is made for all shops."""

from __future__ import annotations

from sqlalchemy import select

from tests.doors.console.conftest import Terminal
from trustcode.commitments.models import Commitment
from trustcode.commitments.queries.days import promise_on
from trustcode.commitments.rules.terms import Reach
from trustcode.doors.console.demo import prepare
from trustcode.doors.console.demo_plan import Shares
from trustcode.kernel.moments import civil_day
from trustcode.merchants.rules.standing import Standing
from trustcode.record.auditing import audit
from trustcode.storage.reading import reading

SHOPS = Shares(home={}, elsewhere={Standing.ACTIVE: 11}, clusters={})


def test_one_promise_is_announced_to_change_one_is_paused_and_one_is_for_all_shops(terminal: Terminal) -> None:
    prepare(terminal.office, SHOPS)
    today = civil_day(terminal.at)

    with reading(terminal.store) as reader:
        versions = reader.all(select(Commitment).where(Commitment.version > 1, Commitment.effective_on > today))
        everywhere = reader.all(select(Commitment.merchant_id).where(Commitment.reach == Reach.ENTERPRISE))
        units = reader.all(select(Commitment.merchant_id).where(Commitment.kind == "returns").distinct())
        paused = [unit for unit in units if promise_on(reader, unit, today).terms is None]
        sound = audit(reader).bad_entry is None

    assert len(versions) == 1
    assert len(paused) == 1
    assert len(everywhere) == 1
    assert len({versions[0].merchant_id, *paused, *everywhere}) == 3
    assert sound
