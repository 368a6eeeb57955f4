"""Some lines of a long list at a time: how many are asked for, after which mark, and where the next ones are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import request

from trustcode.doors.window.asked import Parameter, how_many

A_PAGE = 20
PAGED: Mapping[str, Parameter] = {"limit": Parameter(how_many, otherwise=A_PAGE), "after": Parameter(str, otherwise="")}


def next_address(asked: Mapping[str, Any], mark: str) -> str | None:
    """The address of the next lines, with the language of this one; None at the end."""
    if not mark:
        return None
    return f"{request.script_root}{request.path}?{urlencode({'limit': asked['limit'], 'after': mark})}"


def link_header(address: str | None) -> dict[str, str]:
    """The same as a header (RFC 8288)."""
    return {"Link": f'<{address}>; rel="next"'} if address else {}
