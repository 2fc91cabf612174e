"""How an answer counts, and how a paper is drawn from the pool."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

KINDS = ("single", "multiple", "true_false", "case")
LETTERS = "ABCDEF"
# What true and false stand for in a question's answer.
TRUE, FALSE = "A", "B"
# After the time is up, what was on its way still arrives.
GRACE = timedelta(seconds=30)

Q = TypeVar("Q")


class PoolTooSmall(ValueError):
    """The pool has fewer questions of a kind than a paper asks for: (kind, has, asks)."""

    def __init__(self, kind: str, has: int, asks: int) -> None:
        super().__init__(kind)
        self.kind, self.has, self.asks = kind, has, asks


def is_right(chosen: Collection[str], answer: str) -> bool:
    """All right letters and no other; half an answer is none."""
    return set(chosen) == set(answer)


def drawn(
    pool: Mapping[str, Sequence[Q]], asked: Mapping[str, int], seed: int
) -> list[Q]:
    """So many questions of each kind, kind by kind, in random order; the same pool and
    seed give the same paper. Raises PoolTooSmall."""
    # Repeatable on purpose; nothing secret hangs on it.
    luck = random.Random(seed)  # noqa: S311
    found: list[Q] = []
    for kind in KINDS:
        number, own = asked.get(kind, 0), pool.get(kind, ())
        if number > len(own):
            raise PoolTooSmall(kind, len(own), number)
        found += luck.sample(list(own), number)
    return found


def shuffled(letters: str, seed: int) -> str:
    """The order in which a question's options are shown."""
    order = list(letters)
    random.Random(seed).shuffle(order)  # noqa: S311
    return "".join(order)


def share(points: int, most: int) -> Decimal:
    """Points of a hundred, to one decimal, half up; 0 of nothing."""
    if not most:
        return Decimal("0.0")
    exact = Decimal(points * 100) / Decimal(most)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def cleaned(letters: Iterable[str], allowed: str) -> str:
    """Letters that may be chosen, each once and in order; what else was sent is left
    out."""
    given = set(letters)
    return "".join(letter for letter in allowed if letter in given)
