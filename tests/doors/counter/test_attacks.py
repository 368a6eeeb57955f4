"""What somebody with bad intent sends to the counter: answered with a sentence, nothing lost, nothing told, never a fault of ours."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from tests.complaints.builders import a_complaint, a_shop, the_complaint
from tests.doors.counter.filing_hands import PERSON, begun, pair_on, up_to_the_check
from tests.doors.desk.owners import DeskApp, Person, a_photo
from tests.imaging.pictures import hollow_png
from tests.merchants.builders import DAY, Shop
from trustcode.complaints.models import Complaint, FilingDraft, Message
from trustcode.complaints.rules.saying import MOST_A_DAY
from trustcode.complaints.rules.words import Speaker
from trustcode.doors.counter.filing.draft import cookie_name
from trustcode.storage.reading import reading


@pytest.fixture
def shop(desk: DeskApp) -> Shop:
    return a_shop(desk.store, desk.at)


def count(desk: DeskApp, model: type, *conditions: object) -> int:
    with reading(desk.store) as reader:
        return int(reader.scalar(select(func.count()).select_from(model).where(*conditions)))  # type: ignore[arg-type]


@pytest.mark.parametrize("go", ["out-²", "out-٣", "out-99999999999999999999", "out--1", "out-", "out-1e3", "out-1\n"])
def test_a_photo_is_taken_out_by_a_number_alone(desk: DeskApp, shop: Shop, go: str) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos").send({"photo": a_photo(), "go": "add"})

    guest.send({"go": go})

    assert guest.status == 200
    assert guest.client.get("/counter/complaint/photo/1").status_code == 200


def _wide_jpeg() -> bytes:
    """A small file that says it is 65,500 by 65,500."""
    made = BytesIO()
    Image.new("L", (16, 16)).save(made, "JPEG")
    raw = made.getvalue()
    head = raw.index(b"\xff\xc0")
    return raw[: head + 5] + (65_500).to_bytes(2, "big") * 2 + raw[head + 9 :]


BOMBS = {
    "a PNG of gigabytes": hollow_png(30_000, 30_000),
    "a JPEG of four thousand million pixels": _wide_jpeg(),
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "a picture of another phone": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100,
    "a page that begins like a picture": b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_for_evidence_is_refused_and_the_rest_stays(desk: DeskApp, shop: Shop, content: bytes) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos").send({"photo": a_photo(), "go": "add"})

    guest.send({"photo": a_photo("evidence.jpg", content), "go": "add"})

    assert guest.status == 422
    assert len(guest.faults) == 1
    assert guest.client.get("/counter/complaint/photo/1").status_code == 200
    assert guest.client.get("/counter/complaint/photo/2").status_code == 404
    assert guest.open("/counter/complaint/person").value("name") == PERSON["name"]


def test_an_empty_file_is_no_photo_and_thirty_at_once_are_not_taken(desk: DeskApp, shop: Shop) -> None:
    guest = up_to_the_check(desk, shop).open("/counter/complaint/photos")
    assert guest.send({"photo": FileStorage(BytesIO(b""), "empty.jpg"), "go": "add"}).status == 200
    guest.open("/counter/complaint/photos").send({"photo": [a_photo(f"{n}.jpg") for n in range(30)], "go": "add"})

    assert guest.status == 400
    assert guest.client.get("/counter/complaint/photo/1").status_code == 404
    assert guest.open("/counter/complaint/person").value("name") == PERSON["name"]


def test_a_matter_cannot_be_flooded_with_words(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest().open(f"/counter/complaints/{pair[0]}/{pair[1]}")
    for n in range(MOST_A_DAY):
        guest.send({"text": f"第 {n} 句"}, to="/word")

    guest.send({"text": "还有一句"}, to="/word")

    own = the_complaint(desk.store, pair[0]).id
    assert guest.status == 422
    assert "还有一句" in guest.page
    assert count(desk, Message, Message.complaint_id == own, Message.speaker == Speaker.SHOPPER) == MOST_A_DAY
    desk.at += DAY
    guest.open(guest.path.removesuffix("/word")).send({"text": "还有一句"}, to="/word")
    assert count(desk, Message, Message.complaint_id == own) == MOST_A_DAY + 1


def test_two_windows_file_one_complaint_and_both_see_its_receipt(desk: DeskApp, shop: Shop) -> None:
    first = up_to_the_check(desk, shop)
    second = Person(desk, first.actor, first.client).open("/counter/complaint/check")

    receipts = [pair_on(one.send({"may_publish": "yes", "may_delegate": "no"})) for one in (first, second)]

    assert receipts[0] == receipts[1]
    assert count(desk, Complaint) == 1


@pytest.mark.parametrize("key", ["0" * 32, "A" * 32, "../../etc", "%00", "f" * 4000])
def test_a_key_of_a_draft_that_somebody_made_up_opens_nothing(desk: DeskApp, shop: Shop, key: str) -> None:
    begun(desk, shop)
    stranger = desk.guest()
    stranger.client.set_cookie(cookie_name(desk.settings), key)

    assert "是哪家店" in stranger.open("/counter/complaint/story").words
    assert stranger.client.get("/counter/complaint/receipt").status_code == 303
    assert count(desk, FilingDraft) == 1


@pytest.mark.parametrize("host", ["evil.example", "evil.example:443"])
def test_no_answer_leads_to_another_host(desk: DeskApp, shop: Shop, host: str) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    guest = desk.guest()
    for path in (
        "/counter/complaint/story",
        "/counter/complaint/receipt",
        f"/counter/complaints/{pair[0]}/{pair[1]}/x",
    ):
        answer = guest.client.get(path, headers={"Host": host, "X-Forwarded-Host": host}, follow_redirects=False)
        assert host not in answer.headers.get("Location", "")
        assert f"//{host}" not in answer.text


def test_a_form_from_another_page_changes_nothing(desk: DeskApp, shop: Shop) -> None:
    pair = a_complaint(desk.store, desk.at, shop)
    path = f"/counter/complaints/{pair[0]}/{pair[1]}"
    state = the_complaint(desk.store, pair[0]).state
    guest = desk.guest().open(path)
    for deed in ("word", "solved", "unsolved", "withdraw", "identity", "rating"):
        for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
            typed = {"text": "x", "why": "x", "satisfaction": "5"}
            assert guest.client.post(f"{path}/{deed}", data=typed, headers=headers).status_code == 403

    assert (the_complaint(desk.store, pair[0]).state, count(desk, Message)) == (state, 0)


def test_guesses_are_counted_for_a_household_and_not_for_its_neighbours(
    desk: DeskApp, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the /64 of an address of the new internet, whatever cookie comes along; the right secret waits there too."""
    number, secret = a_complaint(desk.store, desk.at, shop)
    monkeypatch.setattr(desk.app.view_functions["counter.matter"], "limited", "5 per minute")
    path = f"/counter/complaints/{number}/"

    def asked(given: str, source: str) -> int:
        return desk.app.test_client().get(path + given, environ_base={"REMOTE_ADDR": source}).status_code

    guesses = [asked(f"{n:026d}", f"2001:db8:1:2::{n:x}") for n in range(8)]

    assert guesses == [404] * 5 + [429] * 3
    assert asked(secret, "2001:db8:1:2:ffff::1") == 429
    assert asked(secret, "2001:db8:1:3::1") == 200
