"""One pen, one commit: what changes something is one transaction, opened in one place."""

from __future__ import annotations

from collections.abc import Callable

from tests.house.source import calls, imports, inside, python_files

MAY_COMMIT = {"record/pen.py", "record/jotting.py", "record/sequencing.py"}
ONLY_IN = {
    "flask_sqlalchemy": {"storage/engines.py"},
    "flask_login": {"doors/lobby/login.py"},
}


def where(finds: Callable[[str], bool], *, apart_from: set[str]) -> list[str]:
    """Places outside `apart_from` that call something for which `finds` is true."""
    return [
        f"{inside(path)}:{line} {name}"
        for path in python_files()
        if inside(path) not in apart_from
        for line, name in calls(path)
        if finds(name)
    ]


def test_only_the_pen_and_the_jotter_commit() -> None:
    assert where(lambda name: name.endswith(".commit"), apart_from=MAY_COMMIT) == []


def test_the_pen_does_commit() -> None:
    committing = {inside(path) for path in python_files() for _, name in calls(path) if name.endswith(".commit")}
    assert "record/pen.py" in committing


def test_nobody_opens_a_session_of_their_own() -> None:
    sessions = {"Session", "sessionmaker", "scoped_session", "orm.Session"}
    assert where(lambda name: name in sessions, apart_from={"storage/reading.py", "storage/writing.py"}) == []


def test_each_fixed_library_is_known_to_one_file() -> None:
    strangers = [
        f"{inside(path)}:{line} {name}"
        for path in python_files()
        for line, name in imports(path)
        for library, places in ONLY_IN.items()
        if name.split(".")[0] == library and inside(path) not in places
    ]
    assert strangers == []
