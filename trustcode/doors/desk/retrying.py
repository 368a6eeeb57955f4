"""The same form sent twice does its work once: a key in the form is kept with the answer, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request

from trustcode.doors.lobby.forms import Form
from trustcode.doors.lobby.present import the_actor
from trustcode.record.pen import Pen


def once(pen: Pen, form: Form, body: Any, act: Callable[[], Any], *, whose: str = "") -> Any:
    """Do the act, unless this form did it before; returns what it answered then or now.

    A key belongs to the person, or to `whose`: what a phone sends late may be sent by a colleague. Raises KeyReused when the key comes back with another body, and whatever the act raises.
    """
    if not form.retry_key:
        return act()
    key = f"{whose or the_actor().person_id}.{request.endpoint}.{form.retry_key}"
    whole = {"address": request.path, "body": body}
    earlier = pen.answered(key, whole)
    if earlier is not None:
        return earlier["answer"]
    answer = act()
    pen.answer(key, whole, {"answer": answer})
    return answer
