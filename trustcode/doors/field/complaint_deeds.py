"""What an officer can do with a complaint: the table of its deeds, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from werkzeug.wrappers import Response

from trustcode.clocks.queries import clocks as clock_table
from trustcode.clocks.rules import ClockCode, run
from trustcode.complaints.rules.authority import READ
from trustcode.doors.field import complaint_forms as forms
from trustcode.doors.field.asking import clock_ask, lines, officer_ask, pause_asks
from trustcode.doors.field.bundle_view import FREEING
from trustcode.doors.field.complaint_view import ComplaintFacts, complaint_facts, is_called, is_proposed
from trustcode.doors.field.deeds import Deed, deeds_open, pausable, standing
from trustcode.doors.field.doing import Kind, Row, carry_out, deed_page
from trustcode.doors.field.speaker import Speaker
from trustcode.doors.lobby.guards import access
from trustcode.doors.lobby.office import the_language, the_moment, the_office
from trustcode.doors.wording.msgids import N_, word
from trustcode.kernel.actors import Actor
from trustcode.kernel.moments import civil_day
from trustcode.storage.reading import Reader


@access(READ)
def complaint_deed(complaint_id: str, deed: str) -> Response:
    """The page of a deed; with `?use=` a saved text is taken over."""
    return deed_page(COMPLAINTS, complaint_id, COMPLAINTS.known(deed))


@access(READ)
def complaint_deed_done(complaint_id: str, deed: str) -> Response:
    """Do it, or show again what was typed with why not."""
    return carry_out(COMPLAINTS, complaint_id, deed)


def _facts(reader: Reader, actor: Actor, complaint_id: str) -> tuple[ComplaintFacts, Speaker]:
    scheme = the_office().settings.rules
    return complaint_facts(reader, actor, complaint_id, the_language(), the_moment(), scheme)


def _open_to(actor: Actor, facts: ComplaintFacts) -> tuple[Deed, ...]:
    return deeds_open(actor, facts.sheet, facts.clocks, is_proposed=is_proposed(facts), is_called=is_called(facts))


def _days(reader: Reader, say: Speaker, facts: ComplaintFacts) -> Mapping[str, date]:
    """The last days that a deed would set, if it were done today."""
    table, came = clock_table(reader), civil_day(facts.sheet.came_in_at)
    starts = {
        "mediate_day": (ClockCode.MEDIATE, came),
        "tell_day": (ClockCode.TELL_END, came),
        "verify_day": (ClockCode.VERIFY, say.today),
    }
    return {
        name: run(table.rule(code, of), say.today, say.calendar, today=say.today).due_on
        for name, (code, of) in starts.items()
    }


COMPLAINTS: Kind[ComplaintFacts, Deed] = Kind(
    name="complaint",
    argument="complaint_id",
    facts=_facts,
    open_to=_open_to,
    days=_days,
    filed=lambda facts: facts.sheet.facts,
    rows={
        Deed.ASK_IDENTITY: Row(
            verb=word("complaint deed", "Ask for identity papers"),
            is_step=True,
            done=N_("Asked for. Print the notice or let the shopper read it at the receipt page."),
            lead=(
                N_(
                    "The shopper is asked for address and identity paper by the day that you name (Order 121, article 10)."
                ),
                N_("Without them after that day, or with false ones, it need not be accepted."),
            ),
            read=forms.ask_identity,
            asks=forms.ask_by_day,
        ),
        Deed.ACCEPT: Row(
            verb=word("complaint deed", "Accept"),
            is_step=True,
            done=N_("Accepted. The clock of mediation runs."),
            lead=(N_("Mediation may then last until %(mediate_day)s."),),
            read=forms.accept,
            missing=forms.missing_to_accept,
            first=Deed.ASK_IDENTITY.value,
        ),
        Deed.REFUSE: Row(
            verb=word("complaint deed", "Do not accept"),
            is_step=True,
            done=N_("Not accepted. Print the notice; it names the other ways."),
            lead=(
                N_(
                    "The shopper reads the ground and your words, and which five other ways there are (Consumer Law, article 39)."
                ),
            ),
            read=forms.refuse,
            asks=forms.ask_refusal,
            uses_saved="said",
        ),
        Deed.REFER: Row(
            verb=word("complaint deed", "Refer back"),
            done=N_("Referred back. Print the notice for the other office."),
            lead=(
                N_(
                    "For what no market supervision office in Hunan is competent for. It ends here, and both sides read why."
                ),
                N_("For another county of Hunan go back and choose to pass it on: then it does not end."),
            ),
            read=forms.refer,
            asks=forms.ask_referral,
            uses_saved="said",
        ),
        Deed.INVITE: Row(
            verb=word("complaint deed", "Set a mediation"),
            is_step=True,
            done=N_("Set. Both sides can read time and place; print the notice."),
            lead=(
                N_("Both sides read time and place as a message from the office, and the notice is printed with them."),
            ),
            read=forms.invite,
            asks=forms.ask_sitting,
        ),
        Deed.RECORD: Row(
            verb=word("complaint deed", "Write down a mediation"),
            is_step=True,
            done=N_("Written down in the file."),
            lead=(N_("For a mediation that was held. Whether it led to an agreement you record apart."),),
            read=forms.record,
            asks=forms.ask_record,
            uses_saved="text",
        ),
        Deed.AGREE: Row(
            verb=word("complaint deed", "Record an agreement"),
            is_step=True,
            done=N_("The agreement is recorded."),
            lead=(
                N_("Write what both agreed on. The amount is what the shopper really obtains, not what was claimed."),
            ),
            read=forms.agree,
            asks=forms.ask_agreement,
            uses_saved="said",
        ),
        Deed.END: Row(
            verb=word("complaint deed", "End mediation"),
            is_step=True,
            done=N_("Mediation has ended. Tell both sides, then note it here."),
            lead=(N_("Both sides are to be told by %(tell_day)s. The duty to check clues of illegality stays."),),
            read=forms.end,
            asks=forms.ask_end,
            uses_saved="said",
        ),
        Deed.TOLD: Row(
            verb=word("complaint deed", "Note: both sides told"),
            is_step=True,
            done=N_("Noted: both sides were told."),
            lead=(N_("Note it when both sides have the notice that mediation has ended."),),
            read=forms.told,
        ),
        Deed.WRITE: Row(
            verb=word("complaint deed", "Write to both sides"),
            done=N_("Sent. Both sides can read it."),
            lead=(N_("The shop and the shopper both read it. No names, phones or papers of either."),),
            read=forms.write,
            asks=lambda around: (lines(around.say, "said", N_("Your words")),),
            uses_saved="said",
        ),
        Deed.PAUSE: Row(
            verb=word("complaint deed", "Let the clock stand still"),
            done=N_("The clock stands still from tomorrow on."),
            lead=(N_("Days of an appraisal or test are not counted, from tomorrow until you let the clock run on."),),
            read=forms.pause,
            asks=lambda around: pause_asks(around.say, pausable(around.facts.clocks)),
        ),
        Deed.RESUME: Row(
            verb=word("complaint deed", "Let the clock run on"),
            is_step=True,
            done=N_("The clock runs on from tomorrow."),
            lead=(N_("The result is there: days count again from tomorrow."),),
            read=forms.resume,
            asks=lambda around: (clock_ask(around.say, standing(around.facts.clocks)),),
        ),
        Deed.CLUE: Row(
            verb=word("complaint deed", "Note a clue of illegality"),
            done=N_("Noted as a clue of its own, with a clock of its own."),
            lead=(
                N_(
                    "It becomes a clue of its own, checked by %(verify_day)s. The shop does not see it; who complained is not in it."
                ),
            ),
            read=forms.clue,
            asks=forms.ask_clue,
        ),
        Deed.ASSIGN: Row(
            verb=word("complaint deed", "Give it to an officer"),
            done=N_("Given to the officer."),
            read=forms.assign,
            asks=lambda around: (officer_ask(around.say, around.officers, around.facts.sheet.officer_id),),
        ),
        Deed.SEND: Row(
            verb=word("complaint deed", "Pass on to another office"),
            done=N_("Passed on; its clock of acceptance starts there today."),
            lead=(
                N_(
                    "For a county of your region whose office is competent. Its clock of acceptance starts anew there today."
                ),
            ),
            read=forms.send,
            asks=forms.ask_send,
        ),
        Deed.PROPOSE: Row(
            verb=word("complaint deed", "Propose another office"),
            done=N_("Proposed. The office above both decides; until then the clock runs here."),
            lead=(
                N_("An office that is not competent may not forward it itself (Order 20, article 14)."),
                N_(
                    "Name the competent one; the office above both decides, the city or the province. Until then the clock runs here."
                ),
                N_(
                    "Was it passed on to your office? Then this is a dispute over which office is competent, and its clock begins today."
                ),
            ),
            read=forms.propose,
            asks=forms.ask_proposal,
        ),
        Deed.FREE: Row(
            verb=word("complaint deed", "Take the marks off: honest"),
            done=N_("It has no mark any more, and counts like any other."),
            lead=(FREEING.lead,),
            read=forms.free,
        ),
        Deed.CALL_BACK: Row(
            verb=word("complaint deed", "Note a call-back"),
            done=N_("Noted in the file."),
            lead=(N_("Ask the shopper how it went (Order 121). To phone them, first read who filed, with a reason."),),
            read=forms.call_back,
            asks=forms.ask_call_back,
        ),
        Deed.REOPEN: Row(
            verb=word("complaint deed", "Open again"),
            done=N_("Open again; its clock starts today."),
            lead=(N_("Its clock starts anew today, and its result is no longer shown. Both sides read your reason."),),
            read=forms.reopen,
            asks=lambda around: (lines(around.say, "said", N_("Why is it opened again?")),),
        ),
    },
)
