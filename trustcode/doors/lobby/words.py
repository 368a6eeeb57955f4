"""The words of this door's own reasons, and of the room beneath it that it speaks for."""

from __future__ import annotations

import gettext
import math
from collections.abc import Mapping
from typing import Any

from trustcode.doors.lobby.bodies import BodyFault
from trustcode.doors.lobby.forms import FormFault
from trustcode.doors.wording.labels import N_, register
from trustcode.kernel.actors import Role
from trustcode.kernel.transitions import TransitionRefusal
from trustcode.people.rules.reasons import PeopleRefusal


def _wait(known: gettext.NullTranslations, facts: Mapping[str, Any]) -> str:
    seconds = int(facts["seconds"])
    if seconds < 60:
        text = known.ngettext(
            "Too many wrong tries. Try again in %(n)s second.",
            "Too many wrong tries. Try again in %(n)s seconds.",
            seconds,
        )
        return text % {"n": seconds}
    minutes = math.ceil(seconds / 60)
    text = known.ngettext(
        "Too many wrong tries. Try again in %(n)s minute.", "Too many wrong tries. Try again in %(n)s minutes.", minutes
    )
    return text % {"n": minutes}


register(
    {
        PeopleRefusal.DENIED: N_("Nothing is here, or it is not for this account."),
        PeopleRefusal.NO_SUCH_PERSON: N_("There is no such account."),
        PeopleRefusal.HANDLE_SHAPE: N_("Write a mobile number of 11 digits, or an e-mail address."),
        PeopleRefusal.HANDLE_TAKEN: N_("There is an account with this number or address already. Sign in instead."),
        PeopleRefusal.STAFF_HANDLE_TAKEN: N_(
            "This number or address has an account already, and one account works for one shop. Take another number or address."
        ),
        PeopleRefusal.STAFF_FULL: N_("A shop has at most %(most)s accounts for staff. Remove those who have left."),
        PeopleRefusal.NAME_MISSING: N_("Write your name."),
        PeopleRefusal.NAME_TOO_LONG: N_("Write the name in at most %(most)s characters."),
        PeopleRefusal.NAME_MARKS: N_("The name holds an invisible character. Type it again."),
        PeopleRefusal.PASSWORD_SHORT: N_(
            "The password needs at least %(least)s characters; this one has %(typed)s. A short sentence works well."
        ),
        PeopleRefusal.PASSWORD_LONG: N_("The password can have at most %(most)s characters."),
        PeopleRefusal.PASSWORD_COMMON: N_(
            "Many people use this password, so it is tried first. Take a sentence that only you would write."
        ),
        PeopleRefusal.PASSWORD_RELATED: N_(
            "The password is too close to your name, your number or your shop. Add words that others cannot guess."
        ),
        PeopleRefusal.PASSWORD_BROKEN: N_("The password holds a character that cannot be kept. Type it again."),
        PeopleRefusal.WRONG_SIGN_IN: N_("The number or address and the password do not belong together. Check both."),
        PeopleRefusal.WRONG_PASSWORD: N_("This is not your present password."),
        PeopleRefusal.WAIT: _wait,
        PeopleRefusal.WRONG_CODE: N_(
            "This code is not right. Wait for the next one in your app and type its six digits."
        ),
        PeopleRefusal.CODE_USED: N_("This code was used already. Wait for the next one."),
        PeopleRefusal.NOT_ENROLLED: N_("Set up one-time codes first."),
        PeopleRefusal.ALREADY_ENROLLED: N_("One-time codes are set up for this account already."),
        PeopleRefusal.INVITATION_VOID: N_(
            "This invitation does not hold: it is for another account, was used, or is older than three days. Ask for a new one."
        ),
        PeopleRefusal.ROLES_CLASH: N_("An official account has one role only, and nothing to do with a shop."),
        PeopleRefusal.SCOPE_MISFIT: N_(
            "This region does not fit the role: inspectors have a county, supervisors a city."
        ),
        PeopleRefusal.NOT_AN_OFFICIAL: N_("This is not a role of the administration."),
        PeopleRefusal.GRANT_ENDED: N_("This role has ended already."),
        PeopleRefusal.ALREADY_DISABLED: N_("This account is closed already."),
        PeopleRefusal.OWN_PROPOSAL: N_("You proposed this yourself. Another person must confirm it."),
        PeopleRefusal.OWN_ACCOUNT: N_("Nobody does this to their own account. Ask another person."),
        PeopleRefusal.ALREADY_DECIDED: N_("Somebody has decided this already."),
        PeopleRefusal.BOOTSTRAP_OVER: N_(
            "Two security officers are at work: from now on they propose and confirm official accounts."
        ),
        TransitionRefusal.NOT_FROM_HERE: N_(
            "This is not possible at this point; somebody may have acted meanwhile. Open the page again."
        ),
        FormFault.MISSING: N_("Fill this in."),
        FormFault.NOT_CHOSEN: N_("Choose one."),
        FormFault.NOT_SET: N_("Set a password."),
        FormFault.TOO_LONG: N_("Write at most %(most)s characters; there are %(typed)s now."),
        FormFault.STRANGE_CHARACTERS: N_("There is an invisible character in it. Type it again."),
        FormFault.NOT_OFFERED: N_("Choose one of the answers given."),
        FormFault.TOO_FEW: N_("Choose at least %(least)s."),
        FormFault.NOT_A_NUMBER: N_("Write a whole number in digits."),
        FormFault.TOO_SMALL: N_("Write %(least)s or more."),
        FormFault.TOO_LARGE: N_("Write %(most)s or less."),
        FormFault.NOT_A_DAY: N_("Write a date, for example 2026-11-23."),
        FormFault.UNKNOWN_FIELD: N_("The page was old. Open it again and fill it in once more."),
        BodyFault.TOO_LARGE: N_("What was sent is too large. A photo may have 10 MB."),
        BodyFault.TOO_MANY_FIELDS: N_("The form has more fields than we take."),
        BodyFault.FIELD_TOO_LONG: N_("One text is too long. Shorten it and send it again."),
        BodyFault.NO_LENGTH: N_("What was sent does not say how long it is."),
        BodyFault.BAD_LENGTH: N_("What was sent does not say rightly how long it is."),
        BodyFault.CUT_SHORT: N_("The connection broke before all had come. Send it again."),
        BodyFault.NOT_EXPECTED: N_("This address takes no form in this way."),
        BodyFault.WRONG_TYPE: N_("Send the form of the page, nothing else."),
        BodyFault.NOT_UTF8: N_("A character could not be read. Type the text again."),
        BodyFault.FORBIDDEN_CHARACTER: N_("A text holds a character that cannot be kept. Type it again."),
        BodyFault.BAD_FORM: N_("The form could not be read. Open the page and send it again."),
        BodyFault.REPEATED_FIELD: N_("One field came twice. Open the page and send it again."),
        BodyFault.BAD_JSON: N_("The JSON could not be read."),
        BodyFault.REPEATED_KEY: N_("The JSON holds a key twice."),
        BodyFault.TOO_DEEP: N_("The JSON is nested too deeply."),
        BodyFault.BAD_NUMBER: N_("The JSON holds a number out of range."),
        Role.PUBLIC: N_("Shopper"),
        Role.OWNER: N_("Owner"),
        Role.STAFF: N_("Shop staff"),
        Role.INSPECTOR: N_("Inspector"),
        Role.SUPERVISOR: N_("City supervisor"),
        Role.PROVINCE: N_("Province administrator"),
        Role.AUDITOR: N_("Auditor"),
        Role.OPERATOR: N_("System operator"),
        Role.SECURITY: N_("Security officer"),
        Role.SYSTEM: N_("The calendar"),
    }
)
