"""A thing said in both languages, as every answer of the window says it beside its code."""

from __future__ import annotations

from collections.abc import Callable


def both(say: Callable[[str], str]) -> dict[str, str]:
    """The same thing in Chinese and in English."""
    return {"zh": say("zh"), "en": say("en")}
