"""Published results of a shop for programs: what the gate lets out, and figures of which few cases say little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from tests.complaints.builders import a_complaint
from tests.doors.window.conftest import Program
from tests.merchants.builders import CITY, DAY, Shop, a_draft_merchant, an_officer
from tests.publication.builders import an_office_shop, published
from trustcode.complaints.models import Complaint
from trustcode.kernel.actors import Role
from trustcode.publication.actions import hiding
from trustcode.publication.queries import gate
from trustcode.publication.rules.course import HideGround
from trustcode.record.pen import pen

TEN = {
    "came_on", "respondent_name", "credit_code", "district", "category", "problem", "result", "office", "reply",
    "answered_in_time",
}  # fmt: skip


def shop_with(program: Program, count: int) -> tuple[Shop, list[str]]:
    """A shop with published results, each by another phone; two came in at the same moment."""
    shop, officer = an_office_shop(program.store, program.at), an_officer(program.store, program.at - 3 * DAY)
    ids = [published(program.store, program.at, shop, officer, phone=f"139000011{n:02d}") for n in range(count)]
    return shop, ids


def hide(program: Program, complaint_id: str) -> None:
    with pen(program.store, an_officer(program.store, program.at), program.at) as p:
        hiding.propose(p, complaint_id=complaint_id, ground=HideGround.PRIVACY, reason="照片里有人")
    with pen(program.store, an_officer(program.store, program.at, role=Role.SUPERVISOR, scope=CITY), program.at) as p:
        hiding.confirm(p, complaint_id=complaint_id)


def test_a_result_has_the_ten_fields_and_a_hidden_one_its_trace(program: Program) -> None:
    shop, ids = shop_with(program, 2)
    hide(program, ids[0])

    told = program.read(f"/api/v1/merchants/{shop.id}/complaints")

    by_kind = {one["kind"]: one for one in told["results"]}
    assert set(by_kind["result"]) == TEN | {"kind"}
    assert set(by_kind["hidden"]) == {"kind", "hidden_on", "ground"}
    assert told["total"] == 2
    assert ids[0] not in str(told)
    assert ids[1] not in str(told)


def test_of_few_cases_only_the_counts_are_said(program: Program) -> None:
    shop, _ = shop_with(program, 3)
    a_complaint(program.store, program.at, shop, phone="13900009999", facts="退款到现在没有到账，电话也不接。")

    figures = program.read(f"/api/v1/merchants/{shop.id}/complaints")["figures"]

    assert (figures["received"], figures["few"], figures["open"]) == (4, True, 1)
    assert figures["ended"]["agreed"] == 3
    assert (figures["median_days"], figures["before"], figures["satisfaction"]["mean"]) == (None, None, None)


def test_from_ten_on_there_is_a_median_and_never_a_score(program: Program) -> None:
    shop, _ = shop_with(program, 10)

    figures = program.read(f"/api/v1/merchants/{shop.id}/complaints")["figures"]

    assert (figures["received"], figures["few"], figures["median_days"]) == (10, False, 2)
    assert figures["before"] is None
    assert figures["answered_in_time"] == {"count": 0, "of": 0}
    assert not {"score", "rank", "rating", "stars"} & set(figures)


def pages(program: Program, path: str, between: dict[int, str] | None = None) -> list[dict[str, object]]:
    """All results, page after page, as `next` leads; what is to be hidden before a page is."""
    found: list[dict[str, object]] = []
    number, following = 0, path
    while following:
        told = program.read(following)
        found += told["results"]
        following, number = told["next"], number + 1
        if between and number in between:
            hide(program, between[number])
    return found


def test_pages_have_every_result_once(program: Program) -> None:
    shop, ids = shop_with(program, 7)
    whole = program.read(f"/api/v1/merchants/{shop.id}/complaints")["results"]

    assert len(whole) == len(ids)
    for limit in (1, 2, 3, 7, 100):
        assert pages(program, f"/api/v1/merchants/{shop.id}/complaints?limit={limit}") == whole


def test_what_comes_in_meanwhile_moves_nothing(program: Program) -> None:
    """The newest come first, so that new ones push the old ones on: a page number would tell some of them twice."""
    shop, ids = shop_with(program, 4)
    with program.store.write_engine.begin() as connection:
        for n, one in enumerate(ids):
            connection.execute(update(Complaint).where(Complaint.id == one).values(problem=f"p{n}"))
    first = program.read(f"/api/v1/merchants/{shop.id}/complaints?limit=2")
    later = replace(program, at=program.at + DAY)
    published(program.store, later.at, shop, an_officer(program.store, program.at), phone="13900008888")
    rest = program.read(first["next"])

    codes = [one["problem"]["code"] for one in [*first["results"], *rest["results"]]]
    assert sorted(codes) == ["p0", "p1", "p2", "p3"]
    assert rest["next"] is None


def test_a_mark_tells_nothing_and_is_of_its_shop_alone(program: Program) -> None:
    shop, ids = shop_with(program, 3)
    path = f"/api/v1/merchants/{shop.id}/complaints?limit=1"
    first, again = program.ask(path), program.ask(path)
    mark = first.json["next"].rpartition("after=")[2]
    other = an_office_shop(program.store, program.at)

    assert first.data == again.data
    assert first.headers["Link"] == f'<{first.json["next"]}>; rel="next"'
    assert not any(one in mark for one in ids)
    strange = program.ask(f"/api/v1/merchants/{other.id}/complaints?after={mark}")
    assert strange.json["errors"][0] == {
        "field": "after", "code": "publication_no_such_place", "detail": "这里不认识列表中的这个位置。去掉它，从头开始。",
    }  # fmt: skip
    for bad in (mark[:-1], mark + "A", "x", "%00", "x" * 5000, ids[0]):
        assert program.ask(f"/api/v1/merchants/{shop.id}/complaints?after={bad}").status_code == 400


def test_the_next_page_stays_in_the_language(program: Program) -> None:
    shop, _ = shop_with(program, 2)

    told = program.read(f"/en/api/v1/merchants/{shop.id}/complaints?limit=1")

    assert told["next"].startswith(f"/en/api/v1/merchants/{shop.id}/complaints?limit=1&after=")


def test_a_number_of_lines_is_from_one_to_a_hundred(program: Program) -> None:
    shop = an_office_shop(program.store, program.at)

    for limit in ("0", "101", "-1", "1.5", "", "９", "1" * 50):
        answer = program.ask(f"/api/v1/merchants/{shop.id}/complaints?limit={limit}")
        assert [fault["code"] for fault in answer.json["errors"]] == ["parameter_not_a_number"]


def test_a_shop_that_is_not_public_is_not_there(program: Program) -> None:
    draft = a_draft_merchant(program.store, program.at)

    found = [program.ask(f"/api/v1/merchants/{one}/complaints") for one in (draft.id, "0" * 16, "x", "%00", "9" * 999)]

    assert {answer.status_code for answer in found} == {404}
    assert len({answer.data for answer in found}) == 1


def test_what_changes_changes_the_etag(program: Program) -> None:
    shop, ids = shop_with(program, 1)
    path = f"/api/v1/merchants/{shop.id}/complaints"
    tag = program.ask(path).headers["ETag"]
    hide(program, ids[0])

    assert program.ask(path, If_None_Match=tag).status_code == 200


def test_a_gate_that_lets_out_the_hidden_is_noticed(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build weakened on purpose: a gate that tells a hidden result like a shown one."""
    shop, ids = shop_with(program, 1)
    hide(program, ids[0])
    right = gate._one
    monkeypatch.setattr(gate, "_one", lambda row: right(_Shown(row)))
    told = program.read(f"/api/v1/merchants/{shop.id}/complaints")

    with pytest.raises(AssertionError):
        assert {one["kind"] for one in told["results"]} == {"hidden"}


class _Shown:
    """A row that claims to be published."""

    def __init__(self, row: object) -> None:
        self._row = row

    stage = gate.Stage.PUBLISHED

    def __getattr__(self, name: str) -> object:
        return getattr(self._row, name)


def test_a_page_costs_a_fixed_number_of_questions(program: Program) -> None:
    shop, _ = shop_with(program, 9)
    program.read(f"/api/v1/merchants/{shop.id}/complaints?limit=1")
    seen = program.statements()

    program.read(f"/api/v1/merchants/{shop.id}/complaints?limit=1")
    few = len(seen)
    program.read(f"/api/v1/merchants/{shop.id}/complaints?limit=9")

    assert len(seen) - few == few
