"""The door of the consumer without an account: its blueprint, with all its pages."""

from __future__ import annotations

from trustcode.doors.counter import objections, reports, returns
from trustcode.doors.counter.entrance import blueprint

PAGES = (reports, objections, returns)
"""Modules that add pages by being imported."""

__all__ = ["PAGES", "blueprint"]
