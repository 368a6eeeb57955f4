"""Whoever reported adds facts and photos with number and secret; who they are is neither asked nor kept."""

from __future__ import annotations

import json
from collections.abc import Sequence

from trustcode.complaints.actions.moving import actor_for, opened_report
from trustcode.complaints.entries import ReportAdded
from trustcode.complaints.models import ReportAddition
from trustcode.complaints.rules.authority import READ_OWN
from trustcode.complaints.rules.purposes import ADDITION, TEXT
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import REPORTS_OPEN
from trustcode.complaints.rules.saying import read_text, refuse_heaps
from trustcode.kernel.identifiers import is_id, new_id
from trustcode.kernel.refusals import Refusal
from trustcode.people.rules.permissions import require
from trustcode.record.pen import Pen


def add_to_report(
    pen: Pen, *, number: str, secret: str, text: str, evidence: Sequence[str] = (), key: str = ""
) -> None:
    """Something more about an open report, for officers alone; what was reported stays as it is.

    `evidence` are digests of clean photos, `key` the retry key of the form: sent twice, it is added once. Raises
    NotFound, Refusal NO_LONGER_OPEN and those of `read_text` and `refuse_heaps`.
    """
    row = opened_report(pen, number, secret)
    if is_id(key):
        if pen.answered(key, row.id) is not None:
            return
        pen.answer(key, row.id, answer="added")
    require(actor_for(pen, row), READ_OWN, merchant_id=row.id)
    if row.state not in REPORTS_OPEN:
        raise Refusal(ComplaintRefusal.NO_LONGER_OPEN)
    said = read_text(text, "text")
    refuse_heaps(len(evidence), "photos")
    added = ReportAddition(
        id=new_id(),
        report_id=row.id,
        text=pen.vault.seal(ADDITION, said),
        evidence=json.dumps(list(evidence)),
        added_at=pen.at,
    )
    pen.add(added)
    hashed = pen.vault.index(TEXT, "\0".join([said, *evidence])).hex()
    pen.note(ReportAdded(subject=row.id, addition=added.id, text_hash=hashed))
