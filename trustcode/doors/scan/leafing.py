"""Pure: which part of a long list a page shows."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_DIGITS = 5


@dataclass(frozen=True)
class Leaf:
    """One page of a list: its number and how many there are; `before` and `after` are 0 where there is none."""

    total: int
    page: int
    pages: int
    skip: int

    @property
    def before(self) -> int:
        """The page before, or 0."""
        return self.page - 1

    @property
    def after(self) -> int:
        """The page after, or 0."""
        return self.page + 1 if self.page < self.pages else 0


def leaf(number: int, total: int, a_page: int) -> Leaf:
    """The page asked for; beyond the last it is the last."""
    pages = max(1, -(-total // a_page))
    page = min(max(1, number), pages)
    return Leaf(total, page, pages, (page - 1) * a_page)


def page_number(text: str) -> int:
    """A page as typed into an address; what is none is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 1
