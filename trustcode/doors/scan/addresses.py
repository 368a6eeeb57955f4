"""Addresses that the shopper's pages lead to. A language is the prefix alone; `/en` is English, none is Chinese."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

_PREFIXES = {"zh": "", "en": "/en"}
OTHER = {"zh": "en", "en": "zh"}
"""The other language of a page."""


def in_language(language: str, path: str) -> str:
    """A path of ours in a language."""
    return _PREFIXES[language] + path


def code_path(token: str) -> str:
    """The page of a code, in Chinese."""
    return f"/{token}"


def shop_path(merchant_id: str) -> str:
    """The same facts without a code, in Chinese."""
    return f"/m/{merchant_id}"


def on_path(merchant_id: str, day: date | None = None, **asked: str) -> str:
    """What a shop promised on a day of purchase, or the form that asks for the day, in Chinese."""
    path = f"/m/{merchant_id}/on/{day.isoformat()}" if day else f"/m/{merchant_id}/on"
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{query}" if query else path


def record_path(merchant_id: str) -> str:
    """The returns of a shop month by month, in Chinese."""
    return f"/m/{merchant_id}/returns"


def clauses_path(merchant_id: str) -> str:
    """The five assurances of a shop clause by clause, in Chinese."""
    return f"/m/{merchant_id}/clauses"


def results_path(merchant_id: str, page: int = 1) -> str:
    """All published results of a shop, in Chinese."""
    return f"/m/{merchant_id}/complaints" + (f"?page={page}" if page > 1 else "")


def moderation_path(page: int = 1) -> str:
    """What was taken out of sight, corrected or kept back, in Chinese."""
    return "/moderation" + (f"?page={page}" if page > 1 else "")


def photo_path(digest: str) -> str:
    """A door photo at thumb size; the same in both languages, since it holds no words of ours."""
    return f"/photo/{digest}"


def search_path(**asked: str) -> str:
    """A page of results, in Chinese; empty values are left out."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"/search?{query}" if query else "/search"


def counter_path(what: str, *, merchant_id: str = "", serial: int = 0) -> str:
    """A form of the counter about a shop, and about one of its prints if `serial` is given, in Chinese.

    `what`: `wrong-shop` (this is not the shop I am in), `sign` (one that should be gone), `objection`, `false-code`, `returns`
    (the code of a return, typed in), `complaint`.
    """
    about = urlencode({name: value for name, value in (("shop", merchant_id), ("print", serial)) if value})
    return f"/counter/{what}?{about}" if about else f"/counter/{what}"
