"""What a page is about, and what it needs to know of this installation."""

from __future__ import annotations

from dataclasses import dataclass

from trustcode.doors.scan import addresses
from trustcode.kernel.scheme import SchemeRules
from trustcode.projections.scan_card.card import Card, Print, Words


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
