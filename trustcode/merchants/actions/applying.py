"""What a business does itself: begin, describe itself, submit, take back, leave, come again."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from trustcode.calendars.queries import calendar
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.canonical import canonical
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import NotFound, Refusal
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.actions.moving import act_alone, locked, move, overtake, propose
from trustcode.merchants.entries import MerchantBegun, MerchantDescribed
from trustcode.merchants.models import Draft, Merchant
from trustcode.merchants.rules import authority
from trustcode.merchants.rules.naming import skeleton
from trustcode.merchants.rules.profile import Profile
from trustcode.merchants.rules.purposes import CONTACT_NAME, CONTACT_PHONE, DRAFT
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.merchants.rules.standing import LIVE, Act, Standing, arrow_for
from trustcode.merchants.rules.terms import again_on, moved_on, renewable_until
from trustcode.printing.coverage import drawable
from trustcode.record.jotting import Jotter
from trustcode.record.pen import Pen
from trustcode.storage.vault import Vault

_NUMBERS = 2**32 - 1


def begin(pen: Pen, *, origin: str = "sign_up") -> str:
    """Open an application; returns the id of the new unit. Who may act for it is the people room's business."""
    merchant = Merchant(
        id=new_id(), number=_fresh_number(pen), standing=Standing.DRAFT, standing_at=pen.at, origin=origin
    )
    pen.add(merchant)
    pen.note(MerchantBegun(subject=merchant.id, origin=origin))
    return merchant.id


def save_draft(jotter: Jotter, *, merchant_id: str, typed: Mapping[str, Any]) -> None:
    """Keep what was typed so far, whole or unfinished, right or wrong."""
    sealed = jotter.vault.seal(DRAFT, json.dumps(typed, ensure_ascii=False))
    jotter.ensure(Draft, merchant_id=merchant_id, typed=sealed, saved_at=jotter.at)
    draft = jotter.lock(Draft, merchant_id)
    if draft is not None:
        draft.typed, draft.saved_at = sealed, jotter.at


