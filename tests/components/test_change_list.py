"""What changes between two versions of a promise, drawn."""

from __future__ import annotations

import pytest

from tests.components.test_components import draw


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_change_says_in_words_and_not_by_colour_alone_whether_it_is_better(language: str) -> None:
    line = {"label": "期限", "before": "7", "after": "15", "meaning": "…", "direction": "better"}

    better, worse, same = (
        draw("change_list", "{{ change_list(lines) }}", language, lines=[{**line, "direction": direction}])
        for direction in ("better", "worse", "same_worth")
    )

    assert ("更好：" if language == "zh" else "Better:") in better
    assert ("变弱：" if language == "zh" else "Weaker:") in worse
    assert "更好" not in same
    assert all("visually-hidden" in drawn for drawn in (better, worse, same))
