"""A million guesses at receipts: no hit, and no difference in time between a number that is there and one that is not.

Guessed by the rule and by the query on a database with complaints, then over HTTP for a smaller number. The figures are
ratios of medians to those of a wrong number; kinds take turns, so that other work on the machine falls on all of them.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from werkzeug.test import EnvironBuilder

from benchmarks.conditions import conditions
from benchmarks.import_merchants import environment
from tests import conftest
from tests.complaints.builders import a_complaint, a_shop
from trustcode.complaints.queries.sheets import own_matter
from trustcode.complaints.rules.numbers import SECRET_PURPOSE, new_number, secret_holds
from trustcode.doors.lobby.present import EXTENSION
from trustcode.factory import create_app
from trustcode.kernel.identifiers import letters_of
from trustcode.kernel.refusals import NotFound
from trustcode.settings import from_env
from trustcode.storage.engines import Store
from trustcode.storage.reading import Reader, reading

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "benchmarks" / "results" / "guessing.json"
BY_RULE = int(os.environ.get("GUESS_RULE", "1000000"))
BY_QUERY = int(os.environ.get("GUESS_QUERY", "30000"))
BY_HTTP = int(os.environ.get("GUESS_HTTP", "1500"))
COMPLAINTS = 20
FROM_ONE_SOURCE = 200

Guess = tuple[str, str]


def main() -> None:
    """Guess by the rule, by the query and over HTTP; write hits and ratios with their conditions."""
    with tempfile.TemporaryDirectory() as name:
        app = create_app(from_env(environment(Path(name))))
        store: Store = app.extensions[EXTENSION].store
        conftest.fill(store)
        shop = a_shop(store, conftest.AT)
        known = [a_complaint(store, conftest.AT, shop, phone=f"139{n:08d}")[0] for n in range(COMPLAINTS)]
        kinds = _kinds(known)
        results = {
            "by_rule": _by_rule(store, kinds),
            "by_query": _by_query(store, kinds),
            "over_http": _over_http(app.wsgi_app, kinds),
        }
        store.close()
    for way, said in results.items():
        print(
            f"  {way:10} {said['guesses']:>9,} guesses, {said['hits']} hits, medians to a wrong number: {said['medians']}"
        )
    under = conditions("wrong_secret: the number is there; malformed: check digits do not hold; kinds take turns")
    RESULT.write_text(json.dumps({"conditions": under, "results": results}, indent=2) + "\n")
    print(f"\n  written to {RESULT.relative_to(ROOT)}")


def _kinds(known: list[str]) -> dict[str, Callable[[], Guess]]:
    """What is guessed: a fresh pair of each kind."""
    return {
        "wrong_number": lambda: (new_number(), _a_secret()),
        "wrong_secret": lambda: (f"{int(secrets.choice(known)):012d}", _a_secret()),
        "malformed": lambda: (f"{int(new_number()) + 1:012d}", _a_secret()),
    }


def _a_secret() -> str:
    return letters_of(secrets.token_bytes(16))


def _by_rule(store: Store, kinds: dict[str, Callable[[], Guess]]) -> dict[str, Any]:
    index = store.vault.index

    def one(guess: Guess) -> bool:
        return secret_holds(index(SECRET_PURPOSE, guess[0]), guess[1])

    return _measured(one, kinds, BY_RULE, "by the rule")


def _by_query(store: Store, kinds: dict[str, Callable[[], Guess]]) -> dict[str, Any]:
    with reading(store) as reader:
        return _measured(lambda guess: _opens(reader, guess), kinds, BY_QUERY, "by the query")


def _opens(reader: Reader, guess: Guess) -> bool:
    try:
        own_matter(reader, *guess)
    except NotFound:
        return False
    return True


def _over_http(app: Any, kinds: dict[str, Callable[[], Guess]]) -> dict[str, Any]:
    asked = 0

    def one(guess: Guess) -> bool:
        nonlocal asked
        asked += 1
        said: list[str] = []
        source = f"2001:db8:0:{asked // FROM_ONE_SOURCE:x}::1"
        environ = EnvironBuilder(
            path=f"/counter/complaints/{guess[0]}/{guess[1]}", environ_base={"REMOTE_ADDR": source}
        )
        b"".join(app(environ.get_environ(), lambda status, *_: said.append(status)))
        assert said[0][:3] in {"200", "404"}, said
        return said[0].startswith("200")

    logging.getLogger("trustcode").setLevel(logging.ERROR)
    return _measured(one, kinds, BY_HTTP, "over HTTP")


def _measured(
    one: Callable[[Guess], bool], kinds: dict[str, Callable[[], Guess]], times: int, way: str
) -> dict[str, Any]:
    """Guess in turns; hits, and the median of each kind to that of a wrong number."""
    took: dict[str, list[int]] = {kind: [] for kind in kinds}
    hits = 0
    rounds = times // len(kinds)
    for n in range(rounds):
        for kind, make in kinds.items():
            guess = make()
            began = time.perf_counter_ns()
            hit = one(guess)
            took[kind].append(time.perf_counter_ns() - began)
            hits += hit
        if n % max(rounds // 4, 1) == 0:
            print(f"  {way}: {n * len(kinds):,} of {times:,}", flush=True)
    medians = {kind: statistics.median(all_of_it) for kind, all_of_it in took.items()}
    ratios = {kind: round(median / medians["wrong_number"], 3) for kind, median in medians.items()}
    return {"guesses": rounds * len(kinds), "hits": hits, "medians": ratios}
