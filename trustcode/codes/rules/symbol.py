"""The symbol that a camera reads: `https://HOST/<token>` in 41 modules at level M (ISO/IEC 18004, version 6).

Three segments keep it that small: the scheme in lower-case bytes (capitals fail in some phone cameras), `://HOST/` in
capitals as alphanumeric, the token as digits. It is made once, when a print is issued, read back, and stored.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import zxingcpp
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, MODE_NUMBER, QRData

from trustcode.codes.rules.reasons import CodeRefusal
from trustcode.kernel.refusals import Refusal
from trustcode.printing.grid import QUIET_ZONE, Symbol, picture

__all__ = ["HOST_LIMIT", "Symbol", "host_fits", "printed_address", "proof_read", "read_back", "symbol"]

HOST_LIMIT = 30
"""Characters of the longest host, port included, that leaves the symbol at 41 modules."""
MODULES = 41
_VERSION = 6
_HOST = re.compile(r"[A-Z0-9][A-Z0-9.:-]*")


def symbol(public_url: str, token: str) -> Symbol:
    """The symbol of a token at a public address such as `https://fxm.hunan.example` (http is for the demo).

    Raises Refusal(HOST_TOO_LONG) or Refusal(HOST_CHARACTERS) with the host as a fact, ValueError for another scheme or
    a token that is not digits.
    """
    scheme, rest, digits = _segments(public_url, token)
    code = QRCode(version=_VERSION, error_correction=ERROR_CORRECT_M, border=0)
    for text, mode in ((scheme, MODE_8BIT_BYTE), (rest, MODE_ALPHA_NUM), (digits, MODE_NUMBER)):
        code.add_data(QRData(text.encode("ascii"), mode=mode))
    try:
        code.make(fit=False)
    except DataOverflowError:
        raise ValueError("the token is too long for the symbol") from None
    return Symbol.of([[bool(module) for module in row] for row in code.modules])


def host_fits(host: str) -> bool:
    """Whether a host, with its port if it has one, can stand in a symbol of 41 modules."""
    return len(host) <= HOST_LIMIT and _HOST.fullmatch(host.upper()) is not None


def printed_address(public_url: str, token: str) -> str:
    """The text inside a symbol: scheme in lower case, host in capitals, token in digits. Raises as `symbol` does."""
    return "".join(_segments(public_url, token))


def read_back(made: Symbol) -> str:
    """What a camera would read from a symbol; empty if nothing."""
    seen = picture(made, scale=4, quiet=QUIET_ZONE).convert("L")
    found = zxingcpp.read_barcodes(seen, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return found[0].text if len(found) == 1 else ""


def proof_read(made: Symbol, public_url: str, token: str) -> None:
    """Let a symbol pass only if it reads back, to the letter, as what it stands for. Raises Refusal(UNREADABLE)."""
    if made.size != MODULES or read_back(made) != printed_address(public_url, token):
        raise Refusal(CodeRefusal.UNREADABLE)


def _segments(public_url: str, token: str) -> tuple[str, str, str]:
    parts = urlsplit(public_url)
    if parts.scheme not in ("http", "https") or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("a public address is a scheme and a host")
    host = parts.netloc.upper()
    if len(host) > HOST_LIMIT:
        raise Refusal(CodeRefusal.HOST_TOO_LONG, "public_url", host=host, limit=HOST_LIMIT)
    if not host_fits(host):
        raise Refusal(CodeRefusal.HOST_CHARACTERS, "public_url", host=host)
    if not (token.isascii() and token.isdigit()):
        raise ValueError("a token is digits")
    return parts.scheme, f"://{host}/", token
