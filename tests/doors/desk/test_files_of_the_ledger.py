"""A ledger comes in from a file: sent, looked at, confirmed; and goes out as one that reads back the same."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from tests.merchants.builders import SCHEME, an_active_merchant
from tests.returns.builders import a_line, a_return, a_shop
from tests.returns.ledger_files import a_row, as_csv
from trustcode.record.pen import pen
from trustcode.returns.actions.correcting import correct
from trustcode.returns.models import LedgerUpload, Return
from trustcode.returns.rules.words import Basis, Outcome
from trustcode.spreadsheets.reading import SMALL, read_table
from trustcode.storage.reading import reading


@pytest.fixture
def shop(desk):
    return a_shop(desk.store, desk.at)


@pytest.fixture
def owner(desk, shop):
    return desk.signed_in(shop.owner)


def a_file(content: bytes, name: str = "台账.csv") -> FileStorage:
    return FileStorage(io.BytesIO(content), name)


def send(person, shop, content: bytes, name: str = "台账.csv"):
    return person.open(f"/desk/{shop.id}/ledger/import").send({"file": a_file(content, name)}, to="")


def lines(desk, shop) -> int:
    with reading(desk.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(Return).where(Return.merchant_id == shop.id)))


def test_a_file_is_shown_then_taken_in_whole(desk, shop, owner):
    rows = [a_row(desk.at, goods_name=f"茶 {n}") for n in range(12)]
    send(owner, shop, as_csv(rows))

    assert owner.status == 200
    assert "没有发现问题" in owner.words
    assert "茶 9" in owner.words
    assert "茶 10" not in owner.words
    assert "¥1,908.00" in owner.words
    assert lines(desk, shop) == 0

    owner.send(to="")

    assert "12 行已记入台账" in owner.words
    assert lines(desk, shop) == 12


def test_a_line_from_a_file_shows_no_code(desk, shop, owner):
    reason = {"bought_on": (desk.at - timedelta(days=20)).date().isoformat(), "outcome": "拒退", "refund_fen": ""}
    send(owner, shop, as_csv([a_row(desk.at), a_row(desk.at, **reason, refusal_code="过了承诺的天数")])).send(to="")
    with reading(desk.store) as reader:
        taken, refused = reader.all(select(Return.id).order_by(Return.number))

    owner.open(f"/desk/{shop.id}/ledger/{taken}")

    assert "从表格导入，算店里登记" in owner.words
    assert "/symbol" not in owner.page
    assert owner.client.get(f"/desk/{shop.id}/ledger/{taken}/symbol").status_code == 404
    assert "/counter/returns/" not in owner.open(f"/desk/{shop.id}/ledger/{refused}/slip").page
    assert "表格导入" in owner.open(f"/desk/{shop.id}/ledger").words


def test_one_bad_row_takes_nothing_in_and_all_that_is_wrong_is_told(desk, shop, owner):
    rows = [a_row(desk.at), a_row(desk.at, refund_fen="900"), a_row(desk.at, kind="借", bought_on="gestern")]
    send(owner, shop, as_csv(rows))

    assert "有 3 处不对" in owner.words
    assert "第 3 行 退款金额（元）" in owner.words
    assert "第 4 行 类型" in owner.words
    answer = owner.client.get(f"{owner.path}/faults.csv")
    told = answer.data.decode("utf-8-sig").splitlines()
    assert told[0] == "行,列,怎么改"
    assert [line.split(",")[0] for line in told[1:]] == ["3", "4", "4"]
    path = owner.path
    token = owner.open(f"/desk/{shop.id}/ledger/import").value("csrf_token")
    assert owner.client.post(path, data={"csrf_token": token}).status_code == 422
    assert lines(desk, shop) == 0


def test_the_same_file_again_changes_nothing(desk, shop, owner):
    content = as_csv([a_row(desk.at, receipt_no="A1")])
    send(owner, shop, content).send(to="")

    send(owner, shop, content)

    assert "1 行已记入台账" in owner.words
    assert lines(desk, shop) == 1


def test_english_pages_say_it_in_english(desk, shop, owner):
    owner.open(f"/en/desk/{shop.id}/ledger/import").send({"file": a_file(as_csv([a_row(desk.at, kind="x")]))}, to="")

    assert "is none of the words for this column" in owner.words


def test_no_file_and_a_file_too_big_are_refused_with_a_sentence(desk, shop, owner):
    assert owner.open(f"/desk/{shop.id}/ledger/import").send({}, to="").faults == ["请先选文件。"]

    send(owner, shop, b"x" * (SMALL.file_bytes + 1))

    assert (owner.status, owner.faults) == (422, ["文件超过 10 MB。请拆成几份。"])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK\x03\x04 no workbook", "文件打不开"),
        ("a.csv", b"%PDF-1.7", "文件打不开"),
        ("a.csv", "类型,依据\n退货,无理由\n".encode(), "缺少“购买日期”这一列"),
        ("a.csv", b"", "请先选文件"),
    ],
)
def test_a_file_that_is_no_ledger_is_told_so(desk, shop, owner, name, content, sentence):
    send(owner, shop, content, name)

    assert sentence in owner.words


def test_a_file_waits_sealed_for_a_day_and_is_gone_once_taken_in(desk, shop, owner):
    send(owner, shop, as_csv([a_row(desk.at, goods_name="秘密")]))
    path = owner.path
    with reading(desk.store) as reader:
        kept = reader.one(select(LedgerUpload.content))
    assert "秘密".encode() not in kept

    desk.at += timedelta(days=1, minutes=1)

    later = desk.signed_in(shop.owner).open(path)

    assert later.path.endswith("/ledger/import?gone=1")
    assert later.faults == ["文件只保留一天。请重新选择。"]


def test_a_ledger_that_moved_on_since_it_was_shown_is_judged_anew(desk, shop, owner):
    send(owner, shop, as_csv([a_row(desk.at, receipt_no="A1")]))
    a_return(desk.store, desk.at, shop, receipt_no="A1")

    owner.send(to="")

    assert owner.status == 422
    assert "第 2 行 小票号" in owner.words
    assert lines(desk, shop) == 1


def test_nobody_sees_the_file_or_the_ledger_of_another_shop(desk, shop, owner):
    send(owner, shop, as_csv([a_row(desk.at)]))
    other = desk.signed_in(an_active_merchant(desk.store, desk.at).owner)

    assert other.open(owner.path).status == 404
    assert other.open(f"/desk/{shop.id}/ledger/export.csv").status == 404


def exported(person, shop, tmp_path: Path, form: str, query: str = "", prefix: str = "") -> list[list[str]]:
    answer = person.client.get(f"{prefix}/desk/{shop.id}/ledger/export.{form}{query}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    path = tmp_path / f"out.{form}"
    path.write_bytes(answer.data)
    return [[cell.text for cell in cells] for _, cells in read_table(path).rows]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_written_out_reads_back_the_same(desk, shop, owner, tmp_path, form):
    a_return(desk.store, desk.at, shop, goods_name="=HYPERLINK(1)", purchase_store="'@店", elsewhere=True)
    refused = {"outcome": Outcome.REFUSED, "refusal_code": "no_proof"}
    a_return(desk.store, desk.at, shop, basis=Basis.QUALITY, has_proof=False, **refused)
    first = exported(owner, shop, tmp_path, form)
    other = an_active_merchant(desk.store, desk.at - timedelta(days=60))
    stranger = desk.signed_in(other.owner)
    content = owner.client.get(f"/desk/{shop.id}/ledger/export.{form}").data

    send(stranger, other, content, f"a.{form}").send(to="")

    assert "2 行已记入台账" in stranger.words
    assert exported(stranger, other, tmp_path, form) == first
    assert "=HYPERLINK(1)" in first[1]


def test_an_export_that_comes_back_with_one_more_row_does_not_count_twice(desk, shop, owner):
    a_return(desk.store, desk.at, shop)
    written = owner.client.get(f"/desk/{shop.id}/ledger/export.csv").data.decode("utf-8-sig").splitlines()
    more = written[1].replace(",1,", ",2,", 1)

    send(owner, shop, "\n".join([*written, more]).encode())

    assert "这一笔已经在台账里，是第 1 笔" in owner.words
    assert owner.words.count("已经在台账里") == 1
    assert lines(desk, shop) == 1


def test_a_ledger_is_not_written_out_without_end(desk, shop, owner):
    answers = [owner.client.get(f"/desk/{shop.id}/ledger/export.csv").status_code for _ in range(61)]

    assert (answers[59], answers[60]) == (200, 429)


def test_corrected_lines_are_marked_and_months_can_be_chosen(desk, shop, owner, tmp_path):
    return_id = a_return(desk.store, desk.at, shop)
    with pen(desk.store, shop.owner, desk.at) as p:
        correct(p, return_id=return_id, line=a_line(desk.at, quantity=2), why="数错了", scheme=SCHEME)

    rows = exported(owner, shop, tmp_path, "csv")
    state = rows[0].index("更正情况")

    assert [row[state] for row in rows[1:]] == ["已被更正（2）", "更正第 1 笔"]
    assert len(exported(owner, shop, tmp_path, "csv", "?month=2026-11")) == 3
    assert len(exported(owner, shop, tmp_path, "csv", "?month=2026-10")) == 1
    assert owner.open(f"/desk/{shop.id}/ledger/export.csv?month=soon").status == 404
    assert owner.open(f"/desk/{shop.id}/ledger/export.pdf").status == 404


def test_the_export_is_inert_in_both_languages(desk, shop, owner):
    a_return(desk.store, desk.at, shop, goods_name="＝1+1")
    content = owner.client.get(f"/en/desk/{shop.id}/ledger/export.xlsx").data

    sheet = openpyxl.load_workbook(io.BytesIO(content)).active

    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert [cell.value for cell in sheet[1]][:3] == ["kind", "basis", "bought on"]


def test_the_template_is_a_ledger_but_for_its_example(desk, shop, owner, tmp_path):
    content = owner.client.get(f"/desk/{shop.id}/ledger/template.xlsx").data

    send(owner, shop, content, "a.xlsx")

    assert "有 1 处不对" in owner.words
    assert "这是模板里的示例" in owner.words
