"""The front page and the lists of a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Choice(NamedTuple):
    """An option of a filter: value in the address, and its label."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Query:
    """What was asked for, as typed."""

    words: str = ""
    region: str = ""
    kind: str = ""
    returns: bool = False


@dataclass(frozen=True, kw_only=True)
class Found:
    """One shop in a list: `note` says the window or why there is none."""

    name: str
    branch: str
    street: str
    standing: str
    path: str
    note: str = ""
    window_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class HomeView:
    """The front page. `short_code` and `short_code_error` come back when a code could not be read."""

    regions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    search_path: str
    lookup_path: str
    sign_up_path: str
    sample_path: str = ""
    short_code: str = ""
    short_code_error: str = ""


@dataclass(frozen=True, kw_only=True)
class SearchView:
    """A page of results; `total` counts all of them."""

    query: Query
    regions: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    search_path: str
    results: tuple[Found, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    before_path: str = ""
    after_path: str = ""
    asked: bool = True
