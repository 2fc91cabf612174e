"""What the tests of reviews share."""

import pytest

from consumer_protection.core.ledgers.importing import Order, import_ledger
from reviews.ledgers import REVIEWS
from tests.making import workbook
from tests.reviews.making import review


@pytest.fixture
def take(union, system, now, tmp_path):
    """Imports a ledger of a few rows: take(headers, *rows)."""

    def run(headers, *rows, **asked):
        path = workbook(tmp_path, headers, rows)
        return import_ledger(REVIEWS, Order(path=path, actor=system, at=now, **asked))

    return run


@pytest.fixture
def add(union, system, now):
    return lambda **values: review(system, now, **values)
