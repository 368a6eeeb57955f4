"""The suite in parts side by side, one for each server at hand, and one sum: `python -m tests.run [WORDS FOR PYTEST]`.

TRUSTCODE_TEST_DATABASE and TRUSTCODE_TEST_REDIS may each name several servers, with blanks between: every part gets its
own, since some tests watch all that happens on a server. Without any there is one part. The first part speaks at once,
the others when they are done. The last line is `N passed, N failed`; where TRUSTCODE_TEST_SUM names a file it is kept
there instead, for a caller that has the last word. `--weigh` keeps how long files took, for the next time that the
suite is divided.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from tests.parts import SECONDS

NOTHING_COLLECTED = 5
WEIGHTY = 4.0
"""Seconds from which on a file is worth a line in the table."""

SERVERS = ("TRUSTCODE_TEST_DATABASE", "TRUSTCODE_TEST_REDIS")


class Part:
    """A run of pytest over its share of the tests."""

    def __init__(self, number: int, count: int, servers: dict[str, str], words: Sequence[str], folder: Path) -> None:
        self.told_in = folder / f"told-{number}.json"
        self.said_in = None if number == 1 else folder / f"said-{number}.txt"
        self._out: IO[bytes] | None = self.said_in.open("wb") if self.said_in else None
        given = {"TRUSTCODE_TEST_PART": f"{number}/{count}", "TRUSTCODE_TEST_TOLD": str(self.told_in)}
        command = [sys.executable, "-m", "pytest", "-q", *words]
        self.child = subprocess.Popen(
            command, env={**os.environ, **servers, **given}, stdout=self._out, stderr=self._out
        )

    def ended(self) -> int:
        """Wait for it; its exit code, once what it said has been shown."""
        code = self.child.wait()
        if self._out and self.said_in:
            self._out.close()
            sys.stdout.flush()
            with self.said_in.open("rb") as said:
                shutil.copyfileobj(said, sys.stdout.buffer)
            sys.stdout.flush()
        return code

    def told(self) -> dict[str, Any] | None:
        """What it says of itself; None if it did not get so far."""
        found: dict[str, Any] | None = json.loads(self.told_in.read_text()) if self.told_in.exists() else None
        return found

    def end(self) -> None:
        """Make sure that it is not left behind."""
        if self.child.poll() is None:
            self.child.terminate()
            self.child.wait()


def servers_of_parts() -> list[dict[str, str]]:
    """What each part is given. Raises SystemExit when there are not as many servers of both kinds."""
    named = {name: os.environ.get(name, "").split() for name in SERVERS}
    count = max(1, *map(len, named.values()))
    if count > 1 and {len(servers) for servers in named.values()} != {count}:
        raise SystemExit(f"{' and '.join(SERVERS)} must name as many servers.")
    return [{name: servers[n] for name, servers in named.items() if servers} for n in range(count)]


def verdict(codes: Sequence[int], told: Sequence[dict[str, Any] | None]) -> tuple[int, int, int]:
    """Exit code, passed and failed of all parts together. A part that is lost, or tests in none or two, are a failure."""
    known = [one for one in told if one is not None]
    passed, failed = (sum(one[what] for one in known) for what in ("passed", "failed"))
    bad = [code for code in codes if code not in {0, NOTHING_COLLECTED}]
    is_whole = len(known) == len(told) and {sum(one["mine"] for one in known)} == {one["collected"] for one in known}
    code = abs(bad[0]) if bad else 0
    if not code and not is_whole:
        code = 1
    if not code and set(codes) == {NOTHING_COLLECTED}:
        code = NOTHING_COLLECTED
    return code, passed, max(failed, 1) if code else failed


def weigh(told: Sequence[dict[str, Any] | None]) -> None:
    """Keep what slow files took."""
    took = {file: round(spent) for one in told if one for file, spent in one["seconds"].items() if spent >= WEIGHTY}
    SECONDS.write_text(json.dumps(dict(sorted(took.items())), indent=2) + "\n")


def main(words: list[str]) -> int:
    """Run all parts; the exit code of the whole."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    is_weighing = "--weigh" in words
    rest = [word for word in words if word != "--weigh"]
    servers = servers_of_parts()
    with tempfile.TemporaryDirectory() as folder:
        parts = [Part(n, len(servers), given, rest, Path(folder)) for n, given in enumerate(servers, 1)]
        try:
            codes = [part.ended() for part in parts]
        finally:
            for part in parts:
                part.end()
        told = [part.told() for part in parts]
    code, passed, failed = verdict(codes, told)
    if is_weighing:
        weigh(told)
    line = f"{passed} passed, {failed} failed\n"
    if kept := os.environ.get("TRUSTCODE_TEST_SUM"):
        Path(kept).write_text(line)
    else:
        sys.stdout.write(line)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
