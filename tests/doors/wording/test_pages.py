"""Pages come from templates with everything escaped, nothing guessed, and addresses that may be kept for ever."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from trustcode.doors.wording.catalog import UnknownLanguage
from trustcode.doors.wording.pages import TEMPLATES, environment, static


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.stem)
def test_every_template_compiles(path: Path, language: str) -> None:
    made = environment(language).get_template(path.relative_to(TEMPLATES).as_posix())

    assert made.filename == str(path)


def test_what_is_put_in_is_escaped() -> None:
    made = environment("zh").from_string("{{ name }} {{ _('%(x)s', x=name) }}").render(name="<b>")

    assert made == "&lt;b&gt; &lt;b&gt;"


def test_a_value_that_is_missing_stops_the_page() -> None:
    with pytest.raises(UndefinedError):
        environment("zh").from_string("{{ nothing }}").render()


def test_no_other_language_has_pages() -> None:
    with pytest.raises(UnknownLanguage):
        environment("fr")


def test_addresses_of_pages_carry_the_language_and_addresses_of_files_do_not() -> None:
    assert environment("zh").globals["prefix"] == ""
    assert environment("en").globals["prefix"] == "/en"
    assert static("img/mark.svg").startswith("/static/")


def test_a_file_is_addressed_with_its_version() -> None:
    assert re.fullmatch(r"/static/js/office\.js\?v=[0-9a-f]{8}", static("js/office.js"))


def test_a_file_that_is_not_there_is_not_addressed() -> None:
    with pytest.raises(FileNotFoundError):
        static("js/none.js")
