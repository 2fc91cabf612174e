"""Reading everything from one moment of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """One REPEATABLE READ, read-only transaction; refused inside an open one, whose
    first query has fixed what it sees already. (A test's own transaction passes, and
    is then as consistent as the test is alone.)"""
    with transaction.atomic(durable=True):
        if len(connection.atomic_blocks) == 1:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                )
        yield
