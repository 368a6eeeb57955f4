"""Reads: what the owner sees before signing: the exact text, what it changes, where it falls short, what is signed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trustcode.commitments.queries.days import course_of
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.queries.versions import announced_on, counting, terms_of, versions
from trustcode.commitments.rules.checking import CheckRefusal
from trustcode.commitments.rules.comparing import Change, below, compare
from trustcode.commitments.rules.days import holding
from trustcode.commitments.rules.terms import CommitmentKind, CommitmentRefusal, Reach, SafeTerms, Terms
from trustcode.commitments.rules.text import Lists, PromiseText, Signer, returns_text, safe_text
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Fault, NotFound, Refusal
from trustcode.merchants.models import Merchant
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.storage.reading import Reader


def text_of(reader: Reader, merchant_id: str, terms: Terms, lists: Lists) -> PromiseText:
    """The exact text of terms as a unit would sign them; to be shown before signing. Raises NotFound."""
    return text_for(_unit(reader, merchant_id), terms, lists)


def text_for(unit: Merchant, terms: Terms, lists: Lists) -> PromiseText:
    """The exact text of terms as this unit signs them."""
    signer = Signer(unit.licence_name, f"{unit.shop_name}{unit.branch_name}", unit.credit_code)
    if isinstance(terms, SafeTerms):
        return safe_text(signer, terms, lists)
    return returns_text(signer, terms, lists)


def changes_of(
    reader: Reader, merchant_id: str, kind: CommitmentKind, terms: Terms, on: date, reach: Reach = Reach.UNIT
) -> tuple[Change, ...]:
    """What terms would change against the version that counts on a day; nothing where there is none yet."""
    now = counting(versions(reader, merchant_id, kind, reach), on)
    return () if now is None else compare(terms_of(now), terms)


def shortfalls(reader: Reader, merchant_id: str, terms: Terms, on: date) -> list[Fault]:
    """The fields in which a shop's own terms fall short of what is promised on a day for all shops of its licence."""
    if isinstance(terms, SafeTerms):
        return []
    held = holding(course_of(reader, merchant_id), on)
    fields = [c.field for version in held.enterprise if version.terms for c in below(version.terms, terms)]
    return [Fault(CommitmentRefusal.BELOW_ENTERPRISE, field) for field in dict.fromkeys(fields)]


@dataclass(frozen=True)
class Again:
    """A promise that would be signed again: the text of then, when it was signed, and the text of today."""

    terms: Terms
    before: PromiseText
    signed_on: date
    text: PromiseText


def again(reader: Reader, merchant_id: str, today: date) -> dict[CommitmentKind, Again]:
    """What a renewal signs: each promise of the unit's own that counts and of which no change is announced.

    The terms stay; the wording is that of today's lists. A promise whose terms are no longer on the lists cannot be
    signed as it is: Refusal TERMS_GONE. Raises NotFound for no such unit.
    """
    unit, lists, found = _unit(reader, merchant_id), lists_on(reader, today), {}
    for kind in CommitmentKind:
        rows = versions(reader, merchant_id, kind, Reach.UNIT)
        now = counting(rows, today)
        if now is None or announced_on(rows, today) is not None:
            continue
        terms = terms_of(now)
        try:
            text = text_for(unit, terms, lists)
        except KeyError:
            raise Refusal(CheckRefusal.TERMS_GONE) from None
        found[kind] = Again(terms, PromiseText.unpack(now.text), civil_day(now.signed_at), text)
    return found


def _unit(reader: Reader, merchant_id: str) -> Merchant:
    unit = reader.get(Merchant, merchant_id)
    if unit is None:
        raise NotFound(MerchantRefusal.NO_SUCH_MERCHANT)
    return unit
