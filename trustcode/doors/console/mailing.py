"""Letters: notices go by e-mail to owners who sign in with an address, where an SMTP server is configured.

What goes wrong here never fails a sweep. A server that is away, slow or will not have us ends the round and counts
against no letter; one that refuses a letter is asked again with the next sweeps, a few times. See `notices.actions`
for why a letter may come twice and is never lost.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from trustcode.doors.lobby.present import Office
from trustcode.doors.wording.catalog import LANGUAGES
from trustcode.doors.wording.msgids import N_, say
from trustcode.doors.wording.notice_words import notice_words
from trustcode.kernel.moments import Moment
from trustcode.merchants.queries.ends import called
from trustcode.notices import actions as notices
from trustcode.notices.queries import NoticeSheet, unsent
from trustcode.people.queries.accounts import owner_emails
from trustcode.posting.lines import ServerAway, mail_line
from trustcode.record.jotting import jotting
from trustcode.settings import Smtp
from trustcode.storage.reading import reading

SECONDS = 10
"""How long the server may take for one answer."""

_BATCH = 200
_AWAY = 421
"""The server closes the line (RFC 5321, section 4.2.3)."""

SUBJECT = N_("TrustCode: %(title)s")
SHOP = N_("Shop: %(shop)s")
LOOK = N_("Look and do it here: %(address)s")
MACHINE = N_("A machine wrote this; nobody reads an answer to it. Every notice also stands at the merchant’s page.")


@dataclass(frozen=True)
class Mailed:
    """Letters of one round: taken by the server, refused by it; `is_away` when the round ended early."""

    sent: int = 0
    refused: int = 0
    is_away: bool = False


class _Refused(Exception):
    """The server will not take this letter."""


def mail_notices(office: Office, at: Moment) -> Mailed:
    """Send every notice that has not gone out yet; nothing without a server."""
    smtp = office.settings.smtp
    if smtp is None:
        return Mailed()
    sent = refused = 0
    try:
        with mail_line(smtp, SECONDS) as line:
            for one, address, shop in _letters(office, at):
                if not _claimed(office, at, one.id):
                    continue
                if _went(office, at, line, letter(office.settings.host, smtp, one, address, shop, at, office), one.id):
                    sent += 1
                else:
                    refused += 1
    except ServerAway:
        return Mailed(sent, refused, is_away=True)
    return Mailed(sent, refused)


def letter(
    host: str, smtp: Smtp, one: NoticeSheet, address: str, shop: str, at: Moment, office: Office
) -> EmailMessage:
    """One notice as plain text in both languages. The subject names no shop and no person."""
    message = EmailMessage(policy=SMTP)
    titles = [notice_words(language, one.kind, one.facts, one.due_on).title for language in LANGUAGES]
    message["Subject"] = " / ".join(
        say(tongue, SUBJECT, {"title": t}) for tongue, t in zip(LANGUAGES, titles, strict=True)
    )
    message["From"], message["To"] = smtp.sender, address
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<notice.{one.id}@{host.partition(':')[0]}>"
    message["Auto-Submitted"] = "auto-generated"
    parts = [_body(language, one, shop, office.settings.public_url) for language in LANGUAGES]
    message.set_content("\n\n".join(parts) + "\n")
    return message


def _body(language: str, one: NoticeSheet, shop: str, public_url: str) -> str:
    words = notice_words(language, one.kind, one.facts, one.due_on)
    prefix = "/en" if language == "en" else ""
    address = f"{public_url}{prefix}/desk/{one.merchant_id}/notices"
    named = [say(language, SHOP, {"shop": shop})] if shop else []
    lines = [words.title, words.text, *named, say(language, LOOK, {"address": address}), say(language, MACHINE)]
    return "\n".join(lines)


def _letters(office: Office, at: Moment) -> Iterator[tuple[NoticeSheet, str, str]]:
    """Notices with the owner's address and the shop's name, batch by batch; those of owners without one are left out."""
    after = ""
    while True:
        with reading(office.store) as reader:
            batch: Sequence[NoticeSheet] = unsent(reader, at, after=after, limit=_BATCH)
            shops = {one.merchant_id for one in batch}
            addresses, names = owner_emails(reader, shops), called(reader, shops)
        if not batch:
            return
        after = batch[-1].id
        for one in batch:
            if one.merchant_id in addresses:
                yield one, addresses[one.merchant_id], names.get(one.merchant_id, "")


def _claimed(office: Office, at: Moment, notice_id: str) -> bool:
    with jotting(office.store, at) as jotter:
        return notices.claim_mail(jotter, notice_id)


def _went(office: Office, at: Moment, line: smtplib.SMTP, message: EmailMessage, notice_id: str) -> bool:
    """Whether the server took the letter; what became of it is noted. Raises ServerAway."""
    try:
        _send(line, message)
    except ServerAway:
        with jotting(office.store, at) as jotter:
            notices.release_mail(jotter, notice_id)
        raise
    except _Refused:
        with jotting(office.store, at) as jotter:
            notices.note_refused(jotter, notice_id)
        return False
    with jotting(office.store, at) as jotter:
        notices.note_sent(jotter, notice_id)
    return True


def _send(line: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        line.send_message(message)
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
        codes = (
            [error.smtp_code] if isinstance(error, smtplib.SMTPDataError) else [c for c, _ in error.recipients.values()]
        )
        raise (ServerAway if _AWAY in codes else _Refused) from error
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway from error
