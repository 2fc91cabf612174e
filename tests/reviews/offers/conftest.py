"""What the tests of offers share."""

import pytest

from consumer_protection.core.ledgers.importing import Order, import_ledger
from tests.making import workbook
from tests.reviews.offers import making


@pytest.fixture
def take(union, system, now, tmp_path):
    """Imports a few rows of a ledger: take(ledger, headers, *rows)."""

    def run(ledger, headers, *rows, **asked):
        path = workbook(tmp_path, headers, rows)
        return import_ledger(ledger, Order(path=path, actor=system, at=now, **asked))

    return run


@pytest.fixture
def add(union, system, now):
    """Makes a record: add("fee", name=…)."""
    return lambda noun, **values: getattr(making, noun)(system, now, **values)
