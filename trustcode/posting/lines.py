"""A line to a mail server: with TLS where it must or can be, signed in, closed afterwards."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from trustcode.settings import Smtp

SECONDS = 10
"""How long a server may take for one answer."""


class ServerAway(Exception):
    """The server cannot be spoken to now."""


@contextmanager
def mail_line(smtp: Smtp, seconds: float = SECONDS) -> Iterator[smtplib.SMTP]:
    """A line to the server, for the time of a `with`. Raises ServerAway."""
    try:
        line = _opened(smtp, seconds)
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway from error
    try:
        yield line
    finally:
        with suppress(smtplib.SMTPException, OSError):
            line.quit()


def _opened(smtp: Smtp, seconds: float) -> smtplib.SMTP:
    if smtp.is_tls:
        secure = ssl.create_default_context()
        line: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=seconds, context=secure)
    else:
        line = smtplib.SMTP(smtp.host, smtp.port, timeout=seconds)
    try:
        _introduce(line, smtp)
    except BaseException:
        line.close()
        raise
    return line


def _introduce(line: smtplib.SMTP, smtp: Smtp) -> None:
    line.ehlo()
    if not smtp.is_tls and (smtp.user or line.has_extn("starttls")):
        line.starttls(context=ssl.create_default_context())  # without it a password is never given away
        line.ehlo()
    if smtp.user:
        line.login(smtp.user, smtp.password)
