"""The door of the officers: who may come in, and every address behind it."""

from __future__ import annotations

from flask import Blueprint

from trustcode.doors.field import (
    answers,
    bundle_deeds,
    bundles,
    clue_deeds,
    clue_sheet,
    clues,
    complaint_deeds,
    complaint_person,
    complaint_sheet,
    complaints,
    contacts,
    decisions,
    ledger,
    objections,
    papers,
    pauses,
    photos,
    proposals,
    publication,
    queue,
    reports,
    returns,
    sheet,
)
from trustcode.doors.lobby.guards import NavItem, guard
from trustcode.doors.wording.msgids import N_
from trustcode.kernel.actors import OFFICERS

blueprint = Blueprint("field", __name__, url_prefix="/field")
guard(
    blueprint,
    OFFICERS,
    label=N_("Field office"),
    home="field.queue",
    nav=(
        NavItem(N_("To do"), "field.queue", "list"),
        NavItem(N_("Complaints"), "field.complaints", "phone"),
        NavItem(N_("All units"), "field.units", "shop"),
        NavItem(N_("Ledgers"), "field.returns", "returns"),
        NavItem(N_("Reports"), "field.doubts_list", "chat"),
    ),
    tabs=True,
)

UNIT = "/merchants/<merchant_id>"
PROPOSAL = f"{UNIT}/proposals/<proposal_id>"
PAUSE = f"{UNIT}/pauses/<pause_id>"
OBJECTION = f"{UNIT}/objections/<objection_id>"
LEDGER = f"{UNIT}/ledger"
COPY = f"{UNIT}/prints/<serial:serial>"
COMPLAINT = "/complaints/<complaint_id>"
CLUE = "/clues/<report_id>"
BUNDLE = "/bundles/<bundle_id>"

for rule, view in (
    ("", queue.queue),
    ("/units", queue.units),
    ("/reports", reports.doubts_list),
    ("/returns", returns.returns),
    (UNIT, sheet.sheet),
    (f"{UNIT}/clock", sheet.clock),
    (f"{UNIT}/contact", contacts.contact),
    (LEDGER, ledger.ledger),
    (f"{LEDGER}/months/<period>", ledger.ledger_month),
    (f"{UNIT}/pauses", pauses.pauses_page),
    (PROPOSAL, proposals.proposal),
    (OBJECTION, objections.objection),
    (f"{OBJECTION}/contact", contacts.objection_contact),
    (COPY, reports.print_copy),
    ("/photo/<digest>", photos.photo),
    ("/complaints", complaints.complaints),
    (BUNDLE, bundles.bundle),
    (f"{BUNDLE}/do/<deed>", bundle_deeds.bundle_deed),
    (f"{BUNDLE}/done/<deed>", bundles.bundle_done),
    (COMPLAINT, complaint_sheet.complaint),
    (f"{COMPLAINT}/clocks", complaint_sheet.complaint_clocks),
    (f"{COMPLAINT}/photo/<digest>", complaint_sheet.complaint_photo),
    (f"{COMPLAINT}/person", complaint_person.complaint_person),
    (f"{COMPLAINT}/do/<deed>", complaint_deeds.complaint_deed),
    (f"{COMPLAINT}/papers/<paper>", papers.complaint_paper),
    (f"{COMPLAINT}/publication", publication.publication),
    (f"{COMPLAINT}/publication/photo/<digest>", publication.objection_photo),
    ("/publication", publication.publications),
    ("/answers", answers.answers),
    ("/clues", clues.clues),
    (CLUE, clue_sheet.clue),
    (f"{CLUE}/clocks", clue_sheet.clue_clocks),
    (f"{CLUE}/photo/<digest>", clue_sheet.clue_photo),
    (f"{CLUE}/person", complaint_person.clue_person),
    (f"{CLUE}/do/<deed>", clue_deeds.clue_deed),
    (f"{CLUE}/papers/<paper>", papers.clue_paper),
):
    blueprint.add_url_rule(rule, view_func=view, methods=["GET"])

for rule, act in (
    ("/reports/seen", reports.doubts_seen),
    (f"{UNIT}/review", decisions.review),
    (f"{UNIT}/measure", decisions.measure),
    (f"{UNIT}/extension", decisions.extension),
    (f"{UNIT}/contact", contacts.contact_reading),
    (f"{LEDGER}/flag", ledger.ledger_flag),
    (f"{LEDGER}/flag/lifting", ledger.ledger_flag_lifting),
    (f"{UNIT}/pauses", pauses.pause_proposal),
    (f"{PAUSE}/confirmation", pauses.pause_confirmation),
    (f"{PAUSE}/rejection", pauses.pause_rejection),
    (f"{PROPOSAL}/confirmation", proposals.confirmation),
    (f"{PROPOSAL}/rejection", proposals.rejection),
    (f"{OBJECTION}/decision", objections.objection_decision),
    (f"{OBJECTION}/contact", contacts.objection_contact_reading),
    (f"{COPY}/revocation", reports.print_revocation),
    (f"{BUNDLE}/do/<deed>", bundle_deeds.bundle_deed_done),
    (f"{COMPLAINT}/taking", complaint_sheet.complaint_taking),
    (f"{COMPLAINT}/person", complaint_person.complaint_person_reading),
    (f"{COMPLAINT}/passing/<proposal_id>", complaint_sheet.complaint_passing),
    (f"{COMPLAINT}/do/<deed>", complaint_deeds.complaint_deed_done),
    (f"{COMPLAINT}/publication", publication.publication_deed),
    ("/answers", answers.answer_keeping),
    ("/answers/<answer_id>/away", answers.answer_putting_away),
    (f"{CLUE}/taking", clue_sheet.clue_taking),
    (f"{CLUE}/more-time/<extension_id>", clue_sheet.clue_more_time),
    (f"{CLUE}/passing/<proposal_id>", clue_sheet.clue_passing),
    (f"{CLUE}/person", complaint_person.clue_person_reading),
    (f"{CLUE}/do/<deed>", clue_deeds.clue_deed_done),
):
    blueprint.add_url_rule(rule, view_func=act, methods=["POST"])
