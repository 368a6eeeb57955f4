"""Receipt numbers: only a keyed hash of the tidied text is ever kept."""

from __future__ import annotations

import re
import unicodedata

LONGEST_RECEIPT = 60
"""Characters of a receipt number as typed or read by a camera."""

_NOTHING = re.compile(r"[\s\-‐-―−_]+")


def tidied_receipt(text: str) -> str:
    """A receipt number as it is compared: NFKC, upper case, without blanks and hyphens; empty for none."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", text)).upper()


def receipt_purpose(merchant_id: str) -> str:
    """What the keyed hash is bound to, so that the same number in two shops tells nothing."""
    return f"receipt:{merchant_id}"
