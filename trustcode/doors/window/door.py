"""The door of programs that read: its blueprint, with all its addresses."""

from __future__ import annotations

from trustcode.doors.window import clocks, description, files, matters, merchants, moderation, pages
from trustcode.doors.window.entrance import blueprint

PAGES = (clocks, description, files, matters, merchants, moderation, pages)
"""Modules that add addresses by being imported."""

__all__ = ["PAGES", "blueprint"]
