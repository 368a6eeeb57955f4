"""Under which names personal data is sealed; they are bound into the sealed bytes and never change."""

CONTACT_NAME = "merchant.contact_name"
CONTACT_PHONE = "merchant.contact_phone"
DRAFT = "draft.typed"
OBJECTION_TEXT = "objection.text"
OBJECTION_CONTACT = "objection.contact"
DOUBT_NOTE = "doubt.note"
