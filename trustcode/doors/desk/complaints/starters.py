"""Beginnings of an answer. Each has blanks (____) that the shop fills in; one that keeps a blank is not taken."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.complaints.queries.sheets import ComplaintSheet
from trustcode.complaints.rules.words import Wish
from trustcode.doors.lobby.office import translate
from trustcode.doors.lobby.present import the_language
from trustcode.doors.wording.msgids import N_, Word, say_word, word


@dataclass(frozen=True)
class Starter:
    """A beginning: what it is called, its text, and which wishes it answers."""

    code: str
    label: Word
    text: str
    fits: frozenset[Wish] = frozenset()


STARTERS = (
    Starter(
        "refund",
        word("starter", "Pay back"),
        N_(
            "We will pay the money back. Bring the goods and the receipt to the shop by ____; we pay ____ yuan back the way you paid."
        ),
        frozenset({Wish.REFUND, Wish.RETURN}),
    ),
    Starter(
        "replace",
        word("starter", "Exchange"),
        N_("We will give you another one. Bring this one to the shop by ____; we have the new one ready on ____."),
        frozenset({Wish.REPLACE}),
    ),
    Starter(
        "repair",
        word("starter", "Repair"),
        N_("We will repair it, or do the work again, at no cost to you. Bring it by ____; it is ready on ____."),
        frozenset({Wish.REPAIR, Wish.REDO}),
    ),
    Starter(
        "part",
        word("starter", "Make up for it"),
        N_("You keep what you bought, and we make up for it: ____ (yuan or goods), by ____."),
        frozenset({Wish.MAKE_UP, Wish.DAMAGES}),
    ),
    Starter(
        "look",
        word("starter", "See it first"),
        N_(
            "We would like to see it first. Come to the shop on ____, or send us a photo of ____; you hear from us on the same day."
        ),
    ),
    Starter(
        "cannot",
        word("starter", "Why not"),
        N_("We cannot do what you ask, because ____. What we can do is ____."),
    ),
)
"""In the order of the page; those that answer what is wanted come first."""


@dataclass(frozen=True)
class StarterChoice:
    """A beginning to choose from."""

    code: str
    label: str
    is_chosen: bool


def starter_choices(one: ComplaintSheet, chosen: str) -> tuple[StarterChoice, ...]:
    """Every beginning, those that fit the wishes first."""
    ordered = sorted(STARTERS, key=lambda starter: not starter.fits & set(one.wishes))
    return tuple(
        StarterChoice(starter.code, say_word(the_language(), starter.label), starter.code == chosen)
        for starter in ordered
    )


def starter_text(code: str) -> str:
    """The words of a beginning in the visitor's language; empty for none."""
    found = next((starter for starter in STARTERS if starter.code == code), None)
    return translate(found.text) if found else ""