def submit(pen: Pen, *, merchant_id: str, profile: Profile, scheme: SchemeRules) -> Merchant:
    """Hand the application in, first or corrected (T1). Raises NotAllowed, NotFound or Refusal."""
    merchant = locked(pen, merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    act = Act.RESUBMIT if merchant.standing is Standing.CORRECTING else Act.SUBMIT
    arrow = arrow_for(merchant.standing, act)
    authority.require_first(pen.actor, arrow, merchant.id, merchant.region_code)
    _require_drawable(profile)
    _require_single(pen, merchant, profile)
    overtake(pen, merchant.id)
    describe(pen, merchant, profile)
    merchant.submitted_at = pen.at
    move(pen, merchant, arrow, due_on=moved_on(arrow.target, civil_day(pen.at), calendar(pen), scheme))
    return merchant


def describe(pen: Pen, merchant: Merchant, profile: Profile) -> None:
    """Take over a checked profile; the entry holds only a hash and what is public."""
    fill_in(pen, merchant, profile)
    pen.note(
        MerchantDescribed(
            subject=merchant.id,
            profile_hash=hash_of(pen.vault, profile),
            region_code=profile.region_code,
            unit_kind=profile.unit_kind,
        )
    )


def fill_in(pen: Pen, merchant: Merchant, profile: Profile) -> None:
    """Write a checked profile into a row; contacts are sealed."""
    merchant.credit_code = profile.credit_code.code
    for name in ("licence_name", "shop_name", "branch_name", "unit_kind", "industry", "region_code", "street"):
        setattr(merchant, name, getattr(profile, name))
    merchant.established_on = profile.established_on
    merchant.contact_name = pen.vault.seal(CONTACT_NAME, profile.contact_name)
    merchant.contact_phone = pen.vault.seal(CONTACT_PHONE, profile.contact_phone)
    merchant.contact_phone_index = pen.vault.index(CONTACT_PHONE, profile.contact_phone)
    merchant.returns_phone = profile.returns_phone
    merchant.latitude_e6, merchant.longitude_e6 = profile.position or (None, None)
    merchant.photo, merchant.thumb = profile.photo, profile.thumb
    merchant.skeleton = skeleton(profile.shop_name + profile.branch_name)[:80]


def recall(pen: Pen, *, merchant_id: str) -> None:
    """The applicant takes the application back; the draft stays."""
    act_alone(pen, merchant_id=merchant_id, act=Act.RECALL)


def withdraw(pen: Pen, *, merchant_id: str) -> None:
    """The unit leaves the scheme at once (T14); what was sold before keeps its promise."""
    act_alone(pen, merchant_id=merchant_id, act=Act.WITHDRAW)


def renew(pen: Pen, *, merchant_id: str, scheme: SchemeRules) -> str:
    """Ask for a further validity, before it ends or after (T13); an officer confirms. Returns the proposal's id.

    A unit that must correct something renews after it has: its validity does not end meanwhile (T12 begins from
    active alone), and what is to be put right comes first. Raises Refusal RENEWAL_NOT_YET with the day from which it
    is possible, TOO_LATE after the last day for it (then it is a new application), NotAllowed, NotFound.
    """
    return propose(pen, merchant_id=merchant_id, act=Act.RENEW, scheme=scheme)


def reapply(pen: Pen, *, merchant_id: str, scheme: SchemeRules) -> None:
    """Begin anew: after removal (T16) once the waiting time is over, after withdrawal or closure (T17) at once,
    after expiry (T13) once renewal in short form is no longer possible.

    Raises Refusal COOLING or NOT_YET with the day, NotAllowed, NotFound.
    """
    merchant = locked(pen, merchant_id)
    authority.require_sight(pen.actor, merchant.id, merchant.region_code)
    today, since = civil_day(pen.at), civil_day(merchant.standing_at)
    waiting = again_on(merchant.standing, since, merchant.ground, scheme)
    if waiting and today < waiting:
        raise Refusal(MerchantRefusal.COOLING, "", until=waiting)
    renewable = renewable_until(since, scheme)
    if merchant.standing is Standing.LAPSED and today <= renewable:
        raise Refusal(MerchantRefusal.NOT_YET, "", until=renewable)
    act_alone(pen, merchant_id=merchant_id, act=Act.REAPPLY)


def require_owner(actor: Actor, merchant_id: str) -> None:
    """Whether this is the business's own owner. Raises NotFound."""
    if actor.role is not Role.OWNER or actor.scope != merchant_id:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)


def _fresh_number(pen: Pen) -> int:
    while True:
        number = secrets.randbelow(_NUMBERS) + 1
        if pen.one(select(Merchant.id).where(Merchant.number == number)) is None:
            return number


def _require_drawable(profile: Profile) -> None:
    for name in ("licence_name", "shop_name", "branch_name"):
        missing = drawable(getattr(profile, name))
        if missing:
            raise Refusal(MerchantRefusal.NOT_DRAWABLE, name, characters="".join(missing))


def _require_single(pen: Pen, merchant: Merchant, profile: Profile) -> None:
    """One shop, one application: the same licence, name and street twice is a slip (several shops of one are not)."""
    waiting = (Standing.SUBMITTED, Standing.CORRECTING, Standing.REVIEWED, Standing.PUBLICISED, Standing.LAPSED)
    twin = pen.all(
        select(Merchant.id)
        .where(Merchant.credit_code == profile.credit_code.code, Merchant.street == profile.street)
        .where(Merchant.shop_name == profile.shop_name, Merchant.branch_name == profile.branch_name)
        .where(Merchant.id != merchant.id, Merchant.standing.in_((*waiting, *LIVE)))
        .limit(1)
    )
    if twin:
        raise Refusal(MerchantRefusal.SAME_SHOP_TWICE, "credit_code")


def hash_of(vault: Vault, profile: Profile) -> str:
    """A keyed hash in hex over the whole profile; what the record keeps of it.

    Without the key of the vault nobody can try telephone numbers against it.
    """
    plain = {name: getattr(profile, name) for name in profile.__dataclass_fields__ if name != "credit_code"}
    return vault.index("merchant.profile", canonical({**plain, "credit_code": profile.credit_code.code}).decode()).hex()
