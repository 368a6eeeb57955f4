"""The people of a shop: added with a code that is shown once, reset, signed out, removed from one moment to the next."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import resvg_py
import zxingcpp
from PIL import Image

from tests.doors.desk.owners import DeskApp, Person, open_desk
from tests.doors.desk.test_following import owner_of
from trustcode.doors.lobby.login import session_cookie
from trustcode.kernel.actors import Actor, Role
from trustcode.merchants.rules.standing import Standing
from trustcode.people.queries.accounts import staff_of
from trustcode.people.rules.handles import read_handle
from trustcode.storage.reading import reading

PASSWORD = "今天的剁椒鱼头真好吃呀哈"


def people(owner: Person) -> Person:
    return owner.open(f"/desk/{owner.shop}/people")


def add(owner: Person, name: str = "何小妹", handle: str = "13900002222") -> str:
    """Add an assistant; the code that is shown."""
    people(owner).send({"name": name, "handle": handle})
    return code_of(owner)


def code_of(owner: Person) -> str:
    shown = re.search(r'class="handover-code">(.*?)</p>', owner.page, re.DOTALL)
    return "".join(re.findall(r"<span>(\w+)</span>", shown[1])) if shown else ""


def read(drawn: str) -> str:
    """What a camera reads from a symbol."""
    raster = resvg_py.svg_to_bytes(svg_string=drawn, dpi=300)
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(bytes(raster))).convert("L"))
    return str(found.text)


def accept(desk: DeskApp, code: str, handle: str = "13900002222") -> Person:
    guest = desk.guest().open("/sign-in/invitation")
    return guest.send({"handle": handle, "invitation": code, "password": PASSWORD})


def assistant(desk: DeskApp, owner: Person) -> Actor:
    with reading(desk.store) as reader:
        one = next(a for a in staff_of(reader, owner.shop) if a.posts[0].role is Role.STAFF)
    return Actor(one.person_id, Role.STAFF, owner.shop)


def test_an_owner_adds_an_assistant_who_sets_a_password_and_comes_in(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    code = add(owner)
    assert len(code) == 32
    assert "只显示这一次" in owner.words
    assert "还没设密码" in people(owner).words

    staff = accept(desk, code)
    assert staff.path.endswith(f"/desk/{owner.shop}")
    assert "还没设密码" not in people(owner).words


def test_the_code_is_there_to_be_scanned_and_no_address_of_ours_has_it(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    code = add(owner)

    drawn = re.search(r'class="handover-symbol".*?(<svg.*?</svg>)', owner.page, re.DOTALL)[1]
    address = urlsplit(read(drawn))
    assert address.fragment == code
    assert code not in address.path + address.query
    assert desk.guest().open(f"{address.path}#{address.fragment}").status == 200


def test_a_fault_elsewhere_leaves_the_code_in_its_field(desk: DeskApp) -> None:
    code = add(owner_of(desk, Standing.ACTIVE))
    guest = desk.guest().open("/sign-in/invitation")

    guest.send({"handle": "13900002222", "invitation": code, "password": "短"})
    assert (guest.status, guest.value("invitation")) == (422, code)
    guest.send({"handle": "13900002222", "invitation": "0" * 32, "password": PASSWORD})
    assert (guest.status, guest.value("invitation")) == (422, "")


def test_who_was_removed_is_told_so_kindly_at_any_address(desk: DeskApp) -> None:
    owner, other = owner_of(desk, Standing.ACTIVE), owner_of(desk, Standing.ACTIVE)
    staff = accept(desk, add(owner))
    owner.open(f"/desk/{owner.shop}/people/{assistant(desk, owner).person_id}/removal").send()

    staff.open(f"/desk/{owner.shop}/ledger")
    told = staff.page
    assert staff.status == 404
    assert "被移除了" in staff.words
    for path in (f"/desk/{other.shop}", "/desk/0123456789abcdef", "/desk", "/desk/no/such/page"):
        assert staff.open(path).page == told
    assert "被移除了" not in owner.open(f"/desk/{other.shop}").words


def test_the_same_form_sent_twice_makes_one_account_and_shows_the_same_code(desk: DeskApp) -> None:
    owner = people(owner_of(desk, Standing.ACTIVE))
    page, path = owner.page, owner.path
    first = code_of(owner.send({"name": "何小妹", "handle": "13900002222"}))
    owner.page, owner.path = page, path
    second = code_of(owner.send({"name": "何小妹", "handle": "13900002222"}))

    assert first == second != ""
    with reading(desk.store) as reader:
        assert len(staff_of(reader, owner.shop)) == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: DeskApp) -> None:
    owner = people(owner_of(desk, Standing.ACTIVE)).send({"name": "", "handle": "1390000"})

    assert owner.status == 422
    assert len(owner.faults) == 2
    assert owner.value("handle") == "1390000"


def test_a_number_that_has_an_account_is_refused_without_saying_whose(desk: DeskApp) -> None:
    owner, other = owner_of(desk, Standing.ACTIVE), owner_of(desk, Standing.ACTIVE)
    add(other, name="别家店员")
    people(owner).send({"name": "何小妹", "handle": "139 0000 2222"})

    assert owner.status == 422
    assert "已经有账号" in owner.faults[0]
    assert "别家店员" not in owner.words


def test_a_new_code_voids_the_password_and_every_device(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    staff = accept(desk, add(owner))
    one = assistant(desk, owner)
    owner.open(f"/desk/{owner.shop}/people/{one.person_id}/reset").send()

    assert len(code_of(owner)) == 32
    assert staff.open(f"/desk/{owner.shop}").path.startswith("/sign-in")
    again = accept(desk, code_of(owner))
    assert again.path.endswith(f"/desk/{owner.shop}")


def test_signing_somebody_out_ends_their_sessions_and_keeps_the_password(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    staff = accept(desk, add(owner))
    one = assistant(desk, owner)
    owner.open(f"/desk/{owner.shop}/people/{one.person_id}/sign-out").send()

    assert staff.open(f"/desk/{owner.shop}").path.startswith("/sign-in")
    staff.open("/sign-in").send({"handle": "13900002222", "password": PASSWORD})
    assert staff.open(f"/desk/{owner.shop}").status == 200


def test_removal_asks_first(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    add(owner)
    one = assistant(desk, owner)
    owner.open(f"/desk/{owner.shop}/people/{one.person_id}/removal")
    assert "把何小妹从本店移除吗" in owner.words

    owner.send()
    assert "何小妹" not in people(owner).words


def test_a_removed_account_is_out_at_once_everywhere_even_in_the_middle_of_a_form(
    desk: DeskApp, tmp_path: Path
) -> None:
    """Another process over the same database: the next request of the open session is refused, page or form."""
    owner = owner_of(desk, Standing.ACTIVE)
    staff = accept(desk, add(owner))
    elsewhere = open_desk(desk.settings.database_url, tmp_path, desk.at)
    device = Person(elsewhere, assistant(desk, owner), elsewhere.app.test_client())
    cookie = staff.client.get_cookie(session_cookie(desk.settings))
    device.client.set_cookie(session_cookie(desk.settings), cookie.value)
    device.open(f"/desk/{owner.shop}/code")
    assert device.status == 200

    one = assistant(desk, owner)
    owner.open(f"/desk/{owner.shop}/people/{one.person_id}/removal").send()

    assert device.send(to="/code/prints").status == 404
    assert device.open(f"/desk/{owner.shop}").status == 404
    assert staff.open(f"/desk/{owner.shop}").status == 404
    elsewhere.store.close()


def test_an_assistant_leaves(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    staff = accept(desk, add(owner))
    staff.open(f"/desk/{owner.shop}/leaving").send()

    assert staff.path.endswith("/sign-in/account")
    assert staff.open(f"/desk/{owner.shop}").status == 404
    assert "何小妹" not in people(owner).words


@pytest.mark.parametrize("place", ["people", "people/{person}/removal", "people/{person}/reset"])
def test_staff_manage_nobody_and_an_owner_not_anothers_staff(desk: DeskApp, place: str) -> None:
    owner, other = owner_of(desk, Standing.ACTIVE), owner_of(desk, Standing.ACTIVE)
    staff = accept(desk, add(owner))
    path = f"/desk/{owner.shop}/" + place.format(person=assistant(desk, owner).person_id)

    assert staff.open(path).status == 404
    assert other.open(path).status == 404
    if "person" in place:
        assert other.open(path.replace(owner.shop, other.shop)).status == 404


def test_an_owner_neither_removes_nor_resets_themselves_here(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)

    for measure in ("removal", "reset", "sign-out"):
        assert owner.open(f"/desk/{owner.shop}/people/{owner.actor.person_id}/{measure}").status == 404


def test_in_english_too(desk: DeskApp) -> None:
    owner = owner_of(desk, Standing.ACTIVE)
    add(owner)
    owner.open(f"/en/desk/{owner.shop}/people")

    assert "has not set a password yet" in owner.words
    assert read_handle("13900002222").text not in owner.words
