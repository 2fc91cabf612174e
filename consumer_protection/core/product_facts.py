"""What other duties know of a product by its name, declared by each and named in the
settings: complaints about it, trainings on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from consumer_protection.core.scope import Asker


@dataclass(frozen=True, slots=True)
class Beside:
    """A few counts with their labels (months, years) and the list behind them."""

    title: str | Promise
    counts: Sequence[tuple[str, int]]
    url: str
    note: str | Promise = ""

    @property
    def total(self) -> int:
        return sum(count for _label, count in self.counts)

    @property
    def most(self) -> int:
        return max((count for _label, count in self.counts), default=0)


Tell = Callable[[str, str, Asker], Beside | None]


def facts_beside(name: str, category: str, asker: Asker) -> list[Beside]:
    """What each duty tells of the product; one whose records the asker does not see
    tells nothing."""
    told = (tell(name, category, asker) for tell in _tellers())
    return [one for one in told if one is not None]


@cache
def _tellers() -> list[Tell]:
    return [import_string(name) for name in settings.PRODUCT_FACTS]
