"""Why a request body is not taken, and how large one may be."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.exceptions import HTTPException

from trustcode.kernel.refusals import RefusalCode


class BodyFault(RefusalCode):
    """What is wrong with a body. Nothing that a browser sends by itself ends here."""

    TOO_LARGE = "body_too_large"
    TOO_MANY_FIELDS = "body_too_many_fields"
    FIELD_TOO_LONG = "body_field_too_long"
    NO_LENGTH = "body_no_length"
    BAD_LENGTH = "body_bad_length"
    CUT_SHORT = "body_cut_short"
    NOT_EXPECTED = "body_not_expected"
    WRONG_TYPE = "body_wrong_type"
    NOT_UTF8 = "body_not_utf8"
    FORBIDDEN_CHARACTER = "body_forbidden_character"
    BAD_FORM = "body_bad_form"
    REPEATED_FIELD = "body_repeated_field"
    BAD_JSON = "body_bad_json"
    REPEATED_KEY = "body_repeated_key"
    TOO_DEEP = "body_too_deep"
    BAD_NUMBER = "body_bad_number"


_STATUS = {
    BodyFault.TOO_LARGE: 413,
    BodyFault.TOO_MANY_FIELDS: 413,
    BodyFault.FIELD_TOO_LONG: 413,
    BodyFault.NO_LENGTH: 411,
    BodyFault.WRONG_TYPE: 415,
}


class BadBody(HTTPException):
    """A body is not taken. `status` (and werkzeug's `code`) is 400, 411, 413 or 415; `fault` says why; `where` names the field.

    It is an HTTP exception, so that even without a page of words the answer has the right status.
    """

    def __init__(self, fault: BodyFault, where: str = "") -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.where = where
        self.status = _STATUS.get(fault, 400)
        self.code = self.status


@dataclass(frozen=True)
class BodyLimits:
    """How large a body may be: bytes in all by kind, how many fields, characters of a name and of a value.

    Far more than any field takes, so that a text that is much too long still comes back beside what is wrong with it.
    """

    form_bytes: int = 3 * 1024 * 1024
    multipart_bytes: int = 12 * 1024 * 1024
    json_bytes: int = 1024 * 1024
    query_bytes: int = 4 * 1024
    fields: int = 500
    name_length: int = 100
    value_length: int = 200_000
    json_values: int = 20_000
    json_depth: int = 20


LIMITS = BodyLimits()
