"""The door of the merchant: its blueprint, with all its pages."""

from __future__ import annotations

from trustcode.doors.desk import codes, follow, home, months, people, photos, self_check, signing, steps
from trustcode.doors.desk.entrance import blueprint

PAGES = (home, months, steps, photos, signing, follow, codes, self_check, people)
"""Modules that add pages by being imported."""

__all__ = ["PAGES", "blueprint"]
