"""The two promises of a unit: the terms in short, and the exact text that was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.queries.promises import SignedPromise
from trustcode.commitments.rules.terms import CommitmentKind, ReturnTerms
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.wording.msgids import N_, word

WINDOW = ("%(num)s day", "%(num)s days")
REFUND = ("%(way)s, within %(num)s day", "%(way)s, within %(num)s days")


@dataclass(frozen=True)
class PromiseView:
    """One promise in force: title, when it was signed, terms as label and words, and the text by lines."""

    kind: str
    title: str
    signed: str
    terms: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    text_hash: str


def promise_views(say: Speaker, promises: Sequence[SignedPromise]) -> tuple[PromiseView, ...]:
    """The promises that count today, safe consumption first."""
    in_force = [one for one in promises if one.days.holds(say.today)]
    order = [CommitmentKind.SAFE, CommitmentKind.RETURNS]
    return tuple(_view(say, one) for one in sorted(in_force, key=lambda one: order.index(one.kind)))


def _view(say: Speaker, one: SignedPromise) -> PromiseView:
    is_safe = one.kind is CommitmentKind.SAFE
    text = one.text.en if say.language == "en" else one.text.zh
    return PromiseView(
        kind=one.kind.value,
        title=say.say(N_("Safe-consumption promise") if is_safe else N_("Promise to take goods back")),
        signed=say.say(
            N_("Signed %(when_day)s, version %(version)s"), when_day=say.moment(one.signed_at), version=one.version
        ),
        terms=_safe_terms(say, one) if one.returns is None else return_terms(say, one.returns),
        lines=tuple(text.split("\n")),
        text_hash=one.text_hash,
    )


def _safe_terms(say: Speaker, one: SignedPromise) -> tuple[tuple[str, str], ...]:
    titles = [term.short(say.language) for term in say.lists[Catalogue.ASSURANCE].values()]
    return (
        (say.say(word("field", "Assurances")), say.joined(titles)),
        (say.say(word("field", "Also promised")), one.safe.extra if one.safe else ""),
    )


def return_terms(say: Speaker, terms: ReturnTerms) -> tuple[tuple[str, str], ...]:
    """Terms of returns as label and words."""

    def short(which: Catalogue, codes: Sequence[str]) -> str:
        known = say.lists[which]
        return say.joined(known[code].short(say.language) if code in known else code for code in codes)

    refund = short(Catalogue.REFUND_METHOD, [terms.refund_method])
    on_the_spot = say.say(N_("%(way)s, on the spot"), way=refund)
    return (
        (say.say(word("field", "Window")), say.count(WINDOW, terms.window_days)),
        (say.say(word("field", "Goods")), short(Catalogue.GOODS_CATEGORY, terms.categories)),
        (
            say.say(word("field", "Left out")),
            short(Catalogue.EXCLUSION, terms.exclusions) or say.say(word("field", "nothing")),
        ),
        (say.say(word("field", "Condition")), short(Catalogue.GOODS_CONDITION, terms.conditions)),
        (say.say(word("field", "Bring")), short(Catalogue.BRING_ITEM, terms.bring)),
        (say.say(word("field", "Gifts")), short(Catalogue.GIFT, [terms.gift])),
        (say.say(word("field", "Freight")), short(Catalogue.FREIGHT, [terms.freight])),
        (
            say.say(word("field", "Refund")),
            say.count(REFUND, terms.refund_days, way=refund) if terms.refund_days else on_the_spot,
        ),
        (say.say(word("field", "Where")), short(Catalogue.CROSS_STORE, [terms.cross_store])),
        (say.say(word("field", "Also promised")), terms.extra),
    )
