"""What holds for every component: a style of its name, a first line that explains it, and what each promises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from trustcode.doors.wording.pages import TEMPLATES, environment
from trustcode.doors.wording.styles import STATIC

COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
BARE = {"csrf", "standing-word"}
"""Nothing of their own is to be seen: a hidden field, and a word."""


def draw(macro: str, call: str, language: str = "zh", **values: Any) -> str:
    file = macro.replace("_", "-")
    source = f'{{% from "components/{file}.html" import {macro} %}}{call}'
    return environment(language).from_string(source).render(**values)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda p: p.stem)
def test_a_component_has_a_style_of_its_name(path: Path) -> None:
    assert path.stem in BARE or (STATIC / f"css/components/{path.stem}.css").exists()


def test_no_style_is_left_without_its_component() -> None:
    styled = {path.stem for path in (STATIC / "css/components").glob("*.css")}
    assert styled <= {path.stem for path in COMPONENTS}


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda p: p.stem)
def test_a_component_is_one_macro_of_its_name_and_says_how_to_call_it(path: Path) -> None:
    source, name = path.read_text(), path.stem.replace("-", "_")

    assert re.findall(r"{% macro (\w+)", source) == [name]
    assert re.match(rf"{{# {name}\(", source)


@pytest.mark.parametrize("standing", ["active", "suspended", "forged"])
def test_a_chip_says_its_word_beside_its_drawing(standing: str) -> None:
    chip = draw("chip", "{{ chip(standing) }}", standing=standing)

    assert 'aria-hidden="true"' in chip
    assert re.search(r"</svg> [\u4e00-\u9fff]+</span>", chip)


def test_the_seal_is_the_drawing_of_in_force_alone() -> None:
    def drawing(name: str) -> str:
        return draw("icon", "{{ icon(name) }}", name=name)

    others = ("rectifying", "suspended", "reviewed", "check", "lapsed", "publicised")
    assert all(drawing(other) != drawing("active") for other in others)


def test_each_standing_has_a_drawing_of_its_own() -> None:
    names = (
        "draft",
        "submitted",
        "correcting",
        "reviewed",
        "publicised",
        "active",
        "rectifying",
        "suspended",
        "lapsed",
        "withdrawn",
        "removed",
        "closed",
    )
    assert len({draw("icon", "{{ icon(name) }}", name=name) for name in names}) == len(names)


def test_the_plate_says_shop_and_standing_together() -> None:
    plate = draw("plate", '{{ plate("suspended", "青禾布衣", "坡子街店", "坡子街 128 号") }}')

    assert plate.index("青禾布衣") < plate.index("暂停")
    assert plate.count("<h1") == 1


def test_a_plate_without_a_shop_has_its_word_as_heading() -> None:
    assert re.search(r"<h1[^>]*>.*假码.*</h1>", draw("plate", '{{ plate("forged") }}'))


def test_a_field_ties_label_hint_and_error_to_its_input() -> None:
    made = draw("field", '{{ field("days", "天数", hint="从第二天算", error="最少 7 天") }}')

    assert '<label for="f-days">' in made
    assert 'id="f-days"' in made
    assert 'aria-describedby="f-days-hint f-days-error"' in made
    assert 'aria-invalid="true"' in made


def test_what_was_typed_stays_and_is_escaped() -> None:
    assert "&#34;&gt;&lt;script&gt;" in draw("field", '{{ field("a", "b", value=v) }}', v='"><script>')


def test_a_password_never_comes_back() -> None:
    assert "secret" not in draw("field", '{{ field("p", "密码", value="secret", type="password") }}')


def test_a_text_area_keeps_its_lines() -> None:
    assert "<textarea" in draw("text_area", '{{ text_area("t", "理由", value=v) }}', v="一\n二")
    assert ">\n一\n二</textarea>" in draw("text_area", '{{ text_area("t", "理由", value=v) }}', v="一\n二")


def test_nothing_is_chosen_beforehand() -> None:
    made = draw("radio_cards", '{{ radio_cards("verdict", "意见", [("yes", "同意", ""), ("no", "不同意", "")]) }}')

    assert "checked" not in made
    assert made.count('type="radio"') == 2


def test_what_was_chosen_stays_chosen() -> None:
    made = draw(
        "check_list", '{{ check_list("e", "不能退", [("E01", "定做", ""), ("E02", "鲜活", "")], values=("E02",)) }}'
    )

    assert re.findall(r'value="(\w+)" checked', made) == ["E02"]


def test_a_choice_may_stand_in_a_group() -> None:
    made = draw("select", '{{ select("c", "区县", [("1", "甲"), ("组", [("2", "乙")])], value="2") }}')

    assert '<optgroup label="组">' in made
    assert re.findall(r'value="(\w+)" selected', made) == ["2"]


def test_a_summary_of_errors_leads_to_each_field() -> None:
    made = draw("form_errors", "{{ form_errors(errors) }}", errors=[("days", "最少写 7 天"), ("", "没有存上")])

    assert '<a href="#f-days">最少写 7 天</a>' in made
    assert "<li>没有存上</li>" in made
    assert "有 2 处要改" in made


def test_without_errors_there_is_no_summary() -> None:
    assert draw("form_errors", "{{ form_errors([]) }}").strip() == ""


@pytest.mark.parametrize(("count", "words"), [(1, "1 thing to put right"), (2, "2 things to put right")])
def test_english_counts_one_and_many(count: int, words: str) -> None:
    assert words in draw("form_errors", "{{ form_errors(errors) }}", "en", errors=[("", "x")] * count)


def test_findings_to_look_at_come_before_those_that_passed() -> None:
    made = draw(
        "review_check",
        "{{ review_check(checks) }}",
        checks=[("passed", "甲", ""), ("look", "乙", ""), ("stop", "丙", "")],
    )

    assert made.index("丙") < made.index("乙") < made.index("甲")


def test_a_table_names_its_columns_and_rows() -> None:
    made = draw(
        "table",
        "{{ table(caption, columns, rows) }}",
        caption="市州",
        columns=[("市州", "text"), ("个", "number")],
        rows=[["长沙市", "1"]],
    )

    assert '<th scope="col"' in made
    assert '<th scope="row"' in made
    assert 'data-label="个"' in made


def test_an_empty_table_says_so_in_words() -> None:
    made = draw("table", '{{ table("市州", [("市州", "text")], [], empty="还没有。") }}')

    assert "还没有。" in made
    assert "<table" not in made


def test_a_single_page_needs_no_pager() -> None:
    assert draw("pager", "{{ pager(1, 1) }}").strip() == ""


def test_terms_without_words_are_left_out() -> None:
    assert "运费" not in draw("terms_list", '{{ terms_list([("退款", "当场"), ("运费", "")]) }}')


def test_a_notice_of_failure_is_announced() -> None:
    assert 'role="alert"' in draw("notice", '{{ notice("没有存上", kind="bad") }}')


def test_a_notice_takes_a_body() -> None:
    assert "里面" in draw("notice", '{% call notice("好了", kind="good") %}里面{% endcall %}')


def test_the_act_of_a_queue_row_names_its_shop_for_readers() -> None:
    made = draw("queue_row", '{{ queue_row("禾木家居", "submitted", "等审核。", "今天", "审核", "/x") }}')

    assert re.search(r'<a href="/x">审核<span class="visually-hidden"> .*禾木家居', made)


def test_the_day_ruler_is_not_read_out() -> None:
    assert draw("day_ruler", "{{ day_ruler([]) }}").strip().startswith('<ol class="day-ruler" aria-hidden="true">')


def test_tiles_are_radio_buttons_with_their_words_and_fold_the_rest_open_when_one_of_it_is_chosen() -> None:
    call = '{{ tiles("what", "什么", front, value=value, more=rest, more_label="别的") }}'
    front, rest = [("a", "上衣", "")], [("b", "鞋", "")]

    closed = draw("tiles", call, front=front, rest=rest, value="a")
    opened = draw("tiles", call, front=front, rest=rest, value="b")

    assert re.search(r'<input type="radio" id="f-what" name="what" value="a" checked><label for="f-what">', closed)
    assert '<details class="tiles-more">' in closed
    assert '<details class="tiles-more" open>' in opened


def test_a_verdict_says_in_words_what_its_colour_says() -> None:
    said = draw(
        "verdict",
        '{{ verdict("due", "要给退", ["第 7 天是周一。"], ["商品在能退的单子里。"], [("11 月 30 日", "最后一天")]) }}',
    )

    assert "verdict-due" in said
    assert said.index("要给退") < said.index("第 7 天是周一。") < said.index("最后一天")


def test_an_amount_is_typed_with_the_number_keys_and_keeps_what_was_typed() -> None:
    typed = draw("money_field", '{{ money_field("refund", "退多少钱", value="十五", error="写成数字。") }}')

    assert 'inputmode="decimal"' in typed
    assert 'value="十五"' in typed
    assert 'aria-describedby=" f-refund-error"' in typed
