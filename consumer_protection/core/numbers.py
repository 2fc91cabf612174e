"""Gapless yearly numbers."""

from django.db import connection, transaction

from consumer_protection.core.models import Unit

_NEXT = """
INSERT INTO core_counter (root_id, kind, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (root_id, kind, year)
DO UPDATE SET last = core_counter.last + excluded.last
RETURNING last
"""
_RAISE = """
INSERT INTO core_counter (root_id, kind, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (root_id, kind, year)
DO UPDATE SET last = greatest(core_counter.last, excluded.last)
"""


class OutsideTransaction(RuntimeError):
    """A number given outside a transaction would leave a gap when the rest fails."""


def next_number(root: Unit, kind: str, year: int) -> int:
    """The next number of the kind and year, 1 first; call it as late as possible
    in the transaction that saves the record: others wait for its end."""
    return next_numbers(root, kind, year, 1)[0]


def next_numbers(root: Unit, kind: str, year: int, count: int) -> range:
    """The next ``count`` numbers, on the same terms."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [root.pk, kind, year, count])
        last = int(cursor.fetchone()[0])
    return range(last - count + 1, last + 1)


def raise_to(root: Unit, kind: str, year: int, number: int) -> None:
    """Let the counter go on after an imported number."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_RAISE, [root.pk, kind, year, number])
