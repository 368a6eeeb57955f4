"""The matter that a number and its secret open together, on a page or for a program. Wrong ones are all alike."""

from __future__ import annotations

from trustcode.complaints.queries.sheets import ComplaintSheet, OwnReport, own_matter
from trustcode.complaints.rules.numbers import number_holds
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.kernel.refusals import NotFound
from trustcode.storage.reading import Reader

LONGEST_SECRET = 80
"""Characters of a secret as it may be typed, with blanks."""

READS = "240 per minute"
"""How often one source may look; many share an address."""


def opened(reader: Reader, number: str, secret: str) -> ComplaintSheet | OwnReport:
    """The matter of a number and a secret. Raises NotFound, which is the same answer for every wrong pair."""
    if not number_holds(number) or len(secret) > LONGEST_SECRET:
        raise NotFound(ComplaintRefusal.NO_SUCH_MATTER)
    return own_matter(reader, number, secret)
