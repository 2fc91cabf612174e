"""Doing one thing at a time across all processes."""

from django.db import connection

_NUMBER = 724503
# A long run of its own, which must not keep administrators waiting.
WARNING = 724504


def wait_turn(number: int = _NUMBER) -> None:
    """Hold the turn for changes that must see what the last one did, such as who is
    an administrator and whether there is an institution. Ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
