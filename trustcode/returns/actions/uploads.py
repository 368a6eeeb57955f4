"""Acts on work in hand: a file that was sent in waits, sealed, until somebody has looked at what it says."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, update

from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import Moment
from trustcode.people.rules.permissions import require
from trustcode.record.jotting import Jotter
from trustcode.returns.models import LedgerUpload
from trustcode.storage.reading import Reader

KEPT = timedelta(days=1)
"""How long a file waits."""
LONGEST_NAME = 100

_PURPOSE = "ledger_upload.content"


def keep(jotter: Jotter, *, actor: Actor, merchant_id: str, name: str, content: bytes) -> str:
    """Keep the file of a unit in place of an earlier one, and forget all that waited too long; returns its SHA-256.

    Of two at once the later one stays, and neither fails.
    """
    require(actor, "add return record", merchant_id=merchant_id)
    jotter.change(delete(LedgerUpload).where(LedgerUpload.sent_at < jotter.at - KEPT))
    digest = sha256(content).hexdigest()
    packed = b64encode(zlib.compress(content, 1)).decode()
    values = {
        "digest": digest,
        "name": name[:LONGEST_NAME],
        "content": jotter.vault.seal(_PURPOSE, packed),
        "sent_by": actor.person_id,
        "sent_at": jotter.at,
    }
    jotter.ensure(LedgerUpload, merchant_id=merchant_id, **values)
    jotter.change(update(LedgerUpload).where(LedgerUpload.merchant_id == merchant_id).values(**values))
    return digest


def forget(jotter: Jotter, *, merchant_id: str) -> None:
    """The file of a unit is needed no more."""
    jotter.change(delete(LedgerUpload).where(LedgerUpload.merchant_id == merchant_id))


def waiting(reader: Reader, merchant_id: str, digest: str, at: Moment) -> tuple[str, bytes] | None:
    """Name and content of the file that waits, if it is the one meant and has not waited too long."""
    row = reader.get(LedgerUpload, merchant_id)
    if row is None or row.digest != digest or row.sent_at < at - KEPT:
        return None
    return row.name, zlib.decompress(b64decode(reader.vault.open(_PURPOSE, row.content)))
