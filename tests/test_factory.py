"""The house as a whole: two apps by the first part of a path, the language in front of it, keys that nobody else reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from trustcode.codes.rules.keyring import keyring_to_json, new_signing_key, ring_of
from trustcode.factory import OFFICE_PATHS, create_app, front, load_keyring
from trustcode.settings import BadSettings, from_env


def chosen(path: str) -> tuple[str, str, str, str]:
    """Which app a path reaches, with the path, the language and the prefix that the app sees."""
    seen: dict[str, Any] = {}

    def app(name: str) -> Any:
        def answer(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
            seen.update(environ, app=name)
            return []

        return answer

    front(app("office"), app("scan"), app("exchange"))({"PATH_INFO": path}, None)
    return seen["app"], seen["PATH_INFO"], seen["trustcode.language"], seen.get("SCRIPT_NAME", "")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ("scan", "/", "zh", "")),
        ("/en", ("scan", "/", "en", "/en")),
        ("/en/", ("scan", "/", "en", "/en")),
        ("/en/123", ("scan", "/123", "en", "/en")),
        ("/english", ("scan", "/english", "zh", "")),
        ("/desk", ("office", "/desk", "zh", "")),
        ("/desk/x/code", ("office", "/desk/x/code", "zh", "")),
        ("/desks", ("scan", "/desks", "zh", "")),
        ("/exchange/12345/orders", ("exchange", "/exchange/12345/orders", "zh", "")),
        ("/en/field/x", ("office", "/field/x", "en", "/en")),
        ("//desk", ("scan", "//desk", "zh", "")),
        ("", ("scan", "/", "zh", "")),
    ],
)
def test_the_first_part_of_a_path_chooses_the_app(path: str, expected: tuple[str, ...]) -> None:
    assert chosen(path) == expected


def test_every_address_of_the_office_app_is_reachable_from_the_front(tmp_path: Path) -> None:
    app = create_app(from_env({}, tmp_path))

    firsts = {"/" + str(rule).split("/")[1] for rule in app.url_map.iter_rules()}
    assert {first for first in firsts if first not in OFFICE_PATHS} <= {"/style", "/static"}


def test_a_host_that_does_not_fit_a_code_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="too long"):
        create_app(
            from_env(
                {"TRUSTCODE_MODE": "demo", "TRUSTCODE_PUBLIC_URL": "https://a-very-long-host-name.hunan.example"},
                tmp_path,
            )
        )


def test_a_key_ring_that_others_can_read_stops_the_start(tmp_path: Path) -> None:
    settings = from_env({}, tmp_path)
    load_keyring(settings)
    settings.signing_keys.chmod(0o644)

    with pytest.raises(BadSettings, match="600"):
        load_keyring(settings)


def test_a_key_ring_may_come_from_the_environment_itself(tmp_path: Path) -> None:
    ring = ring_of(new_signing_key(3))

    loaded = load_keyring(from_env({"TRUSTCODE_SIGNING_KEYS": keyring_to_json(ring)}, tmp_path))

    assert loaded.signing_id == 3
    with pytest.raises(BadSettings, match="holds no key ring"):
        load_keyring(from_env({"TRUSTCODE_SIGNING_KEYS": "{}"}, tmp_path))


ODD_SLASHES = ["/desk//x", "/field//units", "/sign-in//account", "/counter//sign", "//desk", "/en//x", "/en/desk//x"]


@pytest.mark.parametrize("path", ODD_SLASHES)
def test_no_address_is_mended_by_sending_people_to_another_host(tmp_path: Path, path: str) -> None:
    visitor = create_app(from_env({}, tmp_path)).test_client()

    answer = visitor.get(path, headers={"Host": "evil.example"})

    assert "evil.example" not in answer.headers.get("Location", "")
