"""No test fails because the machine is busy."""

from __future__ import annotations

from hypothesis import settings


def test_examples_of_a_property_have_no_deadline() -> None:
    assert settings().deadline is None
