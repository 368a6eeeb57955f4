"""Pure: a card, a language and a moment become what the templates are given. No clock, no database, no request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from trustcode.doors.scan import addresses
from trustcode.doors.scan.reckoning import Reckoning, earlier_purchases, last_day
from trustcode.doors.scan.structured import structured_data
from trustcode.doors.scan.views import (
    AssuranceView,
    CodeView,
    ExclusionView,
    PhotoView,
    PurchaseDay,
    ReturnsView,
    ScanView,
    ShopView,
    StandingView,
)
from trustcode.doors.wording.day_ruler import day_ruler
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.pages import render
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.territory import address_zh
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.merchants.rules.terms import again_on, months_after
from trustcode.projections.scan_card.card import Card, Exclusion, Print, ReturnsPromise, SafePromise, Words

IN_FORCE = frozenset({Standing.ACTIVE.value, Standing.RECTIFYING.value})
"""Standings in which a purchase made today has the promises."""

_ENDED = frozenset(s.value for s in (Standing.SUSPENDED, Standing.LAPSED, Standing.WITHDRAWN, Standing.REMOVED))
_SIGN_DOWN = timedelta(days=7)
"""A shop that leaves takes its sign down within seven days (T14)."""

_WHYS = {
    "lost": N_("The shop lost it"),
    "damaged": N_("It was damaged"),
    "wrong_place": N_("It hung in the wrong place"),
    "copied": N_("Somebody copied it"),
    "superseded": N_("A new print took its place"),
}
_REFUND_DAYS = {0: N_("On the spot. %(method)s"), 1: N_("Within a day. %(method)s")}
_REFUND_LATER = N_("Within %(days)s days. %(method)s")


@dataclass(frozen=True)
class House:
    """What pages need to know of this installation. `public_url` has no slash at its end."""

    public_url: str
    host: str
    is_demo: bool
    scheme: SchemeRules


@dataclass(frozen=True)
class Asked:
    """What a page is about: the card, the print that was scanned or None, in which language."""

    card: Card
    print: Print | None
    language: str

    @property
    def path(self) -> str:
        """The address of the page, in Chinese."""
        return addresses.code_path(self.print.token) if self.print else addresses.shop_path(self.card.merchant_id)

    def words(self, words: Words) -> str:
        """Words of the data in the language of the page."""
        return words.zh if self.language == "zh" else words.en

    def to(self, path: str) -> str:
        """A path of ours in the language of the page."""
        return addresses.in_language(self.language, path)


def is_public(card: Card) -> bool:
    """Whether the standing is one that a shopper may see; a unit that applies anew has none."""
    return card.standing in PUBLIC


def page_html(asked: Asked, reckoning: Reckoning, house: House) -> str:
    """The finished page of a card in a public standing: by a valid print, by a revoked one, or by search."""
    if asked.print is not None and asked.print.revoked_on is not None:
        return render("scan/revoked.html", asked.language, view=revoked_view(asked, asked.print, reckoning, house))
    template = "scan/card.html" if asked.print else "scan/merchant.html"
    return render(template, asked.language, view=scan_view(asked, reckoning, house))


def scan_view(asked: Asked, reckoning: Reckoning, house: House) -> ScanView:
    """Everything on the page of a shop."""
    card, serial = asked.card, asked.print.serial if asked.print else 0

    def counter(what: str) -> str:
        return asked.to(addresses.counter_path(what, merchant_id=card.merchant_id, serial=serial))

    return ScanView(
        shop=_shop(asked),
        standing=_standing(asked, reckoning, house.scheme),
        checked_at=reckoning.checked_at,
        domain=house.host,
        own_path=asked.to(asked.path),
        language_path=addresses.in_language(addresses.OTHER[asked.language], asked.path),
        returns=_returns(asked, card.returns, reckoning) if card.returns else None,
        assurances=_assurances(asked, card.safe) if card.safe else (),
        signed_on=card.safe.signed_on if card.safe else None,
        extra=card.safe.extra if card.safe else "",
        scanned=asked.print is not None,
        short_code=asked.print.short_code if asked.print else "",
        wrong_shop_path=counter("wrong-shop") if asked.print else "",
        report_path=counter("sign") if card.standing in _ENDED or card.standing == Standing.CLOSED else "",
        objection_path=counter("objection") if card.standing == Standing.PUBLICISED else "",
        demo=house.is_demo,
        structured_data=structured_data(card, asked.language, house.public_url) if card.standing in IN_FORCE else None,
    )


def revoked_view(asked: Asked, revoked: Print, reckoning: Reckoning, house: House) -> CodeView:
    """Everything on the page of a print that counts no more."""
    card = asked.card
    why = _WHYS.get(revoked.revoked_why)
    return CodeView(
        checked_at=reckoning.checked_at,
        domain=house.host,
        own_path=asked.to(asked.path),
        language_path=addresses.in_language(addresses.OTHER[asked.language], asked.path),
        reason=say(asked.language, why) if why else "",
        since=revoked.revoked_on,
        shop_name=f"{card.shop_name} {card.branch_name}".strip(),
        shop_path=asked.to(addresses.shop_path(card.merchant_id)),
        street=_street(asked),
        lookup_path=asked.to("/"),
        report_path=asked.to(addresses.counter_path("sign", merchant_id=card.merchant_id, serial=revoked.serial)),
        demo=house.is_demo,
    )


def _shop(asked: Asked) -> ShopView:
    card = asked.card
    return ShopView(
        name=card.shop_name,
        branch=card.branch_name,
        street=_street(asked),
        licence_name=card.licence_name,
        credit_code=card.credit_code,
        office=asked.words(card.office),
        phone=card.returns_phone,
        photo=PhotoView(path=addresses.photo_path(card.thumb)) if card.thumb else None,
    )


def _street(asked: Asked) -> str:
    card, region = asked.card, asked.words(asked.card.region)
    if asked.language == "en":
        return ", ".join(part for part in (card.street, region) if part)
    return address_zh(region, card.street)


def _standing(asked: Asked, reckoning: Reckoning, scheme: SchemeRules) -> StandingView:
    card = asked.card
    on = card.standing_on
    ended = card.standing in _ENDED
    return StandingView(
        name=card.standing,
        since=card.since if card.standing == Standing.ACTIVE else on,
        until={
            Standing.ACTIVE: card.valid_to,
            Standing.WITHDRAWN: on + _SIGN_DOWN,
            Standing.RECTIFYING: card.due_on,
            Standing.PUBLICISED: card.due_on,
        }.get(Standing(card.standing)),
        reason=asked.words(card.ground) if card.ground else "",
        kept_until=on if ended else None,
        kept_last_on=_kept_last_on(card, reckoning) if ended else None,
        next_on={
            Standing.SUSPENDED: card.due_on,
            Standing.LAPSED: months_after(on, scheme.renewal_months),
            Standing.REMOVED: again_on(Standing.REMOVED, on, card.ground.code if card.ground else "", scheme),
        }.get(Standing(card.standing)),
    )


def _kept_last_on(card: Card, reckoning: Reckoning) -> date | None:
    """The last day for a purchase of the promise's last day; None when there is none or all are over."""
    if card.returns is None:
        return None
    last_on = last_day(card.standing_on, card.returns.window_days, reckoning.calendar).last_on
    return last_on if last_on >= reckoning.today else None


