"""The budgets of the shopper's path: what a scan may cost, and within which time a change is seen."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from werkzeug.test import Client

from tests.doors.scan.shops import (
    CARD,
    OTHER_RING,
    Clock,
    a_door,
    a_shop,
    client,
    counting,
    plate,
    put_shop,
    token_of,
)
from tests.projections.scan_card.cards import RETURNS, put, words
from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.complaints.rules.silence import Case
from trustcode.doors.scan.watch import LOOK_SECONDS
from trustcode.kernel.moments import Moment
from trustcode.projections.scan_card.card import (
    Assurance,
    Card,
    CardResult,
    CardStone,
    Clause,
    Exclusion,
    Later,
    ReturnsPromise,
    SafePromise,
    Window,
    Words,
)
from trustcode.publication.rules.figures import ComplaintFact, Way
from trustcode.returns.rules.figures import MONTHS_KEPT, MonthFigures, months_up_to
from trustcode.storage.engines import Store
from trustcode.storage.reading import reading

ROOT = Path(__file__).resolve().parents[2]
BUDGET_BYTES = 14 * 1024
LANGUAGES = ["", "/en"]
ENCODINGS = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.fixture
def clock(at: Moment) -> Clock:
    """Monday 23 November 2026, 09:42 in China, until it is moved."""
    return Clock(at)


@pytest.fixture
def visitor(store: Store, clock: Clock) -> Client:
    """Somebody at a door that has looked at its database once."""
    visitor = client(a_door(store, clock))
    visitor.get(put_shop(store, 99))
    return visitor


def test_a_scan_costs_one_query_when_cold_and_none_when_warm(store: Store, visitor: Client) -> None:
    path = put_shop(store)

    with counting(store) as cold:
        visitor.get(path)
    with counting(store) as warm:
        visitor.get(path)
        visitor.head(path)

    assert (len(cold), len(warm)) == (1, 0)


def test_the_first_scan_of_a_process_learns_where_to_begin_and_the_working_days_besides(
    store: Store, clock: Clock
) -> None:
    path = put_shop(store)

    with counting(store) as first:
        client(a_door(store, clock)).get(path)

    assert sum("scan_card.facts" in statement for statement in first.statements) == 1
    assert len(first) == 3


def test_an_unknown_code_costs_one_query_and_a_forged_one_none(store: Store, visitor: Client) -> None:
    with counting(store) as unknown:
        visitor.get("/" + token_of(1234))
    with counting(store) as forged:
        visitor.get("/" + token_of(CARD.number, ring=OTHER_RING))
        visitor.get("/en/" + "9" * 179)

    assert (len(unknown), len(forged)) == (1, 0)


def test_a_look_for_changes_costs_one_query_and_comes_twice_a_second_at_most(
    store: Store, visitor: Client, clock: Clock
) -> None:
    path = put_shop(store)
    clock.move(seconds=LOOK_SECONDS)
    visitor.get(path)

    with counting(store) as queries:
        for _ in range(14):
            clock.move(milliseconds=100)
            visitor.get(path)

    assert len(queries) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_sets_a_cookie_or_varies_by_one(store: Store, visitor: Client, language: str) -> None:
    for path in (put_shop(store), "/" + token_of(1234), "/1", "/"):
        headers = visitor.get(language + path).headers
        assert "Set-Cookie" not in headers
        assert headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_nobody_else_for_anything(store: Store, visitor: Client, language: str) -> None:
    html = visitor.get(language + put_shop(store, thumb="a" * 64)).text
    data = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
    assert len(data.findall(html)) == 1

    rest = data.sub("", html)

    assert re.findall(r"(?:https?:)?//[^\s\"'<]+", rest.replace("http://www.w3.org/2000/svg", "")) == []
    assert "<script" not in rest
    assert set(re.findall(r'(?:src|action)="([^"]*)"', rest)) <= {f"/photo/{'a' * 64}"}


def every(terms: dict[str, TermWords]) -> tuple[Words, ...]:
    return tuple(Words(term.zh, term.en, term.code) for term in terms.values())


def a_long_month(month: str, reasons: tuple[Words, ...]) -> MonthFigures:
    """A month of a large store in which every reason was used, no two months alike."""
    more = int(month[-2:]) * 97
    return MonthFigures(
        month,
        1_000 + more,
        800 + more // 2,
        300 + more // 3,
        150,
        20 + more // 9,
        500 + more // 2,
        300,
        2_000 + more,
        refused_by={one.code: 7 + place for place, one in enumerate(reasons)},
        refund_days={n: 10 + n for n in range(8)},
        others={"quality": 31, "online_statutory": 17, "goodwill": 5},
    )


def many_complaints(names: tuple[Words, ...]) -> dict[str, Any]:
    """Two years of a large shop that ended in every way, three results with long replies, and two tombstones."""
    today = date(2026, 11, 23)
    said = "".join(w.zh for w in names)
    facts = [
        ComplaintFact(today - timedelta(days=3 * n), way, None if way is Way.OPEN else 5 + n, n % 3 > 0, 1 + n % 5)
        for n in range(60)
        for way in Way
    ]
    results = [
        CardResult(today, today - timedelta(days=9 * n), names[n], names[-n - 1], result, said[61 * n : 60 + 61 * n])
        for n, result in enumerate(("no_agreement", "agreed", "withdrawn"))
    ]
    cases = [
        Case(today - timedelta(days=n + 1), None if n % 2 else today - timedelta(days=2 * n + 3)) for n in range(40)
    ]
    stones = [CardStone(today, today - timedelta(days=40 + n), why) for n, why in enumerate(("court", "facts_wrong"))]
    return {
        "complaints": tuple(facts),
        "results": tuple(results),
        "stones": tuple(stones),
        "on_display": 131,
        "cases": tuple(cases),
    }


def the_longest_card(store: Store) -> Card:
    """All clauses, all exclusions, every choice at its longest, names and remarks as long as the forms allow."""
    with reading(store) as reader:
        lists = catalogues(reader, date(2026, 11, 23))
    longest = {which: max(every(terms), key=lambda w: len(w.zh + w.en)) for which, terms in lists.items() if terms}
    names = every(lists[Catalogue.INDUSTRY])
    remark = "".join(w.zh for w in every(lists[Catalogue.CLAUSE]))[:300]
    safe = SafePromise(
        1,
        date(2026, 3, 2),
        "a" * 64,
        tuple(
            Assurance(t.code, Words(t.zh, t.en), Words(t.detail["line_zh"], t.detail["line_en"]))
            for t in lists[Catalogue.ASSURANCE].values()
        ),
        tuple(Clause(t.code, t.code.split(".")[0], Words(t.zh, t.en)) for t in lists[Catalogue.CLAUSE].values()),
        remark,
    )
    returns = ReturnsPromise(
        version=1,
        signed_on=date(2026, 3, 2),
        text_hash="b" * 64,
        paused=False,
        window_days=60,
        categories=every(lists[Catalogue.GOODS_CATEGORY]),
        exclusions=tuple(
            Exclusion(t.code, Words(t.zh, t.en), Words(t.short_zh, t.short_en))
            for t in lists[Catalogue.EXCLUSION].values()
        ),
        conditions=every(lists[Catalogue.GOODS_CONDITION]),
        bring=every(lists[Catalogue.BRING_ITEM]),
        gifts=longest[Catalogue.GIFT],
        freight=longest[Catalogue.FREIGHT],
        refund_method=longest[Catalogue.REFUND_METHOD],
        refund_days=7,
        cross_store=longest[Catalogue.CROSS_STORE],
        extra=remark[::-1],
    )
    reasons = (*every(lists[Catalogue.EXCLUSION]), *every(lists[Catalogue.RETURN_REFUSAL]))
    return a_shop(
        7,
        record=tuple(a_long_month(month, reasons) for month in months_up_to(date(2026, 11, 23), MONTHS_KEPT)),
        refusals=reasons,
        **many_complaints(every({**lists[Catalogue.PROBLEM_CATEGORY], **lists[Catalogue.SERVICE_CATEGORY]})),
        later=(Later(date(2026, 12, 3), replace(returns, window_days=7)),),
        windows=(Window(date(2026, 3, 9), date(2026, 12, 3), 60), Window(date(2026, 12, 3), None, 7)),
        thumb="c" * 64,
        position=(28_194_501, 112_976_021),
        safe=safe,
        returns=returns,
        shop_name="".join(w.zh for w in names)[:40],
        branch_name="".join(w.zh for w in names)[40:70],
        licence_name="".join(w.zh for w in names)[70:170],
        street="".join(w.zh for w in names)[170:270],
        region=words("湘西土家族苗族自治州花垣县", "Huayuan County, Xiangxi Tujia and Miao Autonomous Prefecture"),
    )


@pytest.mark.parametrize("standing", ["active", "rectifying", "suspended", "publicised"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_the_longest_page_stays_under_fourteen_kilobytes(
    store: Store, visitor: Client, encoding: str, language: str, standing: str
) -> None:
    ground = words("限期整改没有按时完成", "Not put right in time")
    put(store, replace(the_longest_card(store), standing=standing, ground=ground, due_on=date(2026, 12, 1)))

    answer = visitor.get(language + "/" + token_of(7), headers={"Accept-Encoding": encoding})

    assert answer.headers["Content-Encoding"] == encoding
    assert plate(ENCODINGS[encoding](answer.data).decode()) == standing
    assert len(answer.data) <= BUDGET_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_has_the_page_is_told_so_without_a_query(store: Store, visitor: Client, language: str) -> None:
    path = language + put_shop(store)
    etag = visitor.get(path).headers["ETag"]

    with counting(store) as queries:
        answer = visitor.get(path, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.data, len(queries)) == (304, b"", 0)


def test_a_tag_is_good_for_one_version_one_language_and_one_slot(store: Store, visitor: Client, clock: Clock) -> None:
    path = put_shop(store)
    tags = {visitor.get(path).headers["ETag"], visitor.get("/en" + path).headers["ETag"]}
    put_shop(store, version=4)
    clock.move(seconds=LOOK_SECONDS)
    tags.add(visitor.get(path).headers["ETag"])
    clock.move(minutes=5)
    tags.add(visitor.get(path).headers["ETag"])

    assert len(tags) == 4


@pytest.mark.parametrize("standing", ["suspended", "removed"])
def test_a_suspension_is_seen_on_every_process_after_one_look(store: Store, clock: Clock, standing: str) -> None:
    path = put_shop(store)
    visitors = [client(a_door(store, clock)) for _ in range(2)]
    before = [plate(v.get(language + path).text) for v in visitors for language in LANGUAGES]

    put_shop(store, standing=standing, version=4)
    clock.move(seconds=LOOK_SECONDS)
    after = [plate(v.get(language + path).text) for v in visitors for language in LANGUAGES]

    assert (before, after) == (["active"] * 4, [standing] * 4)


def test_a_revoked_print_is_refused_after_one_look_and_never_again_accepted(
    store: Store, visitor: Client, clock: Clock
) -> None:
    path = put_shop(store)
    visitor.get(path)

    put_shop(store, revoked_on=date(2026, 11, 23), version=4)
    seen = []
    for _ in range(20):
        clock.move(seconds=LOOK_SECONDS)
        seen.append(plate(visitor.get(path).text))

    assert seen == ["revoked"] * 20


def test_at_midnight_in_china_the_last_day_moves_on(store: Store, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC)
    visitor = client(a_door(store, clock))
    path = put_shop(store)
    sunday = visitor.get("/en" + path).text

    clock.move(seconds=1)
    monday = visitor.get("/en" + path).text

    assert '<p class="answer"><span class="nb">30 November</span>' in monday
    assert "22 November, 23:55" in re.sub(r" 2026", "", sunday)
    assert "23 November, 00:00" in re.sub(r" 2026", "", monday)


def test_a_purchase_before_the_spring_festival_may_come_back_after_it(store: Store, clock: Clock) -> None:
    clock.at = datetime(2026, 2, 10, 2, 0, tzinfo=UTC)

    html = client(a_door(store, clock)).get("/en" + put_shop(store)).text

    assert '<p class="answer"><span class="nb">24 February</span>' in html


def test_a_window_that_ends_in_an_unpublished_year_says_that_it_is_provisional(store: Store, clock: Clock) -> None:
    clock.at = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    visitor = client(a_door(store, clock))

    html = visitor.get("/en" + put_shop(store, returns=replace(RETURNS, window_days=10))).text

    assert "not announced yet" in html


def test_the_shoppers_door_can_be_imported_without_login_forms_or_any_act() -> None:
    listing = "import json, sys, trustcode.doors.scan.app; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)

    strangers = [m for m in loaded if m.split(".")[0] in {"flask_login", "flask_wtf", "flask_limiter", "wtforms"}]
    acts = [
        m for m in loaded if m.startswith("trustcode.") and re.search(r"\.(actions|queries|pen|jotting|writing)\b", m)
    ]

    assert "trustcode.doors.scan.shelf" in loaded
    assert (strangers, acts) == ([], [])
