"""Sentences and names of what is published of complaints."""

from __future__ import annotations

from enum import StrEnum

from trustcode.doors.wording.msgids import N_, Word, word
from trustcode.publication.rules.course import Act, HideGround, Stage, Withhold
from trustcode.publication.rules.hiding import Outcome, Verdict
from trustcode.publication.rules.masking import Found
from trustcode.publication.rules.refusals import PublicationRefusal
from trustcode.publication.rules.showing import Result

PUBLICATION = {
    PublicationRefusal.NO_SUCH_ITEM: N_("There is no such result here."),
    PublicationRefusal.NOT_OVER: N_("This complaint has not ended; there is no result to show yet."),
    PublicationRefusal.NOT_DUE: N_("Its day has not come yet."),
    PublicationRefusal.CHANGED_MEANWHILE: N_(
        "Somebody else has changed this result meanwhile. Look at how it stands now, then decide."
    ),
    PublicationRefusal.GROUND_NEEDED: N_("Choose the ground."),
    PublicationRefusal.NOT_AN_OFFICERS_GROUND: N_("This ground follows from the facts; it cannot be chosen."),
    PublicationRefusal.STILL_WITHHELD: N_("The facts still forbid it (%(ground)s)."),
    PublicationRefusal.STILL_PERSONAL: N_(
        "There is still something in it that leads to a person: a name, a number or an address. Take it out."
    ),
    PublicationRefusal.NOTHING_CHANGED: N_("Nothing is different from what is shown. Change something, or go back."),
    PublicationRefusal.NOT_ON_THE_LIST: N_("Choose one from the list."),
    PublicationRefusal.OBJECTION_OPEN: N_("An objection is being decided already. Wait for its answer."),
    PublicationRefusal.OBJECTION_DECIDED: N_("This objection was decided meanwhile."),
    PublicationRefusal.CLOSED_IT_ONESELF: N_(
        "You closed this complaint yourself, so a colleague decides on the objection."
    ),
    PublicationRefusal.VERDICT_NEEDED: N_("Choose what comes of the objection."),
    PublicationRefusal.HIDING_OPEN: N_("A proposal to hide it waits for its second person already."),
    PublicationRefusal.HIDING_CLOSED: N_("This proposal was decided meanwhile."),
    PublicationRefusal.NO_SUCH_PLACE: N_("This place in the list is not known here. Begin again without it."),
    PublicationRefusal.SAME_RANK: N_("The one who proposed it has your rank. Somebody of another rank confirms it."),
}

RESULTS: dict[StrEnum, Word] = {
    Result.SETTLED: word("result", "settled with the shop"),
    Result.AGREED: word("result", "agreed in mediation"),
    Result.NO_AGREEMENT: word("result", "no agreement"),
    Result.WITHDRAWN: word("result", "withdrawn by the shopper"),
}

STAGES: dict[StrEnum, Word] = {
    Stage.CANDIDATE: word("publication", "to be published"),
    Stage.WITHHELD: word("publication", "not published"),
    Stage.PUBLISHED: word("publication", "published"),
    Stage.CORRECTED: word("publication", "published, corrected"),
    Stage.HIDDEN: word("publication", "hidden"),
    Stage.EXPIRED: word("publication", "its time on display is over"),
}

WITHHELD: dict[StrEnum, Word] = {
    Withhold.NO_CONSENT: word("publication", "the shopper does not want it published"),
    Withhold.NOT_ACCEPTED: word("publication", "it was not accepted as a complaint"),
    Withhold.IDENTITY_UNVERIFIED: word("publication", "nobody knows who filed it"),
    Withhold.SUSPECTED_ABUSE: word("publication", "it may be an abuse"),
    Withhold.SECRET_OR_PRIVACY: word("publication", "a secret or somebody’s privacy"),
    Withhold.RESPONDENT_UNCLEAR: word("publication", "it is not certain which shop is meant"),
    Withhold.LITIGATION: word("publication", "a court or a penalty case has it"),
    Withhold.DUPLICATE: word("publication", "the same dispute is published already"),
}

HIDDEN: dict[StrEnum, Word] = {
    HideGround.FACTS_WRONG: word("publication", "what it said was not so"),
    HideGround.NOT_THIS_SHOP: word("publication", "another shop was meant"),
    HideGround.PRIVACY: word("publication", "it led to a person"),
    HideGround.COURT: word("publication", "a court ordered it"),
}

VERDICTS: dict[StrEnum, Word] = {
    Verdict.KEPT: word("publication", "stays as it is"),
    Verdict.CORRECTED: word("publication", "was corrected"),
    Verdict.TO_HIDE: word("publication", "is to be hidden; a second person decides"),
    Verdict.OVERTAKEN: word("publication", "no longer needed: the result is not on display"),
}

OUTCOMES: dict[StrEnum, Word] = {
    Outcome.CONFIRMED: word("publication", "was hidden by two officers"),
    Outcome.DECLINED: word("publication", "stays as it is: the second person did not agree to hide it"),
    Outcome.OVERTAKEN: word("publication", "no longer needed: the result is not on display"),
}
"""Of a proposal to hide that an objection led to."""

DONE: dict[StrEnum, Word] = {
    Act.WITHHOLD: word("publication", "Not published"),
    Act.RECONSIDER: word("publication", "To be published after all"),
    Act.CORRECT: word("publication", "Corrected"),
    Act.HIDE: word("publication", "Hidden"),
    Act.SHOW_AGAIN: word("publication", "Shown again"),
    Act.PUBLISH: word("publication", "Published"),
    Act.EXPIRE: word("publication", "Taken off display"),
    Act.RECALL: word("publication", "Complaint opened again"),
}

FOUND: dict[StrEnum, Word] = {
    Found.ID_CARD: word("publication", "an identity number"),
    Found.PHONE: word("publication", "a phone number"),
    Found.BANK_CARD: word("publication", "a bank card number"),
    Found.EMAIL: word("publication", "an e-mail address"),
    Found.PLATE: word("publication", "a number plate"),
    Found.ACCOUNT: word("publication", "an account in a messenger"),
    Found.HOME: word("publication", "the number of a flat"),
    Found.NAME: word("publication", "a name or an address"),
}
