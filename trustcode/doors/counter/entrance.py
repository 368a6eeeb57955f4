"""The blueprint of the counter. Anyone may come; every address says what it is for and how often one source may use it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("counter", __name__, url_prefix="/counter")

TELL = "file a complaint or fake-sticker report"
"""The row of the permission table for what a shopper tells us."""
ANSWER = "confirm or dispute a return"
"""The row for what a shopper says of an entry in a shop's ledger."""
