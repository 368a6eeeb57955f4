"""Sentences and names of complaints, reports and their clocks."""

from __future__ import annotations

from enum import StrEnum

from trustcode.clocks.rules import Certainty, ClockCode, ClockRefusal, PauseWhy, Starts
from trustcode.complaints.rules.alike import Alike
from trustcode.complaints.rules.course import Act, State
from trustcode.complaints.rules.file_notes import Kept
from trustcode.complaints.rules.passing import Outcome
from trustcode.complaints.rules.refusals import ComplaintRefusal
from trustcode.complaints.rules.reporting import NoCaseGround, ReportAct, ReportOrigin, ReportState
from trustcode.complaints.rules.silence import Answering
from trustcode.complaints.rules.words import Hold, MediationEnd, PaperKind, RefusalGround, Source, Speaker, Wish
from trustcode.doors.wording.msgids import N_, Word, word

CLOCK_REFUSALS = {
    ClockRefusal.NOT_JSON: N_("The file is not valid JSON (near line %(line)s)."),
    ClockRefusal.NOT_A_LIST: N_("The file must be a list of clocks."),
    ClockRefusal.TOO_LONG: N_("The file is longer than %(limit)s characters."),
    ClockRefusal.FIELDS_WRONG: N_("Row %(row)s does not have exactly the fields of a clock."),
    ClockRefusal.VALUE_WRONG: N_("Row %(row)s: “%(column)s” is not a value that a clock can have."),
    ClockRefusal.SPANS_OVERLAP: N_("Clock %(clock)s has two rows in force on %(day)s."),
    ClockRefusal.NO_PAUSE_HERE: N_("The law does not let clock %(clock)s stand still for this."),
    ClockRefusal.NO_EXTENSION_HERE: N_("The law does not let clock %(clock)s be extended."),
    ClockRefusal.PAUSE_BACKWARDS: N_("It cannot end before it began. Look at the days."),
}

