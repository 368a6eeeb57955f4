"""`_` and its kin for templates, without Jinja's detour through the context: a page says a hundred things.

They do what Jinja's newstyle functions do in an environment that always escapes: the text is ours and safe, facts are
escaped, and `%%` is a percent sign whether there are facts or not.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

_MOST_WORDS = 8_192


def template_words(spoken: gettext.NullTranslations) -> dict[str, Callable[..., Markup]]:
    """The functions by their template names: `_`, `gettext` and `pgettext` of one language."""

    @lru_cache(_MOST_WORDS)
    def marked(message: str) -> Markup:
        return Markup(spoken.gettext(message))  # noqa: S704  from our own catalogues

    @lru_cache(_MOST_WORDS)
    def marked_in(context: str, message: str) -> Markup:
        return Markup(spoken.pgettext(context, message))  # noqa: S704  from our own catalogues

    @lru_cache(_MOST_WORDS)
    def said(message: str) -> Markup:
        return marked(message) % {}

    @lru_cache(_MOST_WORDS)
    def said_in(context: str, message: str) -> Markup:
        return marked_in(context, message) % {"context": context}

    def say(message: str, /, **facts: Any) -> Markup:
        return marked(message) % facts if facts else said(message)

    def say_in(context: str, message: str, /, **facts: Any) -> Markup:
        return marked_in(context, message) % {"context": context, **facts} if facts else said_in(context, message)

    return {"_": say, "gettext": say, "pgettext": say_in}
