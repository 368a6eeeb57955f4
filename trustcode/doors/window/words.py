"""The words of this door's own reasons."""

from __future__ import annotations

from trustcode.doors.window.asked import AskedRefusal
from trustcode.doors.wording.labels import N_, register

register(
    {
        AskedRefusal.UNKNOWN: N_("There is no parameter %(name)s here. Known are: %(known)s."),
        AskedRefusal.NONE_HERE: N_("This address takes no parameters; %(name)s is one."),
        AskedRefusal.TWICE: N_("The parameter %(name)s may be there only once."),
        AskedRefusal.MISSING: N_("The parameter %(name)s is needed."),
        AskedRefusal.NOT_A_DAY: N_("The parameter %(name)s must be a day like 2026-04-20, from %(first)s to %(last)s."),
        AskedRefusal.NOT_A_NUMBER: N_("The parameter %(name)s must be a whole number from 1 to %(most)s."),
        AskedRefusal.NOT_YES: N_("The parameter %(name)s must be true or false."),
        AskedRefusal.NOT_A_PAUSE: N_(
            "The parameter %(name)s must be a reason and two days like appraisal:2026-05-01/2026-05-10, at most %(most)s days apart."
        ),
        AskedRefusal.TOO_MANY_PAUSES: N_("The parameter %(name)s may be there at most %(most)s times."),
    }
)
