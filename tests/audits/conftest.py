"""What the tests of audits share."""

import pytest

from consumer_protection.audits.ledgers import AUDIT_FINDINGS
from consumer_protection.core.ledgers.importing import Order, import_ledger
from tests.audits.making import finding
from tests.making import workbook


@pytest.fixture
def take(union, system, now, tmp_path):
    """Imports a ledger of a few rows: take(headers, *rows)."""

    def run(headers, *rows, **asked):
        path = workbook(tmp_path, headers, rows)
        order = Order(path=path, actor=system, at=now, **asked)
        return import_ledger(AUDIT_FINDINGS, order)

    return run


@pytest.fixture
def add(union, system, now):
    return lambda **values: finding(system, now, **values)