COMPLAINTS = {
    ComplaintRefusal.NO_SUCH_MATTER: N_(
        "There is no such complaint, or number and secret do not belong together. Look at your receipt."
    ),
    ComplaintRefusal.NUMBER_CHARACTERS: N_("A number has digits only. Take out: %(found)s"),
    ComplaintRefusal.NUMBER_LENGTH: N_("A number has %(wanted)s digits; these are %(digits)s."),
    ComplaintRefusal.NUMBER_CHECK: N_("One digit is wrong or two are swapped. Compare with your receipt."),
    ComplaintRefusal.SECRET_LENGTH: N_("A secret has %(wanted)s letters and digits. Compare it with your receipt."),
    ComplaintRefusal.NO_SUCH_SIGN: N_("No sign has these digits. Compare them with the sign, or name the shop below."),
    ComplaintRefusal.MISSING: N_("This is still missing."),
    ComplaintRefusal.TOO_LONG: N_("This is %(found)s characters long; %(most)s at most."),
    ComplaintRefusal.STRANGE_CHARACTERS: N_("There is a character in it that cannot be seen. Type it anew."),
    ComplaintRefusal.NOT_A_PHONE: N_("Write a mobile number of 11 digits. Without one of the mainland, call 12315."),
    ComplaintRefusal.NOT_AN_ID_CARD: N_(
        "This is not an identity card number. Compare it with the card, digit by digit."
    ),
    ComplaintRefusal.NO_WISH: N_("Choose what you want from the shop, one or several."),
    ComplaintRefusal.IN_THE_FUTURE: N_("This day has not come yet. Today is %(today)s."),
    ComplaintRefusal.BEFORE_PURCHASE: N_("It happened before you bought it (%(bought)s)? Look at both days."),
    ComplaintRefusal.AMOUNT_RANGE: N_("At most %(most_yuan)s yuan. Look at the digits once more."),
    ComplaintRefusal.PHOTO_GONE: N_(
        "A photo did not stay with us. Go back to the photos, take it out and add it again."
    ),
    ComplaintRefusal.TOO_MANY_FILES: N_("At most %(most)s photos. Take some out."),
    ComplaintRefusal.PHONE_CODE_WRONG: N_("These are not the digits that were sent. %(left)s tries are left."),
    ComplaintRefusal.PHONE_CODE_OVER: N_("These digits no longer count. Have new ones sent."),
    ComplaintRefusal.PHONE_CODES_ENOUGH: N_(
        "Enough digits were sent to this phone today. Go on tomorrow; what you typed is kept."
    ),
    ComplaintRefusal.PHONE_CODES_ALL: N_(
        "No more digits can be sent today. What you typed is kept; go on tomorrow, or call 12315."
    ),
    ComplaintRefusal.PHONE_CODES_HERE: N_(
        "Too many digits were asked for from your network within the hour. What you typed is kept; go on in an hour, or on mobile data."
    ),
    ComplaintRefusal.PHONE_AWAY: N_("The digits could not be sent just now. Try again in a minute, or call 12315."),
    ComplaintRefusal.CHANGED_MEANWHILE: N_(
        "Somebody else has handled this complaint meanwhile. Look at how it stands now, then decide."
    ),
    ComplaintRefusal.GROUND_NEEDED: N_("Choose the ground."),
    ComplaintRefusal.REASON_NEEDED: N_("Write a few words."),
    ComplaintRefusal.NO_LONGER_OPEN: N_("This complaint has ended; nothing can be added to it any more."),
    ComplaintRefusal.COOLED_OFF: N_(
        "The days in which you could take the withdrawal back ended on %(last_day)s. Call 12315 with the number, or file a new complaint and name it."
    ),
    ComplaintRefusal.NOT_RATED_NOW: N_("It can be rated once, after it has ended."),
    ComplaintRefusal.NOT_OVER: N_("Its last day is not over yet."),
    ComplaintRefusal.BLANK_LEFT: N_("There is a blank (____) left in it. Write your own words there, then send it."),
    ComplaintRefusal.ANSWERED_BEFORE: N_("This complaint has an answer of yours already; it can be answered once."),
    ComplaintRefusal.IDENTITY_NEEDED: N_("The shopper has not given a paper and an address yet. Ask for them first."),
    ComplaintRefusal.CASE_NUMBER_NEEDED: N_("Write the number of the case."),
    ComplaintRefusal.DAY_PASSED: N_("Choose a day after today."),
    ComplaintRefusal.CLOCK_STANDS: N_("This clock stands still already."),
    ComplaintRefusal.CLOCK_RUNS: N_("This clock is not standing still."),
    ComplaintRefusal.EXTENDED_BEFORE: N_("This clock was extended before; the law allows it once."),
    ComplaintRefusal.SAID_ENOUGH: N_(
        "You have written %(most)s times within a day. Go on tomorrow; keep what you typed until then."
    ),
    ComplaintRefusal.READS_ENOUGH: N_("You have read %(most)s contacts today. Ask a colleague, or go on tomorrow."),
    ComplaintRefusal.IDENTITY_NOT_ASKED: N_(
        "Nobody has asked for papers yet. Ask for them with a day first; this ground holds after that day."
    ),
    ComplaintRefusal.NAMED_DAY_RUNS: N_(
        "The shopper still has until %(last_day)s to send the papers. This ground holds after that day."
    ),
    ComplaintRefusal.WITHIN_THREE_YEARS: N_(
        "By the day that the shopper gave, three years are not over before %(last_day)s. Choose another ground."
    ),
    ComplaintRefusal.TIME_NOT_PASSED: N_(
        "The time for mediation runs until %(last_day)s. Choose another way, or go on mediating."
    ),
    ComplaintRefusal.NOT_TELLING: N_("There is nothing to tell: that clock does not run any more."),
    ComplaintRefusal.NO_SUCH_OFFICER: N_("Choose an officer of this region who has no part in the business."),
    ComplaintRefusal.SAME_REGION: N_("It is in this region already. Choose another one."),
    ComplaintRefusal.NO_SUCH_OFFICE: N_("Choose a county or district from the list."),
    ComplaintRefusal.PASSING_OPEN: N_("Another office has been proposed already; a second person decides."),
    ComplaintRefusal.PASSING_CLOSED: N_("This proposal has been decided, or the matter has moved on."),
    ComplaintRefusal.NOT_NOTED_NOW: N_("This cannot be noted as the complaint stands now."),
    ComplaintRefusal.SITTING_PASSED: N_("This time has passed. Name a time to come."),
    ComplaintRefusal.RECORD_AHEAD: N_("This time is still to come. Write down what has been held."),
    ComplaintRefusal.NO_SUCH_REPORT: N_("There is no open clue with this number in your region. Look at the digits."),
    ComplaintRefusal.EXTENSION_ASKED: N_("More time has been asked for already; a second person decides."),
    ComplaintRefusal.ASSIGNED_OPEN: N_("It has ended, so nobody needs to have it in hand."),
    ComplaintRefusal.NOT_MARKED: N_("It has no mark any more, or it has ended."),
    ComplaintRefusal.NONE_CHOSEN: N_("Choose at least one complaint that this can be done to."),
    ComplaintRefusal.TOO_MANY_CHOSEN: N_("At most %(most)s complaints at once. Choose fewer; the others come after."),
    ComplaintRefusal.LEFT_BUNDLE: N_("It no longer stands in this bundle."),
    ComplaintRefusal.LONG_CASE_NUMBER: N_("A case number has at most %(most)s characters."),
}

