"""Pages from templates: one Jinja environment a language, apart from Flask's own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from trustcode.doors.wording.catalog import LANGUAGES, UnknownLanguage, translations
from trustcode.doors.wording.filters import filters
from trustcode.doors.wording.styles import STATIC, office_sheet, scan_sheet
from trustcode.doors.wording.template_words import template_words
from trustcode.doors.wording.whole_days import keep_days_whole

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


@cache
def environment(language: str) -> Environment:
    """The templates in one language. Raises UnknownLanguage for any but zh and en."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(template_words(translations(language)))
    env.filters.update(filters(language))
    env.globals.update(
        language=language,
        html_lang="zh-Hans-CN" if language == "zh" else "en",
        prefix="" if language == "zh" else "/en",
        static=static,
        office_style=lambda: f"/style/office-{office_sheet().version}.css",
        scan_style=lambda: Markup(scan_sheet().text),  # noqa: S704  our own file
    )
    return env


def render(template: str, language: str, **values: Any) -> str:
    """One finished page, no day in it broken over two lines.

    The shopper's pages mark their days themselves: they are made ahead, and their bytes are counted.
    Raises jinja2's TemplateNotFound or UndefinedError, and UnknownLanguage.
    """
    page = environment(language).get_template(template).render(**values)
    return page if template.startswith("scan/") else keep_days_whole(page)


@cache
def static(path: str) -> str:
    """The address of a file under `static/`, with its version so that it may be kept for ever.

    Raises FileNotFoundError when there is no such file.
    """
    digest = hashlib.sha256((STATIC / path).read_bytes()).hexdigest()
    return f"/static/{path}?v={digest[:8]}"
