"""Why this room says no."""

from __future__ import annotations

from trustcode.kernel.refusals import RefusalCode


class CodeRefusal(RefusalCode):
    """Reasons about tokens, keys, short codes, symbols and prints."""

    WRONG_SHAPE = "wrong_shape"
    """Not 179 ASCII digits, or a number too large: no token of ours ever looked so."""
    UNKNOWN_SUITE = "unknown_suite"
    UNKNOWN_KEY = "unknown_key"
    FORGED = "forged"
    """The shape is right, the signature is not, or the key was not in use on the day that the token names."""
    NO_SIGNING_KEY = "no_signing_key"
    BAD_KEY_RING = "bad_key_ring"
    SHORT_CODE_CHARACTERS = "short_code_characters"
    SHORT_CODE_LENGTH = "short_code_length"
    SHORT_CODE_CHECK = "short_code_check"
    HOST_TOO_LONG = "host_too_long"
    HOST_CHARACTERS = "host_characters"
    UNREADABLE = "unreadable"
    """A finished symbol does not read back as what it was made from."""
    NOT_IN_FORCE = "not_in_force"
    WHY_NEEDED = "why_needed"
    NO_SUCH_PRINT = "no_such_print"
    ALREADY_REVOKED = "already_revoked"