def _returns(asked: Asked, terms: ReturnsPromise, reckoning: Reckoning) -> ReturnsView:
    """Reckoned for a purchase of today, or of the last day of the promise when it has ended."""
    in_force = asked.card.standing not in _ENDED
    bought_on = reckoning.today if in_force else asked.card.standing_on
    last = last_day(bought_on, terms.window_days, reckoning.calendar)
    return ReturnsView(
        window_days=terms.window_days,
        bought_on=bought_on,
        last_on=last.last_on,
        cells=day_ruler(bought_on, last.last_on),
        rolled_from=last.rolled_from,
        provisional=last.provisional,
        earlier=_earlier(asked.card, terms, reckoning) if in_force else (),
        goods=_joined(asked, terms.categories),
        bring=_joined(asked, terms.bring),
        condition=_joined(asked, terms.conditions, clauses=True),
        gifts=asked.words(terms.gifts),
        refund=_refund(asked, terms),
        freight=asked.words(terms.freight),
        where=asked.words(terms.cross_store),
        extra=terms.extra,
        exclusions=tuple(_exclusion(asked, one) for one in terms.exclusions),
    )


def _earlier(card: Card, terms: ReturnsPromise, reckoning: Reckoning) -> tuple[PurchaseDay, ...]:
    """Earlier purchases, but none from before the shop had promised anything."""
    start = card.since or terms.signed_on
    found = earlier_purchases(reckoning.today, terms.window_days, reckoning.calendar)
    return tuple(one for one in found if one.bought_on >= start)


def _refund(asked: Asked, terms: ReturnsPromise) -> str:
    method = asked.words(terms.refund_method)
    when = _REFUND_DAYS.get(terms.refund_days, _REFUND_LATER)
    return say(asked.language, when, {"days": terms.refund_days, "method": method})


def _joined(asked: Asked, items: Iterable[Words], *, clauses: bool = False) -> str:
    """Items in one line; with a heavier sign between them when one has a sign of its own, or is a whole clause."""
    found = [asked.words(item) for item in items]
    if asked.language == "zh":
        return ("；" if any("、" in one or "，" in one for one in found) else "、").join(found)
    later = [one[:1].lower() + one[1:] for one in found[1:]]
    return ("; " if clauses or any("," in one for one in found) else ", ").join(found[:1] + later)


def _exclusion(asked: Asked, one: Exclusion) -> ExclusionView:
    short, full = asked.words(one.short), asked.words(one.words)
    if asked.language == "en":
        short = short[:1].upper() + short[1:]
    return ExclusionView(code=one.code, words=short, detail=full if full != short else "")


def _assurances(asked: Asked, safe: SafePromise) -> tuple[AssuranceView, ...]:
    return tuple(
        AssuranceView(
            title=asked.words(one.words),
            summary=asked.words(one.line),
            clauses=tuple(asked.words(c.words) for c in safe.clauses if c.assurance == one.code),
        )
        for one in safe.assurances
    )
