"""Time is given: the system clock is read in one function, which only doors and the factory call."""

from __future__ import annotations

import re

from tests.house.source import calls, imports, inside, python_files

THE_CLOCK = "kernel/moments.py"
SYSTEM_CLOCKS = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today"
    r"|time\.(time|time_ns|localtime|gmtime|ctime|strftime)|func\.(now|current_\w+|localtime\w*|sysdate))$"
)
CLOCK_FROM_TIME = {"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"}


def test_no_one_reads_a_system_clock_but_the_kernel() -> None:
    found = [
        f"{inside(path)}:{line} {name}"
        for path in python_files()
        if inside(path) != THE_CLOCK
        for line, name in [*((n, c) for n, c in calls(path) if SYSTEM_CLOCKS.search(c)),
                           *((n, i) for n, i in imports(path) if i in CLOCK_FROM_TIME)]
    ]  # fmt: skip
    assert found == []


def test_the_kernel_does_read_it() -> None:
    kernel = next(path for path in python_files() if inside(path) == THE_CLOCK)
    assert [name for _, name in calls(kernel) if SYSTEM_CLOCKS.search(name)] == ["datetime.now"]


def test_only_doors_and_the_factory_ask_for_the_present() -> None:
    asked = [
        f"{inside(path)}:{line}"
        for path in python_files()
        if not inside(path).startswith(("doors/", "factory.py", THE_CLOCK))
        for line in [*(n for n, i in imports(path) if i == "trustcode.kernel.moments.now"),
                     *(n for n, c in calls(path) if c.endswith("moments.now"))]
    ]  # fmt: skip
    assert asked == []