ACTS: dict[StrEnum, Word] = {
    Act.ANSWER: word("complaint history", "the shop answered"),
    Act.PASS_ON: word("complaint history", "the shop was silent, so the office took it"),
    Act.SAY_SOLVED: word("complaint history", "the shopper said: settled"),
    Act.SAY_UNSOLVED: word("complaint history", "the shopper said: not settled"),
    Act.CLOSE_UNHEARD: word("complaint history", "ended, the shopper said nothing more"),
    Act.ASK_IDENTITY: word("complaint history", "papers asked for"),
    Act.PROVE_IDENTITY: word("complaint history", "papers given"),
    Act.ACCEPT: word("complaint history", "accepted"),
    Act.REFUSE: word("complaint history", "not accepted"),
    Act.REFER: word("complaint history", "referred back"),
    Act.RECORD_AGREEMENT: word("complaint history", "agreement recorded"),
    Act.END_MEDIATION: word("complaint history", "mediation ended"),
    Act.WITHDRAW: word("complaint history", "withdrawn by the shopper"),
    Act.REOPEN: word("complaint history", "opened again"),
    Act.SEND: word("complaint history", "passed on to another office"),
}
"""What the history says afterwards."""

REPORT_ACTS: dict[StrEnum, Word] = {
    ReportAct.FILE_CASE: word("complaint history", "case filed"),
    ReportAct.FIND_NO_CASE: word("complaint history", "no case filed"),
    ReportAct.JOIN: word("complaint history", "joined to another clue"),
    ReportAct.SEND: word("complaint history", "passed on to another office"),
    ReportAct.REFER: word("complaint history", "handed over to an authority outside"),
    ReportAct.CLOSE_CASE: word("complaint history", "case closed"),
}

PASSINGS: dict[StrEnum, Word] = {
    Outcome.PASSED: word("complaint", "passed on"),
    Outcome.DECLINED: word("complaint", "not passed on"),
    Outcome.TAKEN_BACK: word("complaint", "taken back"),
    Outcome.OVERTAKEN: word("complaint", "overtaken: the matter has moved on"),
}

KEPT: dict[StrEnum, Word] = {
    Kept.KEPT: word("call-back", "done as agreed"),
    Kept.PARTLY: word("call-back", "done in part"),
    Kept.NOT_KEPT: word("call-back", "not done"),
    Kept.NOT_REACHED: word("call-back", "nobody was reached"),
}

ALIKE: dict[StrEnum, Word] = {
    Alike.SAME_RECEIPT: word("complaint", "the same receipt"),
    Alike.SAME_PHONE: word("complaint", "the same phone"),
    Alike.NEAR_WORDS: word("complaint", "nearly the same words"),
}

ORIGINS: dict[StrEnum, Word] = {
    ReportOrigin.REPORTER: word("complaint", "from a reporter"),
    ReportOrigin.COMPLAINT: word("complaint", "found in a complaint"),
}

MISSING_FIELDS = {
    "kind": N_("Choose one."),
    "facts": N_("Write what happened, in a few sentences."),
    "clue": N_("Write what you know and how you know of it."),
    "category": N_("Choose what it is about."),
    "problem": N_("Choose what went wrong."),
    "name": N_("Write your name."),
    "address": N_("Write your address."),
    "paper": N_("Choose which paper it is."),
    "paper_number": N_("Write the number on the paper."),
    "respondent_name": N_("Write what the shop is called, or the digits on its sign."),
    "respondent_address": N_("Write where the shop is."),
    "region_code": N_("Choose the district or county."),
    "may_publish": N_("Say whether the result may be published."),
    "may_delegate": N_("Say whether others may mediate for the office."),
    "bought_on": N_("This day is too long ago. Look at the year."),
    "happened_on": N_("This day is too long ago. Look at the year."),
}
"""What is asked for by name when it is missing."""

STATES: dict[StrEnum, Word] = {
    State.SETTLING: word("complaint", "with the shop"),
    State.ANSWERED: word("complaint", "the shop has answered"),
    State.RECEIVED: word("complaint", "with the office, not yet accepted"),
    State.PROVING: word("complaint", "waiting for an identity paper"),
    State.MEDIATING: word("complaint", "being mediated"),
    State.SETTLED: word("complaint", "settled"),
    State.SILENT: word("complaint", "ended: answered, no word from the shopper"),
    State.REFUSED: word("complaint", "not accepted"),
    State.AGREED: word("complaint", "agreed in mediation"),
    State.ENDED: word("complaint", "mediation ended without agreement"),
    State.WITHDRAWN: word("complaint", "withdrawn"),
    State.REFERRED: word("complaint", "passed to another office"),
}

