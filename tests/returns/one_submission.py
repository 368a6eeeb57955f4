"""One keyed submission of one line, as a door makes it; as a program it dies at a place that it is told.

`python -m tests.returns.one_submission URL FOLDER MERCHANT OWNER KEY WHERE`, WHERE being `before_commit`,
`before_reply`, `before_reply_forgetful` (the answer was not kept with the line) or `never`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.conftest import AT, open_store
from tests.merchants.builders import SCHEME
from tests.returns.builders import a_line
from trustcode.kernel.actors import Actor, Role
from trustcode.kernel.moments import Moment
from trustcode.record.pen import Pen, pen
from trustcode.returns.actions.logging import log
from trustcode.returns.rules.kept import kept
from trustcode.returns.rules.lines import Line
from trustcode.storage.engines import Store


def once(pen: Pen, key: str, merchant_id: str, line: Line) -> Any:
    """The line, unless this key has made it before; what was answered then or now."""
    body = kept(line)
    earlier = pen.answered(key, body)
    if earlier is not None:
        return earlier["answer"]
    answer = log(pen, merchant_id=merchant_id, line=line, scheme=SCHEME)
    pen.answer(key, body, {"answer": answer})
    return answer


def submitted(store: Store, at: Moment, owner: Actor, key: str, line: Line) -> Any:
    """The reply to one submission in a transaction of its own."""
    with pen(store, owner, at) as p:
        return once(p, key, owner.scope, line)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _run(url: str, folder: str, merchant_id: str, owner: str, key: str, where: str) -> None:
    store = open_store(url, Path(folder))
    with pen(store, Actor(owner, Role.OWNER, merchant_id, frozenset({merchant_id})), AT) as p:
        if where == "before_reply_forgetful":
            log(p, merchant_id=merchant_id, line=a_line(AT), scheme=SCHEME)
            answer = ""
        else:
            answer = once(p, key, merchant_id, a_line(AT))
        if where == "before_commit":
            _die()
    if where != "never":
        _die()
    sys.stdout.write(answer)
    store.close()


if __name__ == "__main__":
    _run(*sys.argv[1:])
