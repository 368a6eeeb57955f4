"""The door of the merchant: its blueprint, with all its pages."""

from __future__ import annotations

from trustcode.doors.desk import (
    amending,
    codes,
    follow,
    home,
    months,
    notices,
    people,
    photos,
    promises,
    renewal,
    self_check,
    signing,
    steps,
)
from trustcode.doors.desk.complaints import answering, membership, objecting
from trustcode.doors.desk.complaints import listing as complaint_list
from trustcode.doors.desk.complaints import page as complaint_page
from trustcode.doors.desk.entrance import blueprint
from trustcode.doors.desk.ledger import corrections, entry_form, entry_page, files, listing, seen, sheets, slip

PAGES = (home, months, steps, photos, signing, follow, codes, self_check, people, notices, renewal)
"""Modules that add pages by being imported."""
LEDGER = (entry_form, entry_page, slip, listing, corrections, files, sheets, seen)
"""The same for the returns ledger; `seen` notes on every page of the desk by which device it was opened."""
PROMISES = (amending, promises)
"""Those of the promises."""
COMPLAINTS = (complaint_list, complaint_page, answering, membership, objecting)
"""Those of complaints."""

__all__ = ["COMPLAINTS", "LEDGER", "PAGES", "PROMISES", "blueprint"]
