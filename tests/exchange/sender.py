"""One `exchange send` in a process of its own: `python -m tests.exchange.sender DATABASE FILES PEER_URL`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.conftest import AT, open_store
from tests.exchange.peer import KEY
from trustcode.codes.rules.keyring import new_signing_key, ring_of
from trustcode.doors.console import exchanging
from trustcode.doors.lobby.present import Office
from trustcode.settings import Peer, from_env

PATIENCE = 600
"""Seconds for the other side to answer: here it holds back until the test lets it go."""

if __name__ == "__main__":
    exchanging.SECONDS = PATIENCE
    url, files, peer_url = sys.argv[1:]
    peer = Peer("12345", peer_url, "k1", {"k1": KEY})
    settings = replace(from_env({}, Path(files) / "var"), peers={"12345": peer})
    office = Office(settings, open_store(url, Path(files)), ring_of(new_signing_key(1, b"t" * 32)), lambda: AT)
    sys.stdout.write(json.dumps(exchanging.send_to(office, peer, AT + timedelta(hours=1))))
