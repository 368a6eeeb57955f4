"""What somebody has typed and not sent yet. The key is in a cookie of their device; we keep its hash and sealed words."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from flask import request
from werkzeug.wrappers import Response

from trustcode.complaints.actions.drafts import keep_draft, throw_away
from trustcode.complaints.queries.drafts import draft_of, key_hash
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.words import Source, Wish
from trustcode.doors.lobby.present import open_jotter, open_reader, the_moment, the_office
from trustcode.kernel.identifiers import new_id
from trustcode.kernel.refusals import Refusal
from trustcode.returns.queries.ledger import LedgerEntry
from trustcode.settings import Settings
from trustcode.storage.blobs import Blobs
from trustcode.storage.reading import Reader

RECEIPT_SHOWN = timedelta(hours=1)
"""How long the receipt can be seen again on the device that sent the filing."""

MOST_KEPT = 20_000
"""Characters of one answer that are kept: ten times what may be filed. The page shows all of what was sent."""

_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True)
class Draft:
    """A filing in the making. `typed` is as typed, by field; `photos` are (photo, thumbnail) by their hashes.

    `proved` is the number that a code has proved, `shown` the digits of a demonstration; `sent_at`, in ISO form, makes
    it a receipt: then nothing of what was typed is left but the key of the form.
    """

    key: str = field(default_factory=new_id)
    merchant_id: str = ""
    serial: int = 0
    source: Source = Source.SEARCH
    return_id: str = ""
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seen: Sequence[str] = ()
    photos: Sequence[Sequence[str]] = ()
    proved: str = ""
    shown: str = ""
    sent_at: str = ""

    def first(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return (self.typed.get(name) or ("",))[0]

    def with_step(self, step: str, typed: Mapping[str, Sequence[str]]) -> Draft:
        """The same after a step was sent."""
        return replace(self, typed={**self.typed, **typed}, seen=tuple(dict.fromkeys([*self.seen, step])))

    def to_keep(self) -> Draft:
        """The same with no answer longer than is kept."""
        return replace(self, typed={name: [one[:MOST_KEPT] for one in values] for name, values in self.typed.items()})

    def is_cut(self) -> bool:
        """Whether an answer is longer than is kept."""
        return any(len(one) > MOST_KEPT for values in self.typed.values() for one in values)

    def as_receipt(self, at: datetime) -> Draft:
        """What is left of it once it was sent."""
        return Draft(key=self.key, sent_at=at.isoformat())


def draft_of_refusal(one: LedgerEntry) -> Draft:
    """A draft about a refused return, with goods, price and days as the shop logged them; all of it can be changed."""
    line = one.line
    typed = {
        "category": [line.category],
        "problem": ["after_sales"],
        "wishes": [Wish.RETURN.value],
        "amount_fen": [f"{line.goods_value_fen // 100}.{line.goods_value_fen % 100:02d}"],
        "bought_on": [line.bought_on.isoformat()],
        "happened_on": [line.requested_on.isoformat()],
    }
    return Draft(merchant_id=one.merchant_id, source=Source.SCAN, return_id=one.id, typed=typed)


def cookie_name(settings: Settings) -> str:
    """The name of the cookie; over https it is bound to this host alone."""
    return "__Host-trustcode-draft" if settings.is_https else "trustcode-draft"


def the_draft(reader: Reader | None = None) -> Draft | None:
    """The draft of this device, or None; a receipt is no draft any more."""
    found = _kept(reader)
    return found if found is not None and not found.sent_at else None


def the_receipt() -> Draft | None:
    """The filing that this device has sent within the hour, or None."""
    found = _kept(None)
    if found is None or not found.sent_at:
        return None
    return found if the_moment() - datetime.fromisoformat(found.sent_at) < RECEIPT_SHOWN else None


def keep(draft: Draft, response: Response) -> Response:
    """Keep the draft in place of what was kept before; the device gets the key with the answer.

    Photos that it does not name any more go. Whoever is stopped in between leaves them for the sweep.
    """
    settings, key = the_office().settings, _key() or secrets.token_hex(16)
    with open_jotter() as jotter:
        keep_draft(jotter, key=key, content=asdict(draft.to_keep()), scheme=settings.rules)
    _files(key).keep_only({digest for photo in draft.photos for digest in photo})
    response.set_cookie(
        cookie_name(settings),
        key,
        max_age=settings.rules.complaint_draft_days * 24 * 3600,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response: Response) -> Response:
    """Throw the draft of this device away, and its key with it."""
    if _key():
        with open_jotter() as jotter:
            throw_away(jotter, key=_key())
        the_office().store.blobs.asides.forget(key_hash(_key()))
    settings = the_office().settings
    response.delete_cookie(cookie_name(settings), path="/", secure=settings.is_https, httponly=True, samesite="Lax")
    return response


def the_files() -> Blobs:
    """Where the photos of this device's draft lie: apart from all others, so that they can go with it."""
    return _files(_key())


def hand_over(draft: Draft) -> None:
    """Keep the photos of a draft that is being sent with everything that is never lost. Raises Refusal PHOTO_GONE."""
    blobs = the_office().store.blobs
    for full, _ in draft.photos:
        content = the_files().read(full)
        if content is not None:
            blobs.keep(content)
        elif blobs.read(full) is None:
            raise Refusal(ComplaintRefusal.PHOTO_GONE, "photo")


def _files(key: str) -> Blobs:
    return the_office().store.blobs.asides.of(key_hash(key))


def _key() -> str:
    given = request.cookies.get(cookie_name(the_office().settings), "")
    return given if _KEY.fullmatch(given) else ""


def _kept(reader: Reader | None) -> Draft | None:
    if not _key():
        return None
    scheme, at = the_office().settings.rules, the_moment()
    if reader is None:
        with open_reader() as opened:
            content = draft_of(opened, _key(), at, scheme)
    else:
        content = draft_of(reader, _key(), at, scheme)
    return _draft(content) if content else None


def _draft(content: dict[str, Any]) -> Draft:
    return Draft(**{**content, "source": Source(content["source"])})
