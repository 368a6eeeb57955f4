"""The door of the consumer without an account: its blueprint, with all its pages."""

from __future__ import annotations

from trustcode.doors.counter import objections, reports, returns
from trustcode.doors.counter.entrance import blueprint
from trustcode.doors.counter.filing import beginning, receipts, walking
from trustcode.doors.counter.following import matter, opening

PAGES = (reports, objections, returns, beginning, walking, receipts, opening, matter)
"""Modules that add pages by being imported."""

__all__ = ["PAGES", "blueprint"]
