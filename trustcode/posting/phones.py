"""A short message to a phone: by mail to a gateway, or, in a demonstration, by nothing but a line in the log.

The words are ours alone and the number was checked before; whoever asks for a message chooses nothing in it.
"""

from __future__ import annotations

import logging
import re
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol

from trustcode.posting.lines import SECONDS, ServerAway, mail_line
from trustcode.settings import Settings, Smtp

_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)
_log = logging.getLogger("trustcode.phones")


class NotSent(Exception):
    """The message could not be handed over; nobody has it."""


class PhoneSender(Protocol):
    """Hands one message over to whoever brings it to phones."""

    def send(self, phone: str, text: str) -> None:
        """One message to a mobile number of 11 digits. Raises NotSent; ValueError for anything but such a number."""


class ConsoleSender:
    """Writes down that a message would go out, with the number masked and without the text."""

    def send(self, phone: str, text: str) -> None:
        """See PhoneSender."""
        _log.info("a message of %d characters to %s", len(text), f"{_mobile(phone)[:3]}****{phone[-4:]}")


@dataclass(frozen=True)
class GatewaySender:
    """Mails the text to an address that a gateway makes of the number, such as 13900005678@sms.example.com."""

    smtp: Smtp
    pattern: str
    seconds: float = SECONDS

    def send(self, phone: str, text: str) -> None:
        """See PhoneSender."""
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = self.smtp.sender, self.pattern.replace("{phone}", _mobile(phone))
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text + "\n")
        try:
            with mail_line(self.smtp, self.seconds) as line:
                line.send_message(message)
        except (ServerAway, smtplib.SMTPException, OSError) as error:
            raise NotSent from error


def sender_of(settings: Settings) -> PhoneSender:
    """The sender that the settings name."""
    if settings.phone_gateway and settings.smtp is not None:
        return GatewaySender(settings.smtp, settings.phone_gateway)
    return ConsoleSender()


def _mobile(phone: str) -> str:
    if not _MOBILE.fullmatch(phone):
        raise ValueError("not a mobile number")
    return phone
