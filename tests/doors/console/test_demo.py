"""The demonstration is made once, by real acts, in every standing, and says how to look at it."""

from __future__ import annotations

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.conftest import ENGINES, create_database, drop_database, empty_database_url
from tests.doors.console.conftest import FEW, FEWEST, OpenTerminal, Terminal
from tests.doors.console.small_house import RING
from trustcode.codes.rules.seal import open_seal
from trustcode.complaints.actions.handling import accept
from trustcode.complaints.queries.lists import Asked, queue
from trustcode.complaints.rules.course import State
from trustcode.doors.console import demo
from trustcode.doors.console.demo import announcement, prepare
from trustcode.doors.console.demo_names import CLUSTERS, TRADES
from trustcode.doors.console.demo_notes import Notes, moved_to, notes_file, read_notes
from trustcode.doors.console.demo_plan import SHARES, plan
from trustcode.doors.console.demo_turns import Turn
from trustcode.doors.console.demo_units import Maker
from trustcode.doors.console.output import Failed
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day
from trustcode.kernel.refusals import Refusal
from trustcode.merchants.models import Merchant
from trustcode.merchants.queries.found import found
from trustcode.merchants.rules.findings import blocks
from trustcode.merchants.rules.standing import PUBLIC, Standing
from trustcode.people.queries.accounts import actors_of, credentials, person_id_of
from trustcode.people.queries.visitors import code_check
from trustcode.people.rules.handles import read_handle
from trustcode.people.rules.hashing import Argon2
from trustcode.people.rules.one_time import used_step
from trustcode.printing.coverage import drawable
from trustcode.projections.scan_card.reading import card_by_number
from trustcode.publication.queries.gate import count_of, results_of
from trustcode.publication.queries.log import moderation_log
from trustcode.publication.queries.waiting import waiting
from trustcode.publication.rules.course import Act, HideGround
from trustcode.publication.rules.showing import ShownComplaint, Tombstone
from trustcode.record.auditing import audit
from trustcode.record.pen import pen
from trustcode.regions.actions import shipped
from trustcode.returns.queries.inspecting import answers_by_device, lines_count
from trustcode.returns.queries.reports import months_of
from trustcode.returns.rules.months import MonthState
from trustcode.storage.reading import reading

SAMPLES = {s.value for s in PUBLIC} | {"announced", "revoked", "unknown", "forged"}


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, tmp_path: Path, open_terminal: OpenTerminal) -> Terminal:
    """A terminal in front of a database without tables."""
    return open_terminal(empty_database_url(request.param, request, tmp_path))


@pytest.fixture
def made(terminal: Terminal, tmp_path: Path, request: pytest.FixtureRequest) -> Notes:
    """A copy of a small demonstration that is made once on each engine."""
    if terminal.store.is_sqlite:
        folder = request.getfixturevalue("small_demo")
    else:
        folder, demo_database = request.getfixturevalue("small_demo_on_postgres")
        database = terminal.store.write_engine.url.database
        terminal.store.close()
        drop_database(database)
        create_database(database, demo_database)
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return prepare(terminal.office, FEW)


def standings(terminal: Terminal) -> dict[Standing, int]:
    with reading(terminal.store) as reader:
        return dict(reader.rows(select(Merchant.standing, func.count()).group_by(Merchant.standing)))


def test_every_standing_appears(terminal: Terminal, made: Notes) -> None:
    assert set(standings(terminal)) == set(Standing)


def test_there_is_an_address_for_every_standing_that_a_shopper_may_see(made: Notes) -> None:
    assert set(made.scan) == SAMPLES
    assert all(address.startswith("http://127.0.0.1:8000/") for address in made.scan.values())


def test_each_address_leads_to_what_its_name_says(terminal: Terminal, made: Notes) -> None:
    with reading(terminal.store) as reader:
        for name, address in made.scan.items():
            token = address.rsplit("/", 1)[1]
            if name in {"forged", Standing.PUBLICISED.value}:
                continue
            facts = open_seal(token, RING)
            card = card_by_number(reader, facts.merchant_number)
            assert (card is None) is (name == "unknown"), name
            if card is not None and name != "revoked":
                assert card.standing == (Standing.ACTIVE if name in set(Turn) else name)
            if card is not None and name == "revoked":
                assert [p.revoked_on is not None for p in card.prints] == [True, False]


