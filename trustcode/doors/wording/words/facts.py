"""Sentences for the operator who loads calendars, regions and lists."""

from __future__ import annotations

from trustcode.calendars.rules import CalendarRefusal
from trustcode.catalogues.rules import CatalogueRefusal
from trustcode.doors.wording.msgids import N_
from trustcode.regions.rules import RegionRefusal

CALENDARS = {
    CalendarRefusal.NOT_JSON: N_("The file is not proper JSON (line %(line)s)."),
    CalendarRefusal.TOO_LONG: N_("The file is too long: %(limit)s bytes at most."),
    CalendarRefusal.NOT_AN_OBJECT: N_("The file must hold one JSON object."),
    CalendarRefusal.FIELD_TWICE: N_("This field stands twice in the file."),
    CalendarRefusal.FIELD_MISSING: N_("This field is missing in the file."),
    CalendarRefusal.FIELD_UNKNOWN: N_("This field is not known."),
    CalendarRefusal.FIELD_WRONG_TYPE: N_("This field has the wrong kind of value."),
    CalendarRefusal.NOT_A_YEAR: N_("“%(found)s” is not a year from the founding of the scheme on."),
    CalendarRefusal.NOT_A_DAY: N_("“%(found)s” is not a day; write it as 2026-10-01."),
    CalendarRefusal.DAY_OUTSIDE_YEAR: N_("%(day)s does not lie in the year of the notice."),
    CalendarRefusal.DAY_TWICE: N_("%(day)s stands twice."),
    CalendarRefusal.REST_AND_MAKEUP: N_("%(day)s cannot be a rest day and a working day at once."),
    CalendarRefusal.MAKEUP_ON_WEEKDAY: N_("%(day)s is a weekday, so it is no make-up working day."),
    CalendarRefusal.NO_REST_DAYS: N_("A notice names at least one rest day."),
    CalendarRefusal.TOO_MANY_REST_DAYS: N_("%(found)s rest days are more than any notice has had; look again."),
    CalendarRefusal.NO_SOURCE: N_("Name the notice that these days come from."),
    CalendarRefusal.ALREADY_LOADED: N_("The year %(year)s is loaded already; replace it instead."),
    CalendarRefusal.NOT_LOADED: N_("The year %(year)s is not loaded yet."),
    CalendarRefusal.OFFICIAL_STAYS: N_("The year %(year)s is official and cannot become provisional again."),
}

REGIONS = {
    RegionRefusal.NOT_A_CODE: N_("A region code has six digits."),
    RegionRefusal.CODE_DOES_NOT_FIT_KIND: N_("This code does not fit the kind of region."),
    RegionRefusal.NAME_MISSING: N_("Write the name of the region in both languages."),
    RegionRefusal.NAME_TOO_LONG: N_("This name is too long: %(limit)s characters at most."),
    RegionRefusal.ALREADY_THERE: N_("There is a region %(region)s already."),
    RegionRefusal.NO_SUCH_REGION: N_("There is no such region."),
    RegionRefusal.NO_PARENT: N_("The region above it, %(parent)s, is not there."),
    RegionRefusal.NO_SUCCESSOR: N_("The region that follows it, %(successor)s, is not there."),
    RegionRefusal.NOT_AFTER_ITS_START: N_("A region cannot end before %(valid_from)s, the day it began."),
    RegionRefusal.ENDS_BEFORE_IT_STARTS: N_("A region cannot end before it begins."),
}

CATALOGUES = {
    CatalogueRefusal.NOT_A_CODE: N_("“%(code)s” cannot be the code of a term."),
    CatalogueRefusal.WORDS_MISSING: N_("The term %(code)s needs words in both languages."),
    CatalogueRefusal.WORDS_TOO_LONG: N_("The words of %(code)s are too long: %(limit)s characters at most."),
    CatalogueRefusal.ENDS_BEFORE_IT_STARTS: N_("A term cannot end before it begins."),
    CatalogueRefusal.NOT_AFTER_ITS_START: N_("A change must come after %(valid_from)s, the day the term began."),
    CatalogueRefusal.NO_SUCH_TERM: N_("There is no such term in the list."),
}
