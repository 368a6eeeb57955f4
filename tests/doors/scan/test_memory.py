"""The memory for pages is bounded, and forgets a shop when told."""

from __future__ import annotations

from trustcode.doors.scan.finished import Page, Times
from trustcode.doors.scan.memory import Memory


def a_page(number: int, length: int = 1_000) -> Page:
    return Page(number, "", "br", "", b"x" * length, (), (), Times(0.0, 0.0, 0.0))


def test_the_least_used_page_goes_when_there_is_no_more_room() -> None:
    memory = Memory(3 * a_page(1).size)
    for number in (1, 2, 3):
        memory.put(str(number), a_page(number))
    memory.get("1")

    memory.put("4", a_page(4))

    assert [key for key in "1234" if memory.get(key)] == ["1", "3", "4"]


def test_the_size_is_that_of_what_is_held() -> None:
    memory = Memory(100_000)
    for number in range(300):
        memory.put(str(number % 150), a_page(number, length=number))
    held = [page.size for page in (memory.get(str(n)) for n in range(150)) if page]

    assert memory.size == sum(held) <= 100_000


def test_a_page_larger_than_the_memory_is_not_held() -> None:
    memory = Memory(10)
    memory.put("1", a_page(1))

    assert (memory.get("1"), memory.size) == (None, 0)


def test_all_pages_of_a_shop_are_forgotten_at_once_and_no_others() -> None:
    memory = Memory(100_000)
    for key, number in (("zh", 1), ("en", 1), ("other", 2)):
        memory.put(key, a_page(number))

    memory.drop(1)

    assert [key for key in ("zh", "en", "other") if memory.get(key)] == ["other"]


def test_a_page_put_again_under_another_shop_belongs_to_that_shop() -> None:
    memory = Memory(100_000)
    memory.put("a", a_page(1))
    memory.put("a", a_page(2))

    memory.drop(1)

    assert memory.get("a") is not None


def test_a_page_that_was_forgotten_meanwhile_is_not_brought_back() -> None:
    memory, former = Memory(100_000), a_page(1)
    memory.put("a", former)
    memory.drop(1)

    memory.replace("a", former, a_page(1))

    assert memory.get("a") is None
