"""Words in templates are what Jinja's own functions would say, facts escaped."""

from __future__ import annotations

import gettext
from typing import Any

import pytest
from jinja2 import Environment

from trustcode.doors.wording.template_words import template_words


class Shouting(gettext.NullTranslations):
    """A language that says everything aloud, and knows a context when it hears one."""

    def gettext(self, message: str) -> str:
        return message.upper().replace("(X)S", "(x)s").replace("(NUM)S", "(num)s")

    def pgettext(self, context: str, message: str) -> str:
        return f"{context}:{message}"


def jinja(*, ours: bool) -> Environment:
    env = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    env.install_gettext_translations(Shouting(), newstyle=True)  # type: ignore[attr-defined]
    if ours:
        env.globals.update(template_words(Shouting()))
    return env


@pytest.mark.parametrize(
    "source",
    [
        "{{ _('a <b> word') }}",
        "{{ _('100%% sure') }}",
        "{{ _('%(x)s and 5%%', x=x) }}",
        "{{ gettext('%(x)s', x=x|safe) }}",
        "{{ pgettext('plate', 'Until') }}",
        "{{ pgettext('plate', '%(x)s of %(context)s', x=x) }}",
        "{{ pgettext('plate', 'in %(context)s') }}",
        "{% trans %}a <b> 100% word{% endtrans %}",
        "{% trans x=x %}with {{ x }}{% endtrans %}",
        "{% trans num=2 %}one{% pluralize %}{{ num }} many{% endtrans %}",
        "{{ _('a') ~ x }}",
        "{{ (_('a') if true) + '<i>' }}",
    ],
)
def test_they_say_what_jinja_says(source: str) -> None:
    facts: dict[str, Any] = {"x": "<script>&"}

    ours, theirs = (jinja(ours=mine).from_string(source).render(**facts) for mine in (True, False))

    assert ours == theirs


def test_a_fact_that_is_missing_is_a_fault() -> None:
    with pytest.raises(KeyError):
        jinja(ours=True).from_string("{{ _('%(x)s') }}").render()
