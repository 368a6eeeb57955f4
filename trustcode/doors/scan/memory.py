"""Pages in bounded memory, by encoding and path, and by the shop that they are about."""

from __future__ import annotations

import threading
from collections import OrderedDict

from trustcode.doors.scan.finished import Page


class Memory:
    """The least used page goes first when there is no more room. Safe to use from many threads."""

    def __init__(self, capacity_bytes: int) -> None:
        self._capacity = capacity_bytes
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._keys: dict[int, set[str]] = {}
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> Page | None:
        """The page of a key, good or not any more, or None."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: str, page: Page) -> None:
        """Keep a page in place of the former one."""
        with self._lock:
            self._put(key, page)

    def replace(self, key: str, former: Page, page: Page) -> None:
        """Keep a page in place of that very one; if that has been forgotten meanwhile, the new one is not kept either."""
        with self._lock:
            if self._pages.get(key) is former:
                self._put(key, page)

    def drop(self, number: int) -> None:
        """Forget all pages of a shop, by the number in its codes."""
        with self._lock:
            for key in tuple(self._keys.get(number, ())):
                self._forget(key)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._keys.clear()
            self._size = 0

    @property
    def size(self) -> int:
        """Bytes held, roughly."""
        return self._size

    def _put(self, key: str, page: Page) -> None:
        self._forget(key)
        self._pages[key] = page
        self._keys.setdefault(page.number, set()).add(key)
        self._size += page.size
        while self._size > self._capacity:
            self._forget(next(iter(self._pages)))

    def _forget(self, key: str) -> None:
        page = self._pages.pop(key, None)
        if page is None:
            return
        self._size -= page.size
        keys = self._keys[page.number]
        keys.discard(key)
        if not keys:
            del self._keys[page.number]
