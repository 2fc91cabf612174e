"""Signs of life of a worker, so that what a dead one began is taken over."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

LEASE = timedelta(seconds=30)
ATTEMPTS = 3
_BEAT = 1


class LeaseLost(Exception):
    """Another worker has taken the work over; this one leaves it alone."""


@contextmanager
def signs_of_life(renew: Callable[[datetime], None]) -> Iterator[None]:
    """Call ``renew`` every second from beside, on a connection of its own, while a
    long step runs, so that it is seen outside the step's transaction."""
    over = threading.Event()

    def beat() -> None:
        with suppress(LeaseLost):
            while not over.wait(_BEAT):
                renew(timezone.now())
        connection.close()

    beside = threading.Thread(target=beat, daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()
