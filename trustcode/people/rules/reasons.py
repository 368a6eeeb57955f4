"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class PeopleRefusal(RefusalCode):
    """Every anticipated no about accounts, roles and signing in."""

    DENIED = "denied"
    NO_SUCH_PERSON = "no_such_person"
    HANDLE_SHAPE = "handle_shape"
    HANDLE_TAKEN = "handle_taken"
    STAFF_HANDLE_TAKEN = "staff_handle_taken"
    STAFF_FULL = "staff_full"
    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    NAME_MARKS = "name_marks"
    PASSWORD_SHORT = "password_short"  # noqa: S105 - a reason, not a secret
    PASSWORD_LONG = "password_long"  # noqa: S105 - a reason, not a secret
    PASSWORD_COMMON = "password_common"  # noqa: S105 - a reason, not a secret
    PASSWORD_RELATED = "password_related"  # noqa: S105 - a reason, not a secret
    PASSWORD_BROKEN = "password_broken"  # noqa: S105 - a reason, not a secret
    WRONG_SIGN_IN = "wrong_sign_in"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a reason, not a secret
    WAIT = "wait"
    WRONG_CODE = "wrong_code"
    CODE_USED = "code_used"
    NOT_ENROLLED = "not_enrolled"
    ALREADY_ENROLLED = "already_enrolled"
    INVITATION_VOID = "invitation_void"
    ROLES_CLASH = "roles_clash"
    SCOPE_MISFIT = "scope_misfit"
    NOT_AN_OFFICIAL = "not_an_official"
    GRANT_ENDED = "grant_ended"
    ALREADY_DISABLED = "already_disabled"
    OWN_PROPOSAL = "own_proposal"
    OWN_ACCOUNT = "own_account"
    ALREADY_DECIDED = "already_decided"
    BOOTSTRAP_OVER = "bootstrap_over"
