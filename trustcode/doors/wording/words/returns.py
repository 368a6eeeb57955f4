"""Sentences of the returns ledger: why a line, a correction or an answer is not taken, and what is due and why."""

from __future__ import annotations

from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.returns.rules.refusals import ReturnRefusal
from trustcode.returns.rules.verdicts import Reason, Verdict

RETURNS = {
    ReturnRefusal.NO_SUCH_RETURN: N_("There is no such entry, or it is not yours to see."),
    ReturnRefusal.AMOUNT_MISSING: N_("Write the amount in yuan, such as 159 or 12.50."),
    ReturnRefusal.AMOUNT_UNREADABLE: N_("This is not an amount. Write it in yuan, such as 159 or 12.50."),
    ReturnRefusal.AMOUNT_DECIMALS: N_("An amount has two decimals at most, such as 12.50."),
    ReturnRefusal.AMOUNT_NEGATIVE: N_("An amount cannot be below nought. Leave out the minus sign."),
    ReturnRefusal.AMOUNT_ZERO: N_("Write what the goods cost; it is more than nought."),
    ReturnRefusal.AMOUNT_TOO_LARGE: N_("At most %(most_yuan)s yuan. Look at the digits once more."),
    ReturnRefusal.REFUND_ABOVE_VALUE: N_("No more can be refunded than the goods cost. Compare the two amounts."),
    ReturnRefusal.REFUND_MISSING: N_("Write how much was refunded. If other goods were given for it, choose exchange."),
    ReturnRefusal.REFUND_NOT_GIVEN: N_(
        "Nothing is refunded when a request is refused or taken back. Leave this empty, or choose accepted."
    ),
    ReturnRefusal.QUANTITY: N_("Write how many pieces, from 1 to %(most)s."),
    ReturnRefusal.DAY_IN_FUTURE: N_("This day has not come yet. Today is %(today)s."),
    ReturnRefusal.BOUGHT_LATER: N_(
        "Bought after it was brought back? It came back on %(requested)s; look at both days."
    ),
    ReturnRefusal.REFUNDED_EARLIER: N_(
        "Refunded before it was brought back? It came back on %(requested)s; look at both days."
    ),
    ReturnRefusal.TOO_LONG_AGO: N_("This is too long ago to be entered. The earliest day is %(earliest)s."),
    ReturnRefusal.TOO_LONG: N_("This is too long: %(most)s characters at most."),
    ReturnRefusal.STRANGE_CHARACTERS: N_("There is a character in it that cannot be seen. Type it anew."),
    ReturnRefusal.UNKNOWN_CHOICE: N_("Choose one from the list."),
    ReturnRefusal.TOO_MANY_PHOTOS: N_("At most %(most)s photos. Take some out."),
    ReturnRefusal.NOT_ONE_OF_YOURS: N_("Choose somebody of this shop."),
    ReturnRefusal.NOT_PROMISED: N_(
        "On %(bought)s the shop had promised no returns without a reason. If you take it back all the same, "
        "choose goodwill."
    ),
    ReturnRefusal.NOT_PROMISED_THEN: N_(
        "On %(bought)s the promise did not hold yet, or no longer. If you take it back all the same, choose goodwill."
    ),
    ReturnRefusal.PAUSED_THEN: N_(
        "On %(bought)s returns without a reason were paused. If you take it back all the same, choose goodwill."
    ),
    ReturnRefusal.UNIT_NOT_IN_FORCE: N_(
        "The shop is not in force now. Only what was bought while the promise held can be entered, and on %(bought)s "
        "it did not."
    ),
    ReturnRefusal.REASON_NEEDED: N_("Choose why it is refused. The shopper gets the reason on a slip."),
    ReturnRefusal.REASON_WITHOUT_REFUSAL: N_("A reason belongs to a refusal. Choose refused, or leave the reason out."),
    ReturnRefusal.REFUSAL_NOT_DISPLAYED: N_(
        "This reason was not displayed in the shop on the day of purchase, so it cannot be used. "
        "What can be used: %(may)s."
    ),
    ReturnRefusal.REFUSAL_NOT_APPLICABLE: N_("This reason does not fit what was entered. What fits: %(may)s."),
    ReturnRefusal.MUST_BE_TAKEN_BACK: N_(
        "The promise covers this and there is no reason to refuse it. Take it back; the last day for it is %(last)s."
    ),
    ReturnRefusal.RECEIPT_KNOWN: N_(
        "This receipt was entered before, on %(on)s as number %(number)s. If this is another thing from the same "
        "receipt, tick that."
    ),
    ReturnRefusal.WHY_NEEDED: N_("Write why it is corrected, such as: wrong amount."),
    ReturnRefusal.ALREADY_CORRECTED: N_("This entry was corrected before. Correct number %(number)s instead."),
    ReturnRefusal.NOTHING_CHANGED: N_("Nothing is different yet. Change what was wrong."),
    ReturnRefusal.PROPOSAL_OPEN: N_("A correction of this entry is waiting for the owner already."),
    ReturnRefusal.PROPOSAL_CLOSED: N_("This correction has been decided already."),
    ReturnRefusal.CODE_EXPIRED: N_(
        "This code held until %(until)s. Ask the shop if something is not right, or call 12315."
    ),
    ReturnRefusal.ALREADY_ANSWERED: N_("This entry has been answered already, on %(answered_at)s. One answer counts."),
    ReturnRefusal.DISPUTE_REASON_NEEDED: N_("Choose what is not right."),
    ReturnRefusal.NOTE_NEEDED: N_("Write in a few words what is not right."),
}

