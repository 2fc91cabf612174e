"""Measures of the list of complaints, asked as the officer's browser asks."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import Import, Ledger, Setting, ledger
from consumer_protection.core.ledgers.headers import fold_header
from consumer_protection.core.ledgers.importing import setting_for
from consumer_protection.core.models import Unit, User
from consumer_protection.core.trail import acting_as
from reporting.benchmarks.floors import median_ms, one, page
from reporting.benchmarks.invented import HEADERS, complaint_rows
from reporting.benchmarks.measures import Measure

_YEARS = range(2013, 2023)
_AT_ONCE = 2000
_PATTERNS = 500
_URL = "/complaints/cases/"
_PAGE_SIZE = 25
_DEEP = 500
_WORDS = "聚合收款码到账"


def fill(count: int) -> None:
    """Complaints up to ``count``, written by the ledger's own action, trail and all."""
    own = ledger("complaints")
    actor = User.objects.system()
    about = Import(actor, timezone.now(), Unit.objects.get(code="MX00", parent=None))
    missing = count - own.records(actor).count()
    rows = _values(own, setting_for(actor, timezone.localdate()), missing)
    while block := list(islice(rows, _AT_ONCE)):
        with transaction.atomic():
            acting_as(actor)
            own.create_each(block, about)
    with connection.cursor() as cursor:
        # What the server does by itself when it finds a moment.
        cursor.execute("VACUUM ANALYZE")


def _values(own: Ledger, setting: Setting, count: int) -> Iterator[dict[str, Any]]:
    """Rows of several years: a few are read as cells, the others are like them."""
    a_year = -(-count // len(_YEARS))
    given = 0
    for year in _YEARS:
        patterns = [_read(own, setting, row) for row in complaint_rows(_PATTERNS, year)]
        for number in range(1, min(a_year, count - given) + 1):
            given += 1
            like = patterns[number % _PATTERNS]
            text = f"{like['description']}之{number}"
            yield {**like, "number": f"TS{year}{number:05d}", "description": text}


def _read(own: Ledger, setting: Setting, row: tuple[object, ...]) -> dict[str, Any]:
    headers = {
        fold_header(header): column
        for column in own.columns
        for header in column.headers
    }
    values = {column.field: column.default for column in own.columns}
    for header, value in zip(HEADERS, row, strict=True):
        column = headers[fold_header(header)]
        if value is not None:
            values[column.field] = column.parser.read(_cell(value), setting)
    return values


def _cell(value: object) -> Cell:
    if isinstance(value, date | int):
        return Cell(value, is_number=isinstance(value, int))
    return Cell(str(value))


def lists() -> Iterator[Measure]:
    """The first page, a filtered one, one behind a figure, one far back, words
    looked for; and the page of one case."""
    root = Unit.objects.get(code="MX00", parent=None)
    unit = Unit.objects.get(code="MXW10", root=root)
    year = _YEARS[-1]
    values = {
        "root": root.pk,
        "offset": 0,
        "status": "closed",
        "unit": unit.pk,
        "start": date(year, 1, 1),
        "end": date(year + 1, 1, 1),
    }
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(staff_number="officer"))
    size = ledger("complaints").records(User.objects.system()).count()
    deep = {**values, "offset": (_DEEP - 1) * _PAGE_SIZE}
    words = {**values, "words": f"%{_WORDS}%"}
    by_figure = f"figure=complaints.received&period={year}"
    asked = (
        ("list.first_page", "", page(values, "")),
        ("list.filtered", f"status=closed&unit={unit.pk}", page(values, "filter")),
        ("list.of_figure", by_figure, page(values, "figure")),
        ("list.page_500", f"page={_DEEP}", page(deep, "")),
        ("list.search", f"q={quote(_WORDS)}", page(words, "search")),
    )
    for name, query, floor in asked:
        yield _measure(client, name, size, f"{_URL}?{query}", floor)
    case = ledger("complaints").records(User.objects.system())[0]
    yield _measure(client, "case.page", size, case.get_absolute_url(), one(case.pk))


def _measure(client: Client, name: str, size: int, url: str, floor: float) -> Measure:
    def ask() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answers {answer.status_code}")

    ours = median_ms(ask)
    with CaptureQueriesContext(connection) as asked:
        ask()
    return Measure(name, size, ours, floor, queries=len(asked))
