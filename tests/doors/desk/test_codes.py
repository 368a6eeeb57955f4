"""The code of a shop: posters as files, one more print, a print withdrawn, and the promises word for word."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import unquote

import pytest
from PIL import Image

from tests.doors.desk.owners import DeskApp, Person
from tests.doors.desk.test_following import owner_of
from trustcode.codes.queries import prints
from trustcode.doors.desk.posters import PIECES
from trustcode.merchants.rules.standing import Standing
from trustcode.storage.reading import reading


@pytest.fixture
def owner(desk: DeskApp) -> Person:
    """The owner of a unit in force."""
    return owner_of(desk, Standing.ACTIVE)


def copies(owner: Person) -> list:
    with reading(owner.desk.store) as reader:
        return list(prints(reader, owner.shop))


def test_a_print_shows_its_short_code_in_groups(owner: Person) -> None:
    digits = copies(owner)[0].short_code
    owner.open(f"/desk/{owner.shop}/code")

    assert f"{digits[:4]} {digits[4:8]} {digits[8:]}" in owner.words


@pytest.mark.parametrize("piece", ["a4.pdf", "a5.png", "card.svg", "sticker-outline.pdf"])
def test_a_poster_is_a_file_of_its_kind(owner: Person, piece: str) -> None:
    owner.open(f"/desk/{owner.shop}/code/1/{piece}")

    starts = {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<svg"}
    types = {"pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml"}
    ending = piece.rpartition(".")[2]
    assert owner.last.data.startswith(starts[ending])
    assert owner.last.mimetype == types[ending]


def test_four_sizes_three_kinds_and_an_outline_of_each() -> None:
    assert len(PIECES) == 24


def test_a_file_has_a_plain_name_and_the_shops_own(owner: Person) -> None:
    said = owner.open(f"/desk/{owner.shop}/code/1/a4.pdf").last.headers["Content-Disposition"]

    assert said.startswith('attachment; filename="trustcode-')
    assert said.isascii()
    assert "放心码-青禾布衣坡子街店-1-a4.pdf" in unquote(said)


def test_a_file_is_never_run_by_a_browser(owner: Person) -> None:
    headers = owner.open(f"/desk/{owner.shop}/code/1/a4.svg").last.headers

    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "no-store"


def test_the_outline_spends_less_ink(owner: Person) -> None:
    full = Image.open(BytesIO(owner.open(f"/desk/{owner.shop}/code/1/card.png").last.data)).convert("L")
    bare = Image.open(BytesIO(owner.open(f"/desk/{owner.shop}/code/1/card-outline.png").last.data)).convert("L")

    dark = [sum(image.histogram()[:128]) for image in (full, bare)]
    assert dark[1] < dark[0] / 2


@pytest.mark.parametrize("path", ["2/a4.pdf", "1/a3.pdf", "1/a4.exe", "99999999999/a4.pdf"])
def test_what_does_not_exist_is_not_found(owner: Person, path: str) -> None:
    assert owner.open(f"/desk/{owner.shop}/code/{path}").status == 404


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LAPSED, Standing.WITHDRAWN, Standing.REMOVED])
def test_nothing_is_printed_while_the_promises_do_not_hold(desk: DeskApp, standing: Standing) -> None:
    owner = owner_of(desk, standing)

    assert owner.open(f"/desk/{owner.shop}/code/1/a4.pdf").status == 422
    assert "现在没有可印的" in owner.open(f"/desk/{owner.shop}/code").words


def test_one_more_print_has_a_serial_of_its_own(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/code").send(to="/code/prints")

    assert [one.serial for one in copies(owner)] == [1, 2]
    assert "第 2 张" in owner.words


def test_a_double_click_prints_once_more_only(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/code")
    page = owner.page
    owner.send(to="/code/prints")
    owner.page = page
    owner.send(to="/code/prints")

    assert len(copies(owner)) == 2


def test_a_lost_print_is_withdrawn_alone(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/code").send(to="/code/prints")
    owner.open(f"/desk/{owner.shop}/code/1/revocation").send({"why": "lost"})

    assert [one.revoked_why for one in copies(owner)] == ["lost", ""]
    assert owner.open(f"/desk/{owner.shop}/code/1/a4.pdf").status == 404
    assert owner.open(f"/desk/{owner.shop}/code/2/a4.pdf").status == 200


def test_withdrawing_needs_a_reason(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/code/1/revocation").send()

    assert owner.status == 422
    assert owner.faults == ["选一下为什么停用这一张。"]


def test_a_withdrawn_print_cannot_be_withdrawn_again(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/code/1/revocation").send({"why": "copied"})

    assert owner.open(f"/desk/{owner.shop}/code/1/revocation").status == 404
    assert "被人翻印了" in owner.open(f"/desk/{owner.shop}/code").words


def test_the_promises_stand_there_word_for_word_in_both_languages(owner: Person) -> None:
    owner.open(f"/desk/{owner.shop}/promises")

    assert "线下无理由退货承诺书" in owner.words
    assert "No-reason-return commitment" in owner.words


def test_a_lost_print_is_replaced_in_one_step(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    owner.open(f"/desk/{owner.shop}/code/1/replacement")
    assert "停用第 1 张，换一张新的" in owner.words
    assert "其他几张" not in owner.words

    owner.send()
    assert "第 2 张" in owner.words
    assert "丢了" in owner.words
    assert owner.open(f"/desk/{owner.shop}/code/1/replacement").status == 404

    owner.open(f"/desk/{owner.shop}/code").send(to="/code/prints")
    assert "其他几张照常有效" in owner.open(f"/desk/{owner.shop}/code/2/replacement").words