ANSWERING: dict[StrEnum, Word] = {
    Answering.NONE: word("answering", "nothing to answer yet"),
    Answering.ANSWERS: word("answering", "answers complaints in time"),
    Answering.LATE: word("answering", "has answered late, or owes an answer"),
    Answering.SILENT: word("answering", "leaves complaints unanswered"),
}

WISHES: dict[StrEnum, Word] = {
    Wish.REPAIR: word("complaint", "repair it"),
    Wish.REDO: word("complaint", "do it again"),
    Wish.REPLACE: word("complaint", "give another one"),
    Wish.RETURN: word("complaint", "take it back"),
    Wish.MAKE_UP: word("complaint", "make up what was missing"),
    Wish.REFUND: word("complaint", "pay the money back"),
    Wish.DAMAGES: word("complaint", "make good the damage"),
}

SOURCES: dict[StrEnum, Word] = {
    Source.SCAN: word("complaint", "scan of the code"),
    Source.SEARCH: word("complaint", "search"),
    Source.NUMBER: word("complaint", "number"),
    Source.COUNTER: word("complaint", "on paper at the office"),
    Source.HOTLINE_12345: word("complaint", "hotline 12345"),
    Source.PLATFORM_12315: word("complaint", "platform 12315"),
}

PAPERS: dict[StrEnum, Word] = {
    PaperKind.ID_CARD: word("complaint", "identity card"),
    PaperKind.RESIDENCE_PERMIT: word("complaint", "residence permit of Hong Kong, Macao or Taiwan residents"),
    PaperKind.PASSPORT: word("complaint", "passport"),
    PaperKind.OTHER: word("complaint", "another paper"),
}

REFUSAL_GROUNDS: dict[StrEnum, Word] = {
    RefusalGround.OUTSIDE_DUTY: word("complaint", "outside the duties or the area of this office"),
    RefusalGround.HANDLED_ELSEWHERE: word(
        "complaint", "already handled by a court, an arbitrator, a consumer council or another office"
    ),
    RefusalGround.NOT_CONSUMPTION: word("complaint", "not bought for daily life, or no dispute that can be shown"),
    RefusalGround.OVER_THREE_YEARS: word("complaint", "more than three years since the shopper knew of it"),
    RefusalGround.PAPERS_FAULTY: word("complaint", "papers are missing or not true, and were not put right"),
    RefusalGround.IDENTITY_FALSE: word("complaint", "in another person’s name, or identity not shown"),
    RefusalGround.OTHER_LAW: word("complaint", "another ground in law"),
}

MEDIATION_ENDS: dict[StrEnum, Word] = {
    MediationEnd.WITHDRAWN_OR_SETTLED: word("complaint", "the shopper withdrew it, or both settled it themselves"),
    MediationEnd.PARTY_ABSENT: word("complaint", "one side did not come, or refused mediation"),
    MediationEnd.NO_AGREEMENT: word("complaint", "no agreement was reached"),
    MediationEnd.APPRAISAL_COST: word("complaint", "no agreement on who pays for the appraisal"),
    MediationEnd.TIME_PASSED: word("complaint", "the sixty days are over"),
    MediationEnd.GROUND_FOUND: word("complaint", "a ground for not accepting it was found later"),
    MediationEnd.PARTY_GONE: word("complaint", "one side has died or been dissolved"),
    MediationEnd.OTHER_LAW: word("complaint", "another ground in law"),
}

HOLDS: dict[StrEnum, Word] = {
    Hold.PHONE_CAP: word("complaint", "many from this phone today"),
    Hold.DEVICE_CAP: word("complaint", "many from this device today"),
    Hold.SHOP_BURST: word("complaint", "many about this shop within the hour"),
    Hold.NEAR_COPY: word("complaint", "nearly the same words as another"),
    Hold.SAME_RECEIPT: word("complaint", "the receipt was used before"),
    Hold.REPEAT_CLAIMANT: word("complaint", "many from this phone in a year"),
}

SPEAKERS: dict[StrEnum, Word] = {
    Speaker.SHOPPER: word("complaint", "the shopper"),
    Speaker.SHOP: word("complaint", "the shop"),
    Speaker.OFFICE: word("complaint", "the office"),
}

