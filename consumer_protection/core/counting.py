"""Counting many figures for one asker: what was found once is not asked for again."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from consumer_protection.core.scope import Asker

T = TypeVar("T")


class Counting:
    """An asker for as long as one page or report is counted, and no longer: what
    changes in between is not seen."""

    def __init__(self, asker: Asker) -> None:
        self.scope = asker.scope
        self._known: dict[Hashable, Any] = {}

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = work()
        found: T = self._known[key]
        return found


def counting(asker: Asker) -> Counting:
    return asker if isinstance(asker, Counting) else Counting(asker)


def once(asker: Asker, key: Hashable, work: Callable[[], T]) -> T:
    """The work's result, remembered where the asker is counting."""
    return asker.once(key, work) if isinstance(asker, Counting) else work()
