"""A draft held against the rules, step by step; and the whole pledge, once nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trustcode.catalogues.rules import Catalogue
from trustcode.commitments.actions.signing import Pledge, may_promise_returns
from trustcode.commitments.queries.promises import lists_on, term_choices
from trustcode.commitments.rules.terms import (
    CommitmentRefusal,
    extra_faults,
    read_return_terms,
    read_safe_terms,
    return_faults,
)
from trustcode.commitments.rules.text import Lists
from trustcode.doors.desk.drafts import Draft, Step
from trustcode.doors.desk.fields import fields_of, offers_returns
from trustcode.kernel.refusals import Fault, refuse_if_any
from trustcode.kernel.scheme import SchemeRules
from trustcode.merchants.rules.profile import Choices, faults_of, read_profile
from trustcode.merchants.rules.refusals import MerchantRefusal
from trustcode.printing.coverage import drawable
from trustcode.regions.queries import places
from trustcode.regions.rules import LOCAL, Place
from trustcode.storage.reading import Reader

_PRINTED = ("licence_name", "shop_name", "branch_name")


@dataclass(frozen=True)
class Measures:
    """What a draft is held against on a day: the lists, the regions, the numbers of the scheme."""

    lists: Lists
    regions: Mapping[str, Place]
    scheme: SchemeRules
    today: date

    @property
    def choices(self) -> Choices:
        """Codes that a profile may choose."""
        local = [code for code, place in self.regions.items() if place.kind in LOCAL]
        return Choices(self.lists[Catalogue.UNIT_KIND], self.lists[Catalogue.INDUSTRY], local)


def measures(reader: Reader, today: date, scheme: SchemeRules) -> Measures:
    """What counts on a day."""
    return Measures(lists_on(reader, today), places(reader, today), scheme, today)


def faults_in(step: Step, draft: Draft, by: Measures) -> list[Fault]:
    """What is wrong in one step."""
    if step is Step.SAFETY:
        return extra_faults(draft.first("safe_extra"), "safe_extra")
    if step is Step.RETURNS:
        return _returns_faults(draft, by)
    named = fields_of(step)
    found = faults_of(draft.single(), by.choices, by.today)
    told = {fault.where for fault in found}
    undrawable = (f for f in _undrawable(draft) if f.where in named and f.where not in told)
    return [*(f for f in found if f.where in named), *undrawable]


def wrong_steps(draft: Draft, by: Measures) -> tuple[Step, ...]:
    """The steps in which something is wrong or missing, in their order."""
    return tuple(step for step in Step if step is not Step.SIGN and faults_in(step, draft, by))


def knows_trade(draft: Draft, by: Measures) -> bool:
    """Whether kind and trade are chosen, on which it depends what is asked later."""
    kind, industry = draft.first("unit_kind"), draft.first("industry")
    return kind in by.lists[Catalogue.UNIT_KIND] and industry in by.lists[Catalogue.INDUSTRY]


def is_asked(step: Step, draft: Draft, by: Measures) -> bool:
    """Whether a step concerns this kind of business: returns are for those who sell goods over a counter."""
    if step is not Step.RETURNS:
        return True
    return may_promise_returns(by.lists, draft.first("unit_kind"), draft.first("industry"))


def pledge_of(draft: Draft, by: Measures) -> Pledge:
    """Everything that will be signed. Raises one Refusal with every fault of every step."""
    refuse_if_any(fault for step in Step if step is not Step.SIGN for fault in faults_in(step, draft, by))
    promises = is_asked(Step.RETURNS, draft, by) and offers_returns(draft)
    return Pledge(
        read_profile(draft.single(), by.choices, by.today),
        read_safe_terms(draft.typed),
        read_return_terms(draft.typed, term_choices(by.lists), by.scheme) if promises else None,
    )


def _returns_faults(draft: Draft, by: Measures) -> list[Fault]:
    if not is_asked(Step.RETURNS, draft, by) or draft.first("offers_returns") == "no":
        return []
    if not offers_returns(draft):
        return [Fault(CommitmentRefusal.CHOOSE_ONE, "offers_returns")]
    return return_faults(draft.typed, term_choices(by.lists), by.scheme)


def _undrawable(draft: Draft) -> Iterable[Fault]:
    for name in _PRINTED:
        characters = drawable(draft.first(name))
        if characters:
            yield Fault(MerchantRefusal.NOT_DRAWABLE, name, {"characters": "".join(characters)})