REPORT_STATES: dict[StrEnum, Word] = {
    ReportState.RECEIVED: word("complaint", "being checked"),
    ReportState.CASE_FILED: word("complaint", "case filed"),
    ReportState.NO_CASE: word("complaint", "no case"),
    ReportState.JOINED: word("complaint", "joined to an earlier report"),
    ReportState.REFERRED: word("complaint", "handed over to an authority outside"),
    ReportState.CASE_CLOSED: word("complaint", "case closed"),
}

NO_CASE_GROUNDS: dict[StrEnum, Word] = {
    NoCaseGround.NO_BREACH: word("complaint", "no breach of the law was found"),
    NoCaseGround.SLIGHT_AND_MENDED: word("complaint", "slight, put right in time, without harm"),
    NoCaseGround.NO_EVIDENCE: word("complaint", "there is not enough evidence"),
    NoCaseGround.OVER_TIME: word("complaint", "the time for a penalty has passed"),
    NoCaseGround.NOT_IDENTIFIED: word("complaint", "the subject cannot be identified"),
    NoCaseGround.OTHER_LAW: word("complaint", "another ground in law"),
}

CLOCK_NAMES: dict[StrEnum, Word] = {
    ClockCode.ACCEPT: word("complaint", "Accept or refuse"),
    ClockCode.MEDIATE: word("complaint", "Mediation"),
    ClockCode.TELL_END: word("complaint", "Tell both sides that mediation has ended"),
    ClockCode.IDENTITY: word("complaint", "Identity paper"),
    ClockCode.VERIFY: word("complaint", "Check of a clue"),
    ClockCode.TELL_REPORTER: word("complaint", "Tell the reporter whether a case is filed"),
    ClockCode.PENALTY_CASE: word("complaint", "Penalty case"),
    ClockCode.JURISDICTION: word("complaint", "Dispute over which office is competent"),
    ClockCode.SETTLE: word("complaint", "Settlement by the shop first"),
    ClockCode.HAND_OVER: word("complaint", "Hand over from 12345 to 12315"),
    ClockCode.COUNCIL: word("complaint", "Consumer council accepts"),
    ClockCode.PENALTY_PUBLIC: word("complaint", "Publication of a penalty"),
    ClockCode.DELIBERATE_DELAY: word("complaint", "Line to deliberate delay"),
    ClockCode.PUBLISH: word("complaint", "Publication of the result"),
    ClockCode.OBJECTION: word("complaint", "Decision on an objection"),
    ClockCode.SHOPPER_WORD: word("complaint", "The shopper’s word"),
}

CLOCK_STARTS: dict[StrEnum, Word] = {
    Starts.COMPETENT_RECEIVED: word("complaint", "the competent office received it"),
    Starts.ACCEPTED: word("complaint", "the office accepted it"),
    Starts.MEDIATION_ENDED: word("complaint", "mediation ended"),
    Starts.NOTICE_GIVEN: word("complaint", "the notice was given"),
    Starts.CLUE_RECEIVED: word("complaint", "the clue was found or received"),
    Starts.CASE_FILED: word("complaint", "the case was filed"),
    Starts.DISPUTE_ARISEN: word("complaint", "the dispute arose"),
    Starts.REACHED_MERCHANT: word("complaint", "it reached the shop"),
    Starts.HOTLINE_RECEIVED: word("complaint", "the hotline logged the call"),
    Starts.COUNCIL_RECEIVED: word("complaint", "the council received it"),
    Starts.PENALTY_DECIDED: word("complaint", "the penalty was decided"),
    Starts.DUTY_DUE: word("complaint", "the duty fell due"),
    Starts.INFORMATION_FORMED: word("complaint", "the result was there"),
    Starts.OBJECTION_MADE: word("complaint", "the objection was made"),
    Starts.ANSWER_GIVEN: word("complaint", "the shop answered"),
}

PAUSES: dict[StrEnum, Word] = {
    PauseWhy.APPRAISAL: word("complaint", "appraisal or inspection of the goods"),
    PauseWhy.TESTING: word("complaint", "testing"),
    PauseWhy.HEARING: word("complaint", "hearing"),
    PauseWhy.ANNOUNCEMENT: word("complaint", "announcement"),
}

CERTAINTIES: dict[StrEnum, Word] = {
    Certainty.FOUND: word("complaint", "the text of the rule was read"),
    Certainty.HIGH: word("complaint", "well known"),
    Certainty.MEDIUM: word("complaint", "fairly sure, to be verified"),
    Certainty.LOW: word("complaint", "not sure, to be verified"),
    Certainty.DESIGN: word("complaint", "our own rule"),
}
