"""Why something may come back, or may not, in words for the shopper. Facts are said already: lists, days, codes."""

from __future__ import annotations

from trustcode.commitments.rules.calculator import Because
from trustcode.doors.wording.msgids import N_

ANSWERS = {
    Because.NOT_IN_FORCE: N_("On that day the promises of this shop were not in force."),
    Because.NOT_PROMISED: N_("On that day the shop did not promise returns without a reason."),
    Because.PAUSED: N_("On that day the shop had paused returns without a reason."),
    Because.NOT_IN_RANGE: N_("The promise of that day is not for these goods: %(category)s."),
    Because.EXCLUDED: N_("The shop had left these goods out: %(codes)s."),
    Because.EXCLUDED_PERHAPS: N_("The shop had left out: %(codes)s. Whether this is one of them, the shop must see."),
    Because.OPENED_IS_FINE: N_("Opening the package to look or try is no damage."),
    Because.NOT_THIS_SHOP: N_("Only what was bought in this shop comes back here; go where you bought it."),
    Because.OTHER_SHOP_PERHAPS: N_("Bought elsewhere, it comes back here if this holds: %(code)s."),
    Because.OTHER_SHOP_IS_FINE: N_("Bought in another shop of the brand, it comes back here too."),
    Because.DAYS: N_("%(days)s days, counted from the day after the purchase: day %(days)s is %(plain)s."),
    Because.ROLLED: N_("%(plain)s is a day off, so it moves to the next working day, %(day)s."),
    Because.PROVISIONAL: N_(
        "The days off of %(year)s are not announced yet; weekends were counted. It may still shift."
    ),
    Because.OVER: N_("%(day)s has passed."),
    Because.GIFT_COMES_BACK: N_("Bring the gift too, or pay the price marked for it beforehand."),
    Because.GIFT_IS_KEPT: N_("The gift is yours to keep."),
    Because.GIFT_NOT_FORESEEN: N_("The shop says it gives no gifts; ask it about yours."),
    Because.UNLESS: N_("Unless it is one of these: %(codes)s."),
    Because.BY_LAW: N_("If something is faulty, the law still lets you return or exchange it."),
}
