"""What each sealed value of this room is bound to (`table.column`)."""

from __future__ import annotations

FACTS = "complaint.facts"
WISH = "complaint.wish_note"
CLUE = "illegality_report.clue"
NAME = "complaint_person.name"
PHONE = "complaint_person.phone"
PHONE_INDEX = "complaint_person.phone_index"
ADDRESS = "complaint_person.address"
PAPER = "complaint_person.paper_number"
SKETCH = "complaint.sketch"
MESSAGE = "complaint_message.text"
DRAFT = "complaint_draft.content"
PHONE_CODE = "phone_code.code"
SAID = "complaint_step.said"
TEXT = "complaint.text"
"""What the keyed hash of a text on the record is bound to."""
