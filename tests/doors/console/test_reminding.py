"""The sweep reminds: by stages, once, at the desk and by e-mail; a mail server in trouble fails nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, func, select

from tests.doors.console.conftest import Terminal
from tests.doors.console.mail_server import MailServer, mail_server
from tests.merchants.builders import DAY, SCHEME, Shop, a_person, an_active_merchant
from trustcode.commitments.actions.checking import self_check
from trustcode.commitments.actions.renewing import renew
from trustcode.commitments.queries.drafts import again
from trustcode.commitments.queries.promises import lists_on
from trustcode.commitments.rules.checking import clauses_asked
from trustcode.doors.console import mailing
from trustcode.doors.console.mailing import Mailed, mail_notices
from trustcode.doors.console.reminding import due_reminders, remind
from trustcode.kernel.moments import civil_day
from trustcode.merchants.models import Merchant
from trustcode.notices.models import Notice
from trustcode.notices.queries import notices, unsent
from trustcode.notices.rules import MAIL_CLAIM, NoticeKind
from trustcode.people.actions import accounts
from trustcode.record.pen import pen
from trustcode.settings import Smtp
from trustcode.storage.reading import reading


def kinds(terminal: Terminal, shop: Shop) -> list[tuple[str, str]]:
    """The notices of a shop but those of its months, the oldest first: kind and stage."""
    with reading(terminal.store) as reader:
        found = [(n.kind.value, n.facts.get("stage", "")) for n in notices(reader, shop.id, limit=99)][::-1]
    return [one for one in found if one[0] != NoticeKind.MONTH_DUE.value]


def before_the_end(terminal: Terminal, shop: Shop, days: int) -> None:
    """Turn the clock to some days before validity ends."""
    with reading(terminal.store) as reader:
        valid_to = reader.get(Merchant, shop.id).valid_to
    terminal.turn(days=(valid_to - civil_day(terminal.at)).days - days)


def check(terminal: Terminal, shop: Shop) -> None:
    with pen(terminal.store, shop.owner, terminal.at) as p:
        asked = clauses_asked(lists_on(p, civil_day(terminal.at)), p.get(Merchant, shop.id).unit_kind)
        self_check(p, merchant_id=shop.id, answers={c.code: True for c in asked})


def renewals(terminal: Terminal, shop: Shop) -> list[str]:
    return [stage for kind, stage in kinds(terminal, shop) if kind == NoticeKind.RENEWAL_DUE.value]


def test_the_end_of_validity_is_told_sixty_thirty_and_seven_days_before(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)

    told = []
    for days in (61, 60, 59, 30, 8, 7, 1):
        before_the_end(terminal, shop, days)
        remind(terminal.office, terminal.at)
        told.append(len(renewals(terminal, shop)))

    assert told == [0, 1, 1, 2, 2, 3, 3]
    assert renewals(terminal, shop) == ["early", "soon", "last"]


def test_days_without_a_sweep_lose_nothing_and_twice_is_once(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    before_the_end(terminal, shop, 3)

    first, second = terminal.asks("sweep"), terminal.asks("sweep")

    assert first["reminded"] == 3
    assert second["reminded"] == 0
    assert sorted(kinds(terminal, shop)) == [("renewal_due", "last"), ("self_check_due", "last")]


def test_who_has_asked_for_renewal_is_not_reminded_of_it(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    before_the_end(terminal, shop, 30)
    check(terminal, shop)
    with pen(terminal.store, shop.owner, terminal.at) as p:
        texts = again(p, shop.id, civil_day(terminal.at))
        renew(p, merchant_id=shop.id, agreed={k: one.text.hash for k, one in texts.items()}, scheme=SCHEME)

    remind(terminal.office, terminal.at)

    assert kinds(terminal, shop) == []


def test_expiry_itself_is_told(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    before_the_end(terminal, shop, -31)

    assert terminal.asks("sweep")["lapsed"] == 1
    terminal.turn(days=2)
    terminal.asks("sweep")

    assert [kind for kind, _ in kinds(terminal, shop)].count("lapsed") == 1


def test_the_self_check_is_told_a_month_before_and_when_due_and_anew_each_year(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    terminal.turn(days=336)
    remind(terminal.office, terminal.at)
    terminal.turn(days=29)
    remind(terminal.office, terminal.at)
    check(terminal, shop)
    remind(terminal.office, terminal.at + 30 * DAY)
    assert kinds(terminal, shop) == [("self_check_due", "soon"), ("self_check_due", "last")]

    remind(terminal.office, terminal.at + 340 * DAY)
    assert len(kinds(terminal, shop)) == 3


def test_a_month_that_is_over_is_told_and_told_again_once_its_report_is_late(terminal: Terminal) -> None:
    shop = an_active_merchant(terminal.store, terminal.at)
    told = []
    for days in (7, 1, 10, 1):
        terminal.turn(days=days)
        remind(terminal.office, terminal.at)
        with reading(terminal.store) as reader:
            told.append([n.facts for n in notices(reader, shop.id, limit=9)])

    assert [len(one) for one in told] == [0, 1, 2, 2]
    assert told[1][0]["about"] == "2026-11"


def test_a_demonstration_is_swept_on_another_day(terminal: Terminal) -> None:
    an_active_merchant(terminal.store, terminal.at)

    assert terminal.asks("sweep", "--on", "2027-11-23")["reminded"] == 2


def test_each_kind_is_one_question_however_many_shops(terminal: Terminal) -> None:
    for _ in range(3):
        shop = an_active_merchant(terminal.store, terminal.at)
    before_the_end(terminal, shop, 5)
    asked: list[str] = []
    event.listen(terminal.store.read_engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    with reading(terminal.store) as reader:
        found = list(due_reminders(reader, terminal.at, SCHEME))

    assert len(found) == 9
    assert len([one for one in asked if one.lstrip().upper().startswith("SELECT")]) <= 9


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as house:
        yield house


def with_mail(terminal: Terminal, smtp: Smtp) -> Any:
    office = terminal.office
    changed = replace(office, settings=replace(office.settings, smtp=smtp))
    terminal.app.extensions["trustcode"] = changed
    return changed


def a_reminded_shop(terminal: Terminal, handle: str = "") -> Shop:
    owner = a_person(terminal.store, terminal.at, handle=handle)
    shop = an_active_merchant(terminal.store, terminal.at, owner, returns=False)
    terminal.turn(days=340)
    remind(terminal.office, terminal.at)
    return shop


def test_a_letter_goes_to_the_owners_address_in_both_languages_once(terminal: Terminal, server: MailServer) -> None:
    a_reminded_shop(terminal, "lin@example.com")
    with_mail(terminal, server.settings)

    told = terminal.asks("sweep")
    again = terminal.asks("sweep")

    assert (told["mailed"], again["mailed"], len(server.letters)) == (1, 0, 1)
    letter = server.letters[0]
    assert letter["To"] == "lin@example.com"
    assert "自查" in letter["Subject"]
    assert "self-check" in letter["Subject"]
    assert "青禾" not in letter["Subject"]
    body = letter.get_content()
    assert "青禾布衣" in body
    assert "/notices" in body
    assert "/en/desk/" in body
    assert letter.get_content_type() == "text/plain"
    assert letter["Message-ID"].startswith("<notice.")


def test_without_a_server_or_an_address_the_desk_alone_has_it(terminal: Terminal, server: MailServer) -> None:
    a_reminded_shop(terminal, "13800007777")
    assert mail_notices(terminal.office, terminal.at) == Mailed()

    office = with_mail(terminal, server.settings)
    assert mail_notices(office, terminal.at) == Mailed()
    assert server.letters == []


def test_an_owner_whose_account_is_closed_gets_no_letter(terminal: Terminal, server: MailServer) -> None:
    shop = a_reminded_shop(terminal)
    with pen(terminal.store, a_person(terminal.store, terminal.at), terminal.at) as p:
        accounts.disable(p, person_id=shop.owner.person_id)

    assert mail_notices(with_mail(terminal, server.settings), terminal.at) == Mailed()


def test_a_server_that_is_down_fails_nothing_and_the_letter_goes_later(terminal: Terminal, server: MailServer) -> None:
    a_reminded_shop(terminal)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = probe.getsockname()[1]
    with_mail(terminal, replace(server.settings, port=nobody))

    for _ in range(7):
        told = terminal.asks("sweep")
        assert (told["exit"], told["mailed"]) == (0, 0)
    with_mail(terminal, server.settings)

    assert terminal.asks("sweep")["mailed"] == 1


def test_a_server_that_says_nothing_is_left_after_a_while(
    terminal: Terminal, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_reminded_shop(terminal)
    monkeypatch.setattr(mailing, "SECONDS", 0.2)
    server.silent = True

    assert mail_notices(with_mail(terminal, server.settings), terminal.at) == Mailed(is_away=True)


@pytest.mark.parametrize(("rcpt", "data"), [("550 no such user", "250 OK"), ("250 OK", "554 spam"), ("450 later", "")])
def test_a_letter_that_is_refused_is_tried_a_few_times_and_holds_up_no_other(
    terminal: Terminal, server: MailServer, rcpt: str, data: str
) -> None:
    a_reminded_shop(terminal)
    server.rcpt, server.data = rcpt, data or "250 OK"
    office = with_mail(terminal, server.settings)

    rounds = [mail_notices(office, terminal.at) for _ in range(7)]

    assert rounds == [Mailed(0, 1)] * 5 + [Mailed()] * 2


def test_a_server_that_closes_the_line_ends_the_round(terminal: Terminal, server: MailServer) -> None:
    a_reminded_shop(terminal)
    server.rcpt = "421 too busy"
    office = with_mail(terminal, server.settings)

    assert mail_notices(office, terminal.at) == Mailed(is_away=True)
    server.rcpt = "250 OK"
    assert mail_notices(office, terminal.at) == Mailed(1)


def test_when_nobody_knows_whether_it_went_it_goes_again_under_the_same_id(
    terminal: Terminal, server: MailServer
) -> None:
    a_reminded_shop(terminal)
    office = with_mail(terminal, server.settings)
    server.dies_after_data = True
    assert mail_notices(office, terminal.at).is_away
    server.dies_after_data = False

    assert mail_notices(office, terminal.at).sent == 1
    assert len({letter["Message-ID"] for letter in server.letters}) == 1
    assert len(server.letters) == 2


def test_a_sender_that_died_with_a_letter_in_hand_is_followed_by_another(
    terminal: Terminal, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_reminded_shop(terminal)
    office = with_mail(terminal, server.settings)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mailing, "_send", die)
        with pytest.raises(KeyboardInterrupt):
            mail_notices(office, terminal.at)

    assert mail_notices(office, terminal.at) == Mailed()
    assert mail_notices(office, terminal.at + MAIL_CLAIM + DAY / 24).sent == 1


def test_a_password_is_not_given_away_without_encryption(terminal: Terminal, server: MailServer) -> None:
    a_reminded_shop(terminal)
    office = with_mail(terminal, replace(server.settings, user="tc", password="geheim"))

    assert mail_notices(office, terminal.at) == Mailed(is_away=True)
    assert server.letters == []


def test_what_was_made_is_kept_even_if_no_letter_ever_goes(terminal: Terminal) -> None:
    a_reminded_shop(terminal)

    with reading(terminal.store) as reader:
        assert reader.scalar(select(func.count()).select_from(Notice)) == 1
        assert len(unsent(reader, terminal.at)) == 1
