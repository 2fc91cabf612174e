"""What the tests of education share."""

import pytest

from consumer_protection.core.ledgers.importing import Order, import_ledger
from tests.making import workbook


@pytest.fixture
def take(union, system, now, tmp_path):
    """Imports a ledger of a few rows: take(ledger, headers, *rows)."""

    def run(ledger, headers, *rows, **asked):
        path = workbook(tmp_path, headers, rows)
        return import_ledger(ledger, Order(path=path, actor=system, at=now, **asked))

    return run
