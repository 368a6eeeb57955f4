"""Which fields each step asks for, and how what was sent becomes what is kept: tidied, never judged here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from trustcode.doors.desk.drafts import Draft, Step, Typed
from trustcode.doors.lobby.bodies import Body
from trustcode.kernel.identifiers import tidy

LINES: Mapping[Step, tuple[str, ...]] = {
    Step.BUSINESS: ("credit_code", "licence_name", "established_on", "industry", "unit_kind"),
    Step.SHOP: (
        "shop_name", "branch_name", "region_code", "street", "latitude", "longitude",
        "contact_name", "contact_phone", "returns_phone", "same_phone",
    ),
    Step.SAFETY: ("safe_extra",),
    Step.RETURNS: (
        "offers_returns", "window_days", "gift", "freight", "refund_method", "refund_days", "cross_store", "extra",
    ),
    Step.SIGN: (),
}  # fmt: skip
"""Fields with one value."""

ROWS: Mapping[Step, tuple[str, ...]] = {Step.RETURNS: ("categories", "exclusions", "conditions", "bring")}
"""Fields with any number of values."""

_ON_THE_PAGE: Mapping[Step, tuple[str, ...]] = {
    Step.SHOP: ("shop_name", "branch_name", "region_code", "street", "photo"),
    Step.RETURNS: ("offers_returns", "window_days", *ROWS[Step.RETURNS]),
}
"""Where a page begins with other fields than the list above: faults are told from top to bottom."""

MOST = 2_000
"""Characters of one field that are kept; every rule allows fewer."""

_FREE_TEXT = frozenset({"safe_extra", "extra"})
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def sent_in(step: Step, body: Body) -> Typed:
    """What a step sent, ready to be kept. Raises BadBody."""
    typed = {name: [_tidied(name, body.text(name))] for name in LINES[step]}
    typed |= {name: list(dict.fromkeys(body.texts(name)))[:100] for name in ROWS.get(step, ())}
    if typed.get("same_phone") == ["yes"]:
        typed["returns_phone"] = typed["contact_phone"]
    return typed


def fields_of(step: Step) -> tuple[str, ...]:
    """All fields that a fault of this step can name, from the top of its page to the bottom."""
    return tuple(dict.fromkeys((*_ON_THE_PAGE.get(step, ()), *LINES[step], *ROWS.get(step, ()))))


def offers_returns(draft: Draft) -> bool:
    """Whether the applicant has chosen to promise returns."""
    return draft.first("offers_returns") == "yes"


def _tidied(name: str, text: str) -> str:
    if name in _FREE_TEXT:
        return text.replace("\r\n", "\n").strip()[:MOST]
    one = tidy(text)[:MOST]
    return _day(one) if name == "established_on" else one


def _day(text: str) -> str:
    """A day as people write it (2019年5月6日, 2019/5/6) in its one form; anything else as it was typed."""
    match = _DAY.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else text
    except ValueError:
        return text
