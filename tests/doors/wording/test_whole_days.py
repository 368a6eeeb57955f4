"""A day stays on one line: marked once in the text of a page, never inside a tag or where marks would be read as letters."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from trustcode.doors.wording.filters import day, day_weekday, moment
from trustcode.doors.wording.whole_days import keep_days_whole

ON = date(2026, 11, 3)
AT = datetime(2026, 11, 3, 1, 5, tzinfo=UTC)


def marked(html: str) -> list[str]:
    return re.findall(r'<span class="nb">([^<]*)</span>', html)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("today", [None, ON])
def test_whatever_way_we_say_a_day_it_is_one_thing(language: str, today: date | None) -> None:
    said = [day(language, ON, today), day_weekday(language, ON, today), moment(language, AT, today)]

    assert marked(keep_days_whole("".join(f"<p>最晚{one}答复。</p>" for one in said))) == [day(language, ON, today)] * 3


@pytest.mark.parametrize("typed", ["2026年11月23日", "2026-11-23", "11月23日"])
def test_and_as_people_type_it(typed: str) -> None:
    assert marked(keep_days_whole(f"<p>我{typed}去的。</p>")) == [typed]


@pytest.mark.parametrize(
    "html",
    [
        '<input value="2026-11-23" title="11 月 23 日">',
        "<textarea rows=2>\n2026-11-23</textarea>",
        "<title>11 月 23 日</title>",
        "<option>11 月 23 日</option>",
        '<script type="application/json">{"on":"2026-11-23"}</script>',
        "<style>/* 2026-11-23 */</style>",
        '<b><span class="nb">11 月 23 日 周一</span></b>',
        "<p>430102-2026-11-23-7, 12026-11-23, 11 月, 23 日</p>",
    ],
)
def test_what_cannot_hold_marks_or_has_them_or_is_no_day_is_left_alone(html: str) -> None:
    assert keep_days_whole(html) == html


def test_nothing_but_marks_is_added() -> None:
    html = "<p>a < 2026-11-23 > b &lt;11 月 23 日&gt;</p>\n<textarea>x</textarea> 3 November 2026, Tuesday, 3 November, 09:05"

    assert re.sub(r'<span class="nb">([^<]*)</span>', r"\1", keep_days_whole(html)) == html
