"""Sentences for what a shop is told when its facts, names or photos cannot be taken: what is wrong, what to write instead."""

from __future__ import annotations

from trustcode.doors.wording.msgids import N_
from trustcode.imaging.photos import PhotoRefusal
from trustcode.merchants.rules.credit_code import CreditCodeRefusal
from trustcode.merchants.rules.naming import NamingRefusal
from trustcode.merchants.rules.refusals import MerchantRefusal

MERCHANTS = {
    MerchantRefusal.NO_SUCH_MERCHANT: N_("There is no such shop, or it is not yours to see."),
    MerchantRefusal.REQUIRED: N_("This is still empty."),
    MerchantRefusal.TOO_LONG: N_("This is too long: %(most)s characters at most."),
    MerchantRefusal.UNKNOWN_CHOICE: N_("Choose one from the list."),
    MerchantRefusal.BAD_PHONE: N_(
        "This does not look like a phone number. Write a mobile number, a landline with its area code, or a 400 number."
    ),
    MerchantRefusal.BAD_DAY: N_("Choose a real day that is not in the future, as on the licence."),
    MerchantRefusal.NOT_DRAWABLE: N_(
        "The sign cannot be printed with “%(characters)s”. Write it with a common character, or call 12315 for help."
    ),
    MerchantRefusal.NO_PHOTO: N_("A photo of the shop door is still missing."),
    MerchantRefusal.SAME_SHOP_TWICE: N_(
        "This shop has been handed in already. Open it on your desk instead of handing it in again."
    ),
    MerchantRefusal.CHANGED_MEANWHILE: N_(
        "Somebody else has changed this in the meantime. Look at it again before you decide."
    ),
    MerchantRefusal.OWN_PROPOSAL: N_("You proposed this yourself, so another person must confirm it."),
    MerchantRefusal.OWN_BUSINESS: N_("This is your own business, so somebody else must decide."),
    MerchantRefusal.PROPOSAL_OPEN: N_("Another proposal is waiting for a second person. It has to be decided first."),
    MerchantRefusal.PROPOSAL_CLOSED: N_("This has been decided already."),
    MerchantRefusal.PROPOSER_GONE: N_("Whoever proposed this is no longer in office. Decline it and propose it anew."),
    MerchantRefusal.NEEDS_SECOND_PERSON: N_("This needs a second person: propose it, and another officer confirms."),
    MerchantRefusal.GROUND_NEEDED: N_("Choose a ground from the list."),
    MerchantRefusal.REASON_NEEDED: N_("Write the reason."),
    MerchantRefusal.HARD_BLOCK: N_("This cannot be approved: %(check)s."),
    MerchantRefusal.EXTENDED_BEFORE: N_("More time has been given once already; it cannot be given twice."),
    MerchantRefusal.OBJECTION_OPEN: N_("There is an objection that has not been dismissed. Decide it first."),
    MerchantRefusal.NOT_YET: N_("It is not time for this yet."),
    MerchantRefusal.COOLING: N_("After a removal one may apply again from %(until)s."),
    MerchantRefusal.RENEWAL_NOT_YET: N_("Renewal opens on %(opens)s."),
    MerchantRefusal.TOO_LATE: N_("It is too late for this. Apply as new instead."),
}

PHONE_FIELDS = {
    "contact_phone": N_(
        "The contact’s phone: this does not look like a phone number. Write a mobile number, a landline with its area "
        "code, or a 400 number."
    ),
    "returns_phone": N_(
        "The phone for returns: this does not look like a phone number. Write a mobile number, a landline with its area "
        "code, or a 400 number."
    ),
}
"""What to say of a number that is none, by its field."""

CONTACT_NAMES = {
    NamingRefusal.PICTURE: N_("“%(found)s” is a picture, not part of a name. Write the name in characters or letters."),
    NamingRefusal.OTHER_SCRIPT: N_(
        "“%(found)s” is from a script we cannot read. Write it in Chinese or Latin letters."
    ),
}
"""What to say of names that no sign shows."""

