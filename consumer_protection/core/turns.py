"""Doing one thing at a time across all processes."""

from django.db import connection

_NUMBER = 724503


def wait_turn() -> None:
    """Hold the turn for changes that must see what the last one did, such as who is
    an administrator and whether there is an institution. Ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBER])
