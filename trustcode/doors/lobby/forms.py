"""What was typed, read field by field: tidied, checked for shape alone, with a fault for each that does not fit.

`form = Form()`, then `form.text("shop_name", most=40)` and so on, then `form.check()`, which raises one Refusal with
every fault, unknown fields included. Meaning is judged by the rooms; `form.tried` gathers their refusals too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import ParamSpec, TypeVar

from trustcode.doors.lobby.bodies import Body, SentFile
from trustcode.doors.lobby.present import the_body
from trustcode.kernel.identifiers import has_controls, is_id, tidy
from trustcode.kernel.refusals import Fault, Refusal, RefusalCode, refuse_if_any

P = ParamSpec("P")
T = TypeVar("T")

TOKEN = "csrf_token"  # noqa: S105 - the name of a field
RETRY = "retry_key"
_SERVICE = frozenset({TOKEN, RETRY})
_WHOLE = re.compile(r"\d{1,12}")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class FormFault(RefusalCode):
    """What can be wrong with the shape of a field."""

    NOT_SET = "form_not_set"
    MISSING = "form_missing"
    NOT_CHOSEN = "form_not_chosen"
    TOO_LONG = "form_too_long"
    STRANGE_CHARACTERS = "form_strange_characters"
    NOT_OFFERED = "form_not_offered"
    TOO_FEW = "form_too_few"
    NOT_A_NUMBER = "form_not_a_number"
    TOO_SMALL = "form_too_small"
    TOO_LARGE = "form_too_large"
    NOT_A_DAY = "form_not_a_day"
    UNKNOWN_FIELD = "form_unknown_field"


class Form:
    """One sent form. Reading a field never raises but BadBody; `check` raises all faults at once."""

    def __init__(self, body: Body | None = None) -> None:
        self.body = the_body() if body is None else body
        self.faults: list[Fault] = []
        self._asked: set[str] = set(_SERVICE)

    @property
    def typed(self) -> Mapping[str, str]:
        """What was typed, by field, for showing it again; without passwords and our own marks."""
        return {name: values[0] for name, values in self.body.fields.items() if _may_return(name)}

    @property
    def sent(self) -> Mapping[str, Sequence[str]]:
        """Every value of every field, and of files their hashes: what one sending of a form is told from another by."""
        fields = {name: list(values) for name, values in self.body.fields.items() if _may_return(name)}
        files = {f"file {name}": [_hashed(one) for one in sent] for name, sent in self.body.files.items()}
        return {**fields, **files}

    @property
    def retry_key(self) -> str:
        """The key that stays the same when the same form is sent twice; empty if it is none of ours."""
        key = self.body.text(RETRY)
        return key if is_id(key) else ""

    def text(self, name: str, *, most: int = 200, needed: bool = True) -> str:
        """One tidy line of at most `most` characters."""
        return self._checked(name, tidy(self._raw(name)), most, needed=needed)

    def lines(self, name: str, *, most: int = 2000, needed: bool = True) -> str:
        """Several lines, each without blanks at its end."""
        raw = self._raw(name).replace("\r\n", "\n").replace("\r", "\n")
        text = "\n".join(line.rstrip() for line in raw.split("\n")).strip()
        return self._checked(name, text, most, needed=needed)

    def secret(self, name: str, *, new: bool = False) -> str:
        """A password exactly as typed; a new one that is missing is asked for as such."""
        raw = self._raw(name)
        if not raw:
            self._fault(FormFault.NOT_SET if new else FormFault.MISSING, name)
        return raw

    def choice(self, name: str, options: Iterable[str], *, needed: bool = True) -> str:
        """One of the options (texts or an enum of texts); empty if none was chosen."""
        raw = self._raw(name)
        if not raw:
            if needed:
                self._fault(FormFault.NOT_CHOSEN, name)
            return ""
        if raw not in set(options):
            self._fault(FormFault.NOT_OFFERED, name)
            return ""
        return raw

    def many(self, name: str, options: Iterable[str], *, least: int = 0) -> tuple[str, ...]:
        """Any number of the options, each once, in the order sent."""
        self._asked.add(name)
        chosen = tuple(dict.fromkeys(self.body.texts(name)))
        if not set(chosen) <= set(options):
            self._fault(FormFault.NOT_OFFERED, name)
            return ()
        if len(chosen) < least:
            self._fault(FormFault.TOO_FEW if least > 1 else FormFault.NOT_CHOSEN, name, least=least)
        return chosen

    def whole(self, name: str, *, least: int = 0, most: int = 10**9, needed: bool = True) -> int | None:
        """A whole number within limits; full-width digits and thousands commas are understood."""
        text = unicodedata.normalize("NFKC", self._raw(name)).replace(",", "").strip()
        if not text:
            if needed:
                self._fault(FormFault.MISSING, name)
            return None
        if not (text.isascii() and _WHOLE.fullmatch(text)):
            self._fault(FormFault.NOT_A_NUMBER, name)
            return None
        value = int(text)
        if value < least:
            self._fault(FormFault.TOO_SMALL, name, least=least)
        elif value > most:
            self._fault(FormFault.TOO_LARGE, name, most=most)
        return value if least <= value <= most else None

    def yes(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.choice(name, {"yes"}, needed=False) == "yes"

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A civil day, as a browser sends it or as people write it: 2026-11-23, 2026/11/23, 2026年11月23日."""
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", self._raw(name)))
        if not text:
            if needed:
                self._fault(FormFault.MISSING, name)
            return None
        match = _DAY.fullmatch(text)
        try:
            if match:
                return date(*(int(part) for part in match.groups()))
        except ValueError:
            pass
        self._fault(FormFault.NOT_A_DAY, name)
        return None

    def file(self, name: str) -> SentFile | None:
        """A file that came along; None if none was chosen."""
        sent = self.body.file(name)
        return sent if sent is not None and sent.content else None

    def tried(self, rule: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """What a rule answers; its refusal becomes faults of this form and the answer is None."""
        try:
            return rule(*args, **kwargs)
        except Refusal as refusal:
            self.faults.extend(refusal.faults)
            return None

    def check(self) -> None:
        """Raise one Refusal with every fault so far; a field that nobody asked for is one too."""
        strangers = [name for name in self.body.fields if name not in self._asked]
        refuse_if_any([*self.faults, *(Fault(FormFault.UNKNOWN_FIELD, name) for name in strangers)])

    def _raw(self, name: str) -> str:
        self._asked.add(name)
        return self.body.text(name)

    def _checked(self, name: str, text: str, most: int, *, needed: bool) -> str:
        if not text and needed:
            self._fault(FormFault.MISSING, name)
        elif len(text) > most:
            self._fault(FormFault.TOO_LONG, name, most=most, typed=len(text))
        elif has_controls(text):
            self._fault(FormFault.STRANGE_CHARACTERS, name)
        return text

    def _fault(self, code: FormFault, name: str, **facts: int) -> None:
        self.faults.append(Fault(code, name, dict(facts)))


def _may_return(name: str) -> bool:
    return name not in _SERVICE and "password" not in name and name not in {"code", "invitation"}


def _hashed(sent: SentFile) -> str:
    return sha256(sent.content).hexdigest()