VERDICTS: dict[Verdict, Word] = {
    Verdict.DUE: word("ledger", "Take it back"),
    Verdict.MAY_REFUSE: word("ledger", "May be refused"),
    Verdict.BY_LAW: word("ledger", "Due by law"),
    Verdict.FREE: word("ledger", "Up to the shop"),
    Verdict.NOT_PROMISED: word("ledger", "Not promised"),
}

REASONS = {
    Reason.PROMISED_DAYS: N_("Bought on %(bought)s; promised are %(days)s days, the day of purchase not counted."),
    Reason.LAW_ONLINE: N_(
        "Arrived on %(bought)s; for goods that were sent the law gives %(days)s days, that day not counted "
        "(Consumer Rights Protection Law art. 25)."
    ),
    Reason.LAW_QUALITY: N_(
        "Something is wrong with the goods, so the law decides: money back until %(last)s, exchange or repair also later "
        "(Consumer Rights Protection Law art. 24)."
    ),
    Reason.ROLLED: N_("%(was)s is a day off, so the last day moves to %(last)s."),
    Reason.PROVISIONAL: N_("The holidays of %(year)s are not published yet; the last day may still move."),
    Reason.IN_TIME: N_("In time: the last day is %(last)s."),
    Reason.PASSED: N_("Too late: the last day was %(last)s."),
    Reason.LAW_PASSED: N_("The seven days for money back ended on %(last)s; exchange or repair is still due."),
    Reason.COVERED: N_("The promise covers this kind of goods: %(category)s."),
    Reason.NOT_COVERED: N_("The promise does not name this kind of goods: %(category)s."),
    Reason.EXCLUDED: N_("Left out, and displayed as such: %(exclusions)s."),
    Reason.EXCLUDED_IF: N_("May be refused only if it really is so: %(exclusions)s."),
    Reason.EXCLUDED_IF_AGREED: N_("May be refused only if the buyer confirmed it at the purchase: %(exclusions)s."),
    Reason.OPENED_IS_FINE: N_("Opening the packaging to look or try on is no damage."),
    Reason.NOT_INTACT: N_("The goods are damaged or used, and the promise asks for intact goods."),
    Reason.DAMAGE_NOT_NAMED: N_("The promise does not ask for intact goods, so damage is no reason."),
    Reason.NO_PROOF: N_("There is no proof of purchase, and the promise asks for one."),
    Reason.PROOF_NOT_ASKED: N_("The promise asks for no proof of purchase, so its absence is no reason."),
    Reason.NOT_THIS_STORE: N_("Bought at another shop; the promise is for what was bought here."),
    Reason.STORES_NEARBY: N_("Bought at another shop; the promise says: %(cross_store)s."),
    Reason.ANY_STORE: N_("Bought at another shop of the brand; that makes no difference."),
    Reason.REFUND_AT_ONCE: N_("The money goes back at once."),
    Reason.REFUND_WITHIN: N_("The money goes back within %(days)s days."),
    Reason.GIFTS_BACK: N_("Gifts come back too, or are paid for at the price marked beforehand."),
    Reason.SHOP_PAYS_FREIGHT: N_("The shop pays for sending back."),
    Reason.FREE_TO_DECIDE: N_("Neither the promise nor the law asks for this. The shop decides."),
    Reason.PROMISE_COVERS_IT: N_("The promise covers this until %(last)s. Choose no reason; it is due."),
    Reason.NEVER_PROMISED: N_("On %(bought)s the shop had promised no returns without a reason."),
    Reason.NOT_IN_FORCE: N_("On %(bought)s the promise did not hold."),
    Reason.PAUSED: N_("On %(bought)s returns without a reason were paused."),
}
