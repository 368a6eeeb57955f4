"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class PublicationRefusal(RefusalCode):
    """Every anticipated no about publishing."""

    NO_SUCH_ITEM = "no_such_item"
    NOT_OVER = "publication_not_over"
    NOT_DUE = "publication_not_due"
    CHANGED_MEANWHILE = "publication_changed_meanwhile"
    GROUND_NEEDED = "publication_ground_needed"
    NOT_AN_OFFICERS_GROUND = "publication_not_an_officers_ground"
    STILL_WITHHELD = "publication_still_withheld"
    STILL_PERSONAL = "publication_still_personal"
    NOTHING_CHANGED = "publication_nothing_changed"
    NOT_ON_THE_LIST = "publication_not_on_the_list"
    OBJECTION_OPEN = "publication_objection_open"
    OBJECTION_DECIDED = "publication_objection_decided"
    CLOSED_IT_ONESELF = "publication_closed_it_oneself"
    VERDICT_NEEDED = "publication_verdict_needed"
    HIDING_OPEN = "publication_hiding_open"
    HIDING_CLOSED = "publication_hiding_closed"
    SAME_RANK = "publication_same_rank"
    NO_SUCH_PLACE = "publication_no_such_place"
