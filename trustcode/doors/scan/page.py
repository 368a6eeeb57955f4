"""Pure: a card, a language and a moment become what the templates are given. No clock, no database, no request."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from trustcode.doors.scan import addresses
from trustcode.doors.scan.asked import Asked, House
from trustcode.doors.scan.complaints import complaints_view
from trustcode.doors.scan.reckoning import Reckoning
from trustcode.doors.scan.records import record_view
from trustcode.doors.scan.structured import structured_data
from trustcode.doors.scan.terms import change_view, earlier, kept_last_on, pause_view, returns_view
from trustcode.doors.scan.views.page import CodeView, PhotoView, ScanView, ShopView, StandingView
from trustcode.doors.scan.views.promise import AssuranceView, ReturnsView
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.pages import render
from trustcode.kernel.scheme import SchemeRules
from trustcode.kernel.territory import address_zh
from trustcode.merchants.rules.standing import IN_FORCE, Standing
from trustcode.merchants.rules.terms import again_on, months_after
from trustcode.projections.scan_card.card import Print, SafePromise

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


def page_html(asked: Asked, reckoning: Reckoning, house: House) -> str:
    """The finished page of a card in a public standing: by a valid print, by a revoked one, or by search."""
    if asked.print is not None and asked.print.revoked_on is not None:
        return render("scan/revoked.html", asked.language, view=revoked_view(asked, asked.print, reckoning, house))
    template = "scan/card.html" if asked.print else "scan/merchant.html"
    return render(template, asked.language, view=scan_view(asked, reckoning, house))


def scan_view(asked: Asked, reckoning: Reckoning, house: House) -> ScanView:
    """Everything on the page of a shop."""
    card, serial = asked.card, asked.print.serial if asked.print else 0
    in_force, safe = card.standing in IN_FORCE, card.safe_on(reckoning.today)
    record = record_view(asked, reckoning.today, house.scheme.few_requests)

    def counter(what: str) -> str:
        return asked.to(addresses.counter_path(what, merchant_id=card.merchant_id, serial=serial))

    return ScanView(
        shop=_shop(asked),
        standing=_standing(asked, reckoning, house.scheme),
        checked_at=reckoning.checked_at,
        domain=house.host,
        own_path=asked.to(asked.path),
        language_path=addresses.in_language(addresses.OTHER[asked.language], asked.path),
        returns=_returns(asked, reckoning),
        assurances=assurance_views(asked, safe) if safe else (),
        signed_on=safe.signed_on if safe else None,
        extra=safe.extra if safe else "",
        scanned=asked.print is not None,
        short_code=asked.print.short_code if asked.print else "",
        complaint_path=counter("complaint"),
        follow_path=asked.to("/counter/complaints"),
        wrong_shop_path=counter("wrong-shop") if asked.print else "",
        report_path=counter("sign") if card.standing in _ENDED or card.standing == Standing.CLOSED else "",
        objection_path=counter("objection") if card.standing == Standing.PUBLICISED else "",
        confirm_path=_confirm_path(asked),
        on_path=asked.to(addresses.on_path(card.merchant_id)) if card.since else "",
        pause=pause_view(card, reckoning) if in_force else None,
        change=change_view(asked, reckoning) if in_force else None,
        record=record,
        clauses_path=asked.to(addresses.clauses_path(card.merchant_id)),
        record_path=asked.to(addresses.record_path(card.merchant_id)) if record.rows else "",
        complaints=complaints_view(asked, reckoning.today, house.scheme, record.requests),
        demo=house.is_demo,
        structured_data=structured_data(card, asked.language, house.public_url, reckoning.today) if in_force else None,
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
        kept_last_on=kept_last_on(card, on, reckoning) if ended and card.returns else None,
        next_on={
            Standing.SUSPENDED: card.due_on,
            Standing.LAPSED: months_after(on, scheme.renewal_months),
            Standing.REMOVED: again_on(Standing.REMOVED, on, card.ground.code if card.ground else "", scheme),
        }.get(Standing(card.standing)),
    )


def _returns(asked: Asked, reckoning: Reckoning) -> ReturnsView | None:
    """Reckoned for a purchase of today, or of the last day of the promise when the unit is not in force any more."""
    card = asked.card
    if card.standing in _ENDED:
        return returns_view(asked, card.returns, card.standing_on, reckoning) if card.returns else None
    terms = card.returns_on(reckoning.today)
    if terms is None:
        return None
    return replace(returns_view(asked, terms, reckoning.today, reckoning), earlier=earlier(card, terms, reckoning))


def _confirm_path(asked: Asked) -> str:
    """Where a shopper confirms a return with the digits on the shop's screen; without a print of its own in the link."""
    card = asked.card
    if card.standing == Standing.PUBLICISED or (card.returns is None and not card.record):
        return ""
    return asked.to(addresses.counter_path("returns", merchant_id=card.merchant_id))


def assurance_views(asked: Asked, safe: SafePromise) -> tuple[AssuranceView, ...]:
    """The five assurances with their clauses, in the language of the page."""
    return tuple(
        AssuranceView(
            title=asked.words(one.words),
            summary=asked.words(one.line),
            clauses=tuple(asked.words(c.words) for c in safe.clauses if c.assurance == one.code),
        )
        for one in safe.assurances
    )