EMPTY_FIELDS = {
    "licence_name": N_("Write the name exactly as it stands on the licence."),
    "shop_name": N_("Write the name on the shop sign."),
    "street": N_("Write street and number, so that a shopper finds the door."),
    "contact_name": N_("Write who we can talk to."),
    "contact_phone": N_("Write the phone number of the person we can talk to."),
    "returns_phone": N_("Write the number that shoppers can call about returns."),
    "established_on": N_("Choose the day on which the business was established; it stands on the licence."),
    "unit_kind": N_("Choose what kind of business it is."),
    "industry": N_("Choose what the shop mainly does."),
    "region_code": N_("Choose the district or county where the shop stands."),
    "credit_code": N_("Write the credit code from the licence."),
    "text": N_("Write what it is about."),
}
"""What to write where a field was left empty."""

CREDIT_CODES = {
    CreditCodeRefusal.EMPTY: N_("Write the credit code from the licence."),
    CreditCodeRefusal.LENGTH: N_(
        "A credit code has %(expected)s characters, this one has %(found)s. Compare it with the licence."
    ),
    CreditCodeRefusal.LETTERS: N_("“%(found)s” never occurs in a credit code. %(hint)s"),
    CreditCodeRefusal.REGION_LETTERS: N_(
        "Characters 3 to 8 of a credit code are digits, but here is “%(found)s”. %(hint)s"
    ),
    CreditCodeRefusal.CHECK_DIGIT: N_(
        "One character of this credit code is wrong. Compare it with the licence, character by character."
    ),
    CreditCodeRefusal.SPREADSHEET_NUMBER: N_(
        "A spreadsheet has rounded this number. Write the credit code from the licence itself."
    ),
}

NAMES = {
    NamingRefusal.NOTHING_TO_READ: N_(
        "This name has nothing to read in it. Write it with characters, letters or digits."
    ),
    NamingRefusal.HIDDEN_CHARACTER: N_(
        "There is a character in it that cannot be seen (%(found)s). Type the name anew."
    ),
    NamingRefusal.PICTURE: N_("“%(found)s” is a picture and cannot be printed on the sign. Leave it out."),
    NamingRefusal.OTHER_SCRIPT: N_(
        "“%(found)s” is from a script that we cannot print. Write the name in Chinese or Latin letters."
    ),
    NamingRefusal.UNKNOWN_CHARACTER: N_(
        "There is a character in it that no standard knows (%(found)s). Type the name anew."
    ),
    NamingRefusal.BROKEN_CHARACTER: N_("There is a broken character in it (%(found)s). Type the name anew."),
}

PHOTOS = {
    PhotoRefusal.TOO_BIG: N_(
        "The photo is larger than %(most_megabytes)s MB. Take it in a smaller size, or send it to yourself once by chat."
    ),
    PhotoRefusal.NOT_A_PHOTO: N_(
        "This file is no JPEG, PNG or WebP photo. Take a photo with the phone and choose that."
    ),
    PhotoRefusal.TOO_MANY_PIXELS: N_("This photo has too many pixels. Take it in a smaller size."),
    PhotoRefusal.DAMAGED: N_("This photo is damaged and cannot be opened. Take another one."),
    PhotoRefusal.TOO_SMALL: N_(
        "The photo is too small to read the sign on it. Take one with at least %(least)s pixels on its shorter side."
    ),
    PhotoRefusal.TOOK_TOO_LONG: N_("This photo could not be read in time. Try again, or take another one."),
}

PHOTO_KINDS = {
    "heic": N_(
        "This is a HEIC photo, which most shoppers' phones cannot show. In the camera settings choose “Most compatible”, "
        "or send a screenshot of it."
    ),
    "animation": N_("This is a moving picture. Choose a still photo."),
}
"""What to say instead where we know what the file is."""