def test_the_forged_address_is_no_code_of_ours(made: Notes) -> None:
    with pytest.raises(Refusal):
        open_seal(made.scan["forged"].rsplit("/", 1)[1], RING)


def test_everybody_on_the_list_can_sign_in(terminal: Terminal, made: Notes) -> None:
    one = made.sign_ins[0]
    with reading(terminal.store) as reader:
        known = [credentials(reader, read_handle(s.sign_in)) for s in made.sign_ins]
        posts = [actors_of(reader, k.person_id)[0].role.value for k in known]
        secret = code_check(reader, known[0].person_id).secret
    assert Argon2().verify(known[0].password_hash, one.password)
    assert posts == [s.role for s in made.sign_ins]
    assert secret == one.one_time_secret


def test_passwords_are_random_and_the_notes_are_readable_by_their_owner_alone(terminal: Terminal, made: Notes) -> None:
    path = notes_file(terminal.office.settings)

    assert len({one.password for one in made.sign_ins}) == len(made.sign_ins)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["scan"] == made.scan


def test_the_owner_has_a_shop_in_force_and_the_newcomer_none(terminal: Terminal, made: Notes) -> None:
    with reading(terminal.store) as reader:
        shops = {
            who: [
                a.scope for a in actors_of(reader, person_id_of(reader, read_handle(f"{who}@demo.example"))) if a.scope
            ]
            for who in ("owner", "newcomer")
        }
        standing = reader.one(select(Merchant.standing).where(Merchant.id == shops["owner"][0]))
    assert (len(shops["owner"]), standing, shops["newcomer"]) == (1, Standing.ACTIVE, [])


def test_a_second_time_changes_nothing(terminal: Terminal, made: Notes) -> None:
    before = standings(terminal)

    again = prepare(terminal.office, FEW)

    assert (again, standings(terminal)) == (made, before)


