"""The papers of Order 121 as PDF, read back: number, office and day on each, the ground ticked, who filed masked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.complaints.builders import ID_CARD, a_complaint, a_shop, accepted, filed, the_complaint, the_report
from tests.doors.field.officers import OfficeApp, Officer
from tests.merchants.builders import Shop, an_officer
from trustcode.complaints.actions import handling, reporting
from trustcode.complaints.rules.reporting import NoCaseGround
from trustcode.complaints.rules.words import MediationEnd, PaperKind, RefusalGround
from trustcode.doors.field import paper_kinds
from trustcode.kernel.moments import Moment
from trustcode.printing.paper import Paper, paper_pdf
from trustcode.record.pen import pen

PDFTOTEXT = shutil.which("pdftotext")


@pytest.fixture
def shop(office: OfficeApp, at: Moment) -> Shop:
    return a_shop(office.store, at, settles=False)


def pages_of(content: bytes) -> list[str]:
    """The text of each page without blanks."""
    document = pypdfium2.PdfDocument(content)
    pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return pages


def words_of(content: bytes, folder: Path) -> str:
    """The text of a PDF as pdftotext reads it where it is at hand, without blanks; else as PDFium does."""
    if PDFTOTEXT is None:
        return "".join(pages_of(content))
    path = folder / "paper.pdf"
    path.write_bytes(content)
    read = subprocess.run([PDFTOTEXT, "-layout", str(path), "-"], capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def paper(officer: Officer, path: str, folder: Path) -> str:
    """The words of a paper."""
    answer = officer.client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.headers["Cache-Control"] == "no-store"
    return words_of(answer.data, folder)


def test_a_refusal_names_the_ground_and_the_five_other_ways(
    office: OfficeApp, at: Moment, shop: Shop, tmp_path: Path
) -> None:
    number, _ = a_complaint(office.store, at, shop)
    own = the_complaint(office.store, number).id
    with pen(office.store, an_officer(office.store, at), at) as p:
        handling.refuse(p, complaint_id=own, ground=RefusalGround.NOT_CONSUMPTION, said="这是{shop}批发进货😀。")
    chen = office.officer()
    chen.open(f"/field/complaints/{own}")
    assert "投诉不予受理告知书" in chen.words

    words = paper(chen, f"/field/complaints/{own}/papers/refusal", tmp_path)

    for said in ("投诉不予受理告知书", number, "2026年11月23日", "市场监督管理局", "向人民法院提起诉讼", "第三十九条"):
        assert said in words
    assert (words.count("■"), words.count("□")) == (1, 6)
    assert "这是{shop}批发进货〓。" in words
    assert ("陈小满" in words, "陈**" in words) == (False, True)


def test_who_filed_is_in_clear_only_after_a_reading(office: OfficeApp, at: Moment, shop: Shop, tmp_path: Path) -> None:
    number, _ = a_complaint(
        office.store, at, shop, paper=PaperKind.ID_CARD, paper_number=ID_CARD, address="解放西路 9 号"
    )
    own = the_complaint(office.store, number).id
    chen, path = office.officer(), f"/field/complaints/{own}/papers/registration"

    before = paper(chen, path, tmp_path)
    chen.open(f"/field/complaints/{own}/person")
    chen.send("/person", reason="打印登记表")
    after = paper(chen, path, tmp_path)

    for private in ("陈小满", "13900005678", ID_CARD, "解放西路9号"):
        assert (private in before, private in after) == (False, True)
    assert ("个人信息已遮盖" in before, "个人信息已遮盖" in after) == (True, False)


def test_every_paper_can_be_printed_when_it_is_its_turn(
    office: OfficeApp, at: Moment, shop: Shop, tmp_path: Path
) -> None:
    officer, printed = an_officer(office.store, at), set()
    first, _ = accepted(office.store, at, shop, officer)
    second, _ = accepted(office.store, at, shop, officer, phone="13700001111")
    third, _ = a_complaint(office.store, at, shop, phone="13700002222")
    fourth, _ = a_complaint(office.store, at, shop, phone="13700003333")
    ids = [the_complaint(office.store, number).id for number in (first, second, third, fourth)]
    chen = office.officer()
    printed |= offered(chen, f"/field/complaints/{ids[0]}", tmp_path)
    with pen(office.store, officer, at) as p:
        handling.record_agreement(p, complaint_id=ids[0], obtained_fen=10_000, said="退款一百元。")
        handling.end_mediation(p, complaint_id=ids[1], ground=MediationEnd.NO_AGREEMENT, said="没谈成。")
        handling.refuse(p, complaint_id=ids[2], ground=RefusalGround.OUTSIDE_DUTY, said="不归我们管。")
        handling.ask_identity(p, complaint_id=ids[3], by_day=at.date().replace(day=30))
    printed |= offered(chen, f"/field/complaints/{ids[3]}", tmp_path)
    with pen(office.store, officer, at) as p:
        handling.refer(p, complaint_id=ids[3], said="店在外省。")
    receipts = [filed(office.store, at, shop, is_complaint=False, is_report=True, clue="价签不符。") for _ in range(2)]
    clues = [the_report(office.store, one.report[0]).id for one in receipts if one.report]
    with pen(office.store, officer, at) as p:
        reporting.find_no_case(p, report_id=clues[0], ground=NoCaseGround.NO_BREACH, said="价签已更正。")
        reporting.refer(p, report_id=clues[1], said="归税务部门。")

    for own in ids:
        printed |= offered(chen, f"/field/complaints/{own}", tmp_path)
    for own in clues:
        printed |= offered(chen, f"/field/clues/{own}", tmp_path)

    assert printed == {one.value for one in paper_kinds.PaperKind}


def offered(officer: Officer, path: str, folder: Path) -> set[str]:
    """Print every paper that a sheet offers; those that it does not offer are not there."""
    officer.open(path)
    kinds = {one for one in paper_kinds.PaperKind if f"{path}/papers/{one.value}" in officer.page}
    for one in kinds:
        words = paper(officer, f"{path}/papers/{one.value}", folder)
        assert "".join(paper_kinds.paper_words()["papers"][one.value]["title"].split()) in words
        assert "2026年11月23日" in words
    for one in set(paper_kinds.PaperKind) - kinds:
        assert officer.client.get(f"{path}/papers/{one.value}").status_code == 404
    return {one.value for one in kinds}


def test_a_long_complaint_says_number_and_day_on_each_page(
    office: OfficeApp, at: Moment, shop: Shop, tmp_path: Path
) -> None:
    number, _ = a_complaint(office.store, at, shop, facts="很长的事情。" * 300)
    own = the_complaint(office.store, number).id
    content = office.officer().client.get(f"/field/complaints/{own}/papers/registration").data

    pages = pages_of(content)

    assert len(pages) > 1
    assert all(number in page and "2026年11月23日" in page for page in pages)
    assert f"共{len(pages)}页" in pages[0]


SIGNS = ("经办人", "日期甲")


def a_paper(lines: int) -> bytes:
    """A paper with so many lines in its table."""
    return paper_pdf(
        Paper(
            title="投诉登记表",
            number="1",
            number_label="编号",
            office="天心区局",
            day="今天",
            page_label="{page}/{pages}",
            blank="＿＿",
            rows=(("争议事实", "很长的事情。\n" * lines),),
            signs=SIGNS,
        )
    )


@pytest.mark.parametrize("lines", range(26, 32))
def test_who_signs_stands_on_one_page_with_office_and_day(lines: int) -> None:
    pages = [page for page in pages_of(a_paper(lines)) if any(sign in page for sign in SIGNS)]

    assert len(pages) == 1
    assert all(sign in pages[0] for sign in SIGNS)


def test_office_and_day_stand_below_at_the_right_margin_as_on_official_papers() -> None:
    document = pypdfium2.PdfDocument(a_paper(3))
    page = document[0]
    found = page.get_textpage().search("天心区局")
    places = []
    while where := found.get_next():
        places.append(page.get_textpage().get_charbox(where[0] + where[1] - 1)[2])
    margin = page.get_width() - 25 / 25.4 * 72
    document.close()

    assert len(places) == len(("head", "below", "foot of the page"))
    assert abs(margin - places[1]) < 2
