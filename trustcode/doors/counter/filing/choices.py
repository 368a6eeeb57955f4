"""What can be chosen on the pages of a filing, in the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue
from trustcode.complaints.rules.words import PaperKind, Wish
from trustcode.doors.counter.filing.steps import BOTH, COMPLAINT, NO, REPORT, YES, Step
from trustcode.doors.counter.places import region_groups
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language, the_moment
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.moments import civil_day
from trustcode.regions.queries import places
from trustcode.storage.reading import Reader

Pairs = list[tuple[str, str]]

KINDS = (
    (
        COMPLAINT,
        N_("A complaint: it is my own dispute"),
        N_("The shop or the office helps to settle it. Your name and mobile are needed."),
    ),
    (
        REPORT,
        N_("A report: I know of something unlawful"),
        N_("The office checks it. The shop does not learn who reports; you may leave your name out."),
    ),
    (BOTH, N_("Both"), N_("They are handled apart, each with a number of its own.")),
)
PUBLISH = (
    (YES, N_("Yes, it may be published")),
    (NO, N_("No, do not publish it")),
)
DELEGATE = (
    (YES, N_("Yes, they may")),
    (NO, N_("No, the office itself")),
)


def offered(reader: Reader, step: Step) -> Mapping[str, Any]:
    """What the page of a step needs to choose from."""
    today = civil_day(the_moment())
    if step is Step.SHOP:
        return {"regions": region_groups(places(reader, today))}
    if step is Step.KIND:
        return {"kinds": _said(KINDS)}
    if step is Step.STORY:
        return {"categories": _categories(reader), "problems": _problems(reader)}
    if step is Step.DETAILS:
        return {"wishes": [(wish.value, label(the_language(), wish), "") for wish in Wish]}
    if step is Step.PERSON:
        return {"papers": [(paper.value, label(the_language(), paper)) for paper in PaperKind]}
    if step is Step.CHECK:
        publish = [(value, translate(said), "") for value, said in PUBLISH]
        return {"publish": publish, "delegate": [(value, translate(said), "") for value, said in DELEGATE]}
    return {}


def _categories(reader: Reader) -> list[tuple[str, Pairs]]:
    """Goods first, then services, each under its heading."""
    goods, services = translate(N_("Goods")), translate(N_("Services"))
    return [
        (goods, _terms(reader, Catalogue.GOODS_CATEGORY)),
        (services, _terms(reader, Catalogue.SERVICE_CATEGORY)),
    ]


def _problems(reader: Reader) -> Pairs:
    return _terms(reader, Catalogue.PROBLEM_CATEGORY)


def _terms(reader: Reader, which: Catalogue) -> Pairs:
    found = catalogues(reader, civil_day(the_moment()))[which]
    return [(code, words.words(the_language())) for code, words in found.items()]


def _said(options: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str, str]]:
    return [(value, translate(said), translate(note)) for value, said, note in options]
