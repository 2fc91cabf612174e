"""What the tests of governance share."""

import pytest

from consumer_protection.core.ledgers.importing import Order, import_ledger
from tests.making import workbook


@pytest.fixture
def take(union, system, now, tmp_path):
    """Imports a ledger of a few rows, each a dictionary: take(ledger, *rows)."""

    def run(ledger, *rows, **asked):
        headers = list(dict.fromkeys(header for row in rows for header in row))
        cells = [[row.get(header) for header in headers] for row in rows]
        path = workbook(tmp_path, headers, cells)
        return import_ledger(ledger, Order(path=path, actor=system, at=now, **asked))

    return run
