"""Says facts in the visitor's language: days, deadlines, people, places and codes of the catalogues, read once a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trustcode.calendars.queries import calendar
from trustcode.catalogues.queries import catalogues
from trustcode.catalogues.rules import Catalogue, TermWords
from trustcode.doors.wording import filters
from trustcode.doors.wording.catalog import translations
from trustcode.doors.wording.labels import label
from trustcode.doors.wording.msgids import N_, Word, filled, say, say_word
from trustcode.kernel.actors import Role
from trustcode.kernel.moments import Moment, civil_day
from trustcode.kernel.territory import address_zh
from trustcode.kernel.workdays import Calendar
from trustcode.merchants.rules.standing import Act
from trustcode.merchants.rules.terms import GROUNDS
from trustcode.people.queries.accounts import names_of
from trustcode.regions.queries import places
from trustcode.regions.rules import Place, way_en, way_zh
from trustcode.storage.reading import Reader

SOMEBODY = N_("an officer")
LAST_DAYS = frozenset({"due_day", "last_day"})
"""Names of facts that are deadlines."""

LATE = ("%(num)s calendar day late", "%(num)s calendar days late")
LEFT = ("%(num)s working day left", "%(num)s working days left")


@dataclass(frozen=True)
class Speaker:
    """The language, the day, and everything that gives codes a name."""

    language: str
    today: date
    calendar: Calendar
    lists: Mapping[Catalogue, Mapping[str, TermWords]]
    places: Mapping[str, Place]
    names: Mapping[str, str]

    def say(self, message: str | Word, **facts: object) -> str:
        """A marked sentence with its facts, days said in full; or a marked word."""
        if isinstance(message, tuple):
            return say_word(self.language, message)
        return say(self.language, message, {name: self._said(name, value) for name, value in facts.items()})

    def count(self, words: tuple[str, str], number: int, **facts: object) -> str:
        """A marked pair of sentences, for one and for many; the number is the fact `num`."""
        text = translations(self.language).ngettext(*words, number)
        return filled(text, {"num": number, **{name: self._said(name, value) for name, value in facts.items()}})

    def day(self, value: date) -> str:
        """A day with its weekday, the year only when it is another one."""
        return str(filters.day_weekday(self.language, value, self.today))

    def full_day(self, value: date) -> str:
        """A day with its year, for dates on papers."""
        return str(filters.day(self.language, value))

    def moment(self, value: Moment) -> str:
        """A moment in China."""
        return str(filters.moment(self.language, value, self.today))

    def ground(self, act: Act, code: str) -> str:
        """The words of a ground for an act; empty for none. A code that left the list is said as it is."""
        which = GROUNDS.get(act)
        if not code or which is None:
            return ""
        return self.term(which, code)

    def term(self, which: Catalogue, code: str) -> str:
        """The words of a code; the code itself when the list no longer has it."""
        found = self.lists[which].get(code)
        return found.words(self.language) if found else code

    def place(self, region_code: str) -> str:
        """The name of a region."""
        found = self.places.get(region_code)
        if found is None:
            return region_code
        return found.name_en if self.language == "en" else found.name_zh

    def way(self, region_code: str) -> str:
        """City and county in the order of the language."""
        codes = dict.fromkeys((f"{region_code[:4]}00", region_code))
        way = [self.places[code] for code in codes if code in self.places]
        return (way_en(way) if self.language == "en" else way_zh(way)) or region_code

    def address(self, region_code: str, street: str) -> str:
        """Where a shop is, from the city down in Chinese."""
        way = self.way(region_code)
        return f"{street}, {way}" if self.language == "en" else address_zh(way, street)

    def person(self, person_id: str) -> str:
        """The name of somebody who acted."""
        return self.names.get(person_id) or self.say(SOMEBODY)

    def person_as(self, person_id: str, role: Role) -> str:
        """The name of somebody who acted, with the role in which they did."""
        name, role_name = self.person(person_id), label(self.language, role)
        return f"{name} ({role_name})" if self.language == "en" else f"{name}（{role_name}）"

    def left(self, due: date) -> str:
        """How much time there is until the end of a day: in working days, or the days it is late."""
        if due < self.today:
            return self.count(LATE, (self.today - due).days)
        if due == self.today:
            return self.say(N_("due today"))
        return self.count(LEFT, self.calendar.workdays_between(self.today, due))

    def urgency(self, due: date | None) -> str:
        """`late`, `today` or nothing, as the components want it."""
        if due is None or due > self.today:
            return ""
        return "today" if due == self.today else "late"

    def joined(self, parts: Iterable[str]) -> str:
        """Several things in a row."""
        return ("、" if self.language == "zh" else ", ").join(part for part in parts if part)

    def _said(self, name: str, value: object) -> object:
        """A last day is said with its weekday, any other day without."""
        if type(value) is not date:
            return value
        return self.day(value) if name in LAST_DAYS else filters.day(self.language, value, self.today)


def speaker(reader: Reader, language: str, at: Moment, people: Iterable[str] = ()) -> Speaker:
    """All that is needed to speak on a page about these people, in four reads."""
    today = civil_day(at)
    return Speaker(
        language=language,
        today=today,
        calendar=calendar(reader),
        lists=catalogues(reader, today),
        places=places(reader, today),
        names=names_of(reader, people),
    )
