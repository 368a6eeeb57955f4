"""Any act for which one person is enough, by its name, each with the conditions that belong to it."""

from __future__ import annotations

from collections.abc import Callable

from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.transitions import NotAllowed, TransitionRefusal
from trustcode.merchants.actions import applying, deciding, moving
from trustcode.merchants.rules.standing import Act
from trustcode.record.pen import Pen


def act_by_name(
    pen: Pen, *, merchant_id: str, act: Act, scheme: SchemeRules, ground: str = "", remark: str = ""
) -> None:
    """One person's act on a unit. Submitting needs a profile and putting in force a code, so both have acts of their own.

    Raises NotAllowed, NotFound or Refusal (NEEDS_SECOND_PERSON for acts of two people).
    """

    def plain(pen: Pen, *, merchant_id: str) -> None:
        moving.act_alone(pen, merchant_id=merchant_id, act=act, ground=ground, remark=remark)

    without: dict[Act, Callable[..., object]] = {
        Act.RECALL: applying.recall,
        Act.WITHDRAW: applying.withdraw,
        Act.CLOSE_UNANSWERED: deciding.close_unanswered,
        Act.LAPSE: deciding.lapse,
    }
    with_scheme: dict[Act, Callable[..., object]] = {
        Act.PUBLICISE: moving.put_to_notice,
        Act.REAPPLY: applying.reapply,
    }
    with_ground: dict[Act, Callable[..., object]] = {
        Act.SEND_BACK: deciding.send_back,
        Act.ORDER_RECTIFICATION: deciding.order_rectification,
    }
    if act in {Act.SUBMIT, Act.RESUBMIT, Act.ACTIVATE}:
        raise NotAllowed(TransitionRefusal.NOT_FROM_HERE, state="", act=act.value)
    if act in with_ground:
        with_ground[act](pen, merchant_id=merchant_id, ground=ground, remark=remark, scheme=scheme)
    elif act in with_scheme:
        with_scheme[act](pen, merchant_id=merchant_id, scheme=scheme)
    else:
        without.get(act, plain)(pen, merchant_id=merchant_id)