def test_an_interrupted_demonstration_goes_on_with_the_same_passwords(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Maker.unit

    def until_the_fifth(maker: Maker, number: int, *rest: Any) -> str:
        if number == 5:
            raise KeyboardInterrupt
        return whole(maker, number, *rest)

    monkeypatch.setattr(Maker, "unit", until_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        prepare(terminal.office, FEW)
    monkeypatch.setattr(Maker, "unit", whole)
    interrupted = read_notes(terminal.office.settings)

    finished = prepare(terminal.office, FEW)

    assert interrupted is not None
    assert (interrupted.finished, finished.finished) == (False, True)
    assert finished.sign_ins == interrupted.sign_ins
    assert sum(standings(terminal).values()) == len(plan(FEW, {p.code: p for p in shipped()}))


def test_without_its_notes_a_demonstration_is_not_made_over_what_is_there(terminal: Terminal, made: Notes) -> None:
    notes_file(terminal.office.settings).unlink()

    with pytest.raises(Failed, match="delete the folder var"):
        prepare(terminal.office, FEW)


def test_another_database_gets_a_demonstration_of_its_own(terminal: Terminal, made: Notes, empty: Terminal) -> None:
    with empty.app.app_context():
        other = demo.make_ready(empty.office, FEWEST)

    assert other.finished
    assert other.sign_ins != made.sign_ins


def test_the_whole_command_makes_tables_facts_and_shops_and_announces_them(
    empty: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo.make_ready, "__defaults__", (FEWEST,))

    said = empty.types("demo").stdout
    codes = empty.asks("demo", "codes")["codes"]

    notes = read_notes(empty.office.settings)
    assert notes is not None
    assert all(one.password in said and one.sign_in in said for one in notes.sign_ins)
    assert notes.scan["active"] in said
    inspector = notes.sign_ins[0]
    assert used_step(inspector.one_time_secret, codes[inspector.sign_in], empty.at, -1)


def test_before_there_is_a_demonstration_there_are_no_codes(empty: Terminal) -> None:
    assert empty.types("demo", "codes").exit_code == 1


def test_production_has_no_demonstration(open_terminal: OpenTerminal, terminal: Terminal) -> None:
    real = open_terminal(terminal.office.settings.database_url, mode="production")

    result = real.types("demo")

    assert result.exit_code == 1
    assert result.stderr.startswith("This is not a demonstration")
    assert real.types("demo", "codes").exit_code == 1


def test_the_announcement_follows_the_port(terminal: Terminal, made: Notes) -> None:
    moved = moved_to(made, "http://127.0.0.1:9001")

    assert {address.split("/")[2] for address in moved.scan.values()} == {"127.0.0.1:9001"}
    assert announcement(terminal.office, moved).facts["scan"] == made.scan


def test_the_record_of_the_demonstration_is_sound(terminal: Terminal, made: Notes) -> None:
    with reading(terminal.store) as reader:
        assert audit(reader).bad_entry is None


def test_no_application_of_the_demonstration_is_blocked(terminal: Terminal, made: Notes) -> None:
    with reading(terminal.store) as reader:
        for merchant in reader.all(select(Merchant).where(Merchant.standing == Standing.SUBMITTED)):
            assert blocks(found(reader, merchant, terminal.at, terminal.office.settings.rules)) == []


def test_the_plan_has_about_two_hundred_units_over_all_cities_in_every_standing() -> None:
    planned = plan(SHARES, {place.code: place for place in shipped() if place.valid_to is None})

    assert 190 <= len(planned) <= 220
    assert len({one.county[:4] for one in planned}) == 14
    assert {one.standing for one in planned} == set(Standing)


def test_invented_names_can_all_be_printed() -> None:
    names = "".join([*(name for trade in TRADES for name in trade.names), *CLUSTERS.values()])

    assert drawable(names) == ()


def test_the_owners_shop_has_a_ledger_and_one_month_still_to_report(terminal: Terminal, made: Notes) -> None:
    with reading(terminal.store) as reader:
        owner = person_id_of(reader, read_handle("owner@demo.example"))
        shop = next(actor.scope for actor in actors_of(reader, owner) if actor.scope)
        months = months_of(reader, shop, civil_day(terminal.at), terminal.office.settings.rules)
        lines, answers = lines_count(reader, shop), answers_by_device(reader, shop, civil_day(terminal.at))

    open_months = [one for one in months if one.state in {MonthState.DUE, MonthState.OVERDUE}]
    assert lines >= 28
    assert answers.fresh > 3
    assert len(open_months) == 1
    assert any(one.state is MonthState.REPORTED for one in months)


def test_results_are_published_objected_to_corrected_and_hidden_from_the_first_start(
    terminal: Terminal, made: Notes
) -> None:
    """At the shop of the owner one can sign in as: what everybody reads, and what waits for the office."""
    own = the_own_shop(terminal, made)
    today = civil_day(terminal.office.clock())
    with reading(terminal.store) as reader:
        shown = results_of(reader, own, today, limit=50)
        officer = actors_of(reader, person_id_of(reader, read_handle("inspector2@demo.example")))[0]
        waits = {row.what for row in waiting(reader, officer)}
        log = [line.act for line in moderation_log(reader, limit=50)]

    stones = [one for one in shown if isinstance(one, Tombstone)]
    assert [one.ground for one in stones] == [HideGround.NOT_THIS_SHOP]
    assert len(shown) - len(stones) >= 3
    assert all(one.reply for one in shown if isinstance(one, ShownComplaint))
    assert waits >= {"look", "objection"}
    assert {Act.CORRECT, Act.HIDE} <= set(log)


def test_the_office_of_the_first_district_can_accept_a_complaint_at_once(terminal: Terminal, made: Notes) -> None:
    """One about the owner's shop, whose shopper gave address and paper; the third walk of the README needs it."""
    with reading(terminal.store) as reader:
        officer = actors_of(reader, person_id_of(reader, read_handle("inspector@demo.example")))[0]
        waiting_for_us = [row.id for row in queue(reader, officer, Asked(states=(State.RECEIVED,)))]

    accepted = [matter for matter in waiting_for_us if may_accept(terminal, officer, matter)]

    assert accepted
    with reading(terminal.store) as reader:
        assert [row.id for row in queue(reader, officer, Asked(states=(State.MEDIATING,))) if row.id in accepted]


def may_accept(terminal: Terminal, officer: Actor, matter: str) -> bool:
    """Accept it, unless the form of the law is not complete."""
    try:
        with pen(terminal.store, officer, terminal.at) as p:
            accept(p, complaint_id=matter)
    except Refusal:
        return False
    return True


def the_own_shop(terminal: Terminal, made: Notes) -> str:
    """The shop of the owner one can sign in as."""
    handle = next(one.sign_in for one in made.sign_ins if one.sign_in.startswith("owner@"))
    with reading(terminal.store) as reader:
        found = [one.scope for one in actors_of(reader, person_id_of(reader, read_handle(handle))) if one.scope]
        return next(own for own in found if count_of(reader, own, civil_day(terminal.office.clock())))
