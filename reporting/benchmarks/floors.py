"""The same work without the product: what no program on this machine can beat."""

import csv
import io
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Any

from django.db import connection
from python_calamine import CalamineWorkbook

_RUNS = 7
_ROWS = """
SELECT c.number, c.status, c.received_on, u.short_name, u.name, c.complainant_sealed,
       c.category, c.description, c.due_on, c.closed_on, c.satisfaction
FROM complaints_complaint c JOIN core_unit u ON u.id = c.unit_id
WHERE u.root_id = %(root)s
ORDER BY c.received_on DESC, c.number DESC LIMIT 25 OFFSET %(offset)s
"""
_COUNT = """
SELECT count(*) FROM complaints_complaint c JOIN core_unit u ON u.id = c.unit_id
WHERE u.root_id = %(root)s
"""
_CASE = "SELECT * FROM complaints_complaint WHERE id = %s"
_TRAIL = """
SELECT * FROM core_trailentry
WHERE noun = 'complaints.complaint' AND record_id = %s ORDER BY sequence
"""
# What stands behind WHERE, by how the list is narrowed.
_NARROWED = MappingProxyType(
    {
        "": "",
        "filter": " c.status = %(status)s AND c.unit_id = %(unit)s AND",
        "figure": " c.received_on >= %(start)s AND c.received_on < %(end)s AND"
        " c.record_nature = 'complaint' AND c.status <> 'merged' AND",
        "search": " c.description LIKE %(words)s AND",
    }
)


def read_and_copy(path: Path) -> float:
    """Read the workbook with the quickest reader there is, and COPY its cells."""
    started = time.perf_counter()
    rows = _read(path)
    with _own_connection() as own, own.cursor() as cursor:
        cursor.execute(_temporary_table(len(rows[0])))
        copied = io.StringIO()
        csv.writer(copied).writerows(rows)
        copied.seek(0)
        cursor.copy_expert("COPY copied FROM STDIN (FORMAT csv)", copied)
    return (time.perf_counter() - started) * 1000


def read_and_fetch(path: Path) -> float:
    """Read the workbook, and fetch what stands, each once."""
    started = time.perf_counter()
    rows = _read(path)
    with _own_connection() as own, own.cursor() as cursor:
        numbers = [row[0] for row in rows[1:]]
        cursor.execute(
            "SELECT * FROM complaints_complaint WHERE number = ANY(%s)", [numbers]
        )
        cursor.fetchall()
    return (time.perf_counter() - started) * 1000


def page(values: Mapping[str, Any], narrowed: str) -> float:
    """The rows of one page and their number, by hand, on a connection of its own."""
    where = f"WHERE{_NARROWED[narrowed]}"
    texts = [text.replace("WHERE", where) for text in (_COUNT, _ROWS)]
    with _own_connection() as own, own.cursor() as cursor:

        def once() -> None:
            for text in texts:
                cursor.execute(text, values)
                cursor.fetchall()

        return median_ms(once)


def one(pk: int) -> float:
    """One row by its key, and its trail."""
    with _own_connection() as own, own.cursor() as cursor:

        def once() -> None:
            cursor.execute(_CASE, [pk])
            cursor.fetchall()
            cursor.execute(_TRAIL, [pk])
            cursor.fetchall()

        return median_ms(once)


def median_ms(work: Callable[[], object]) -> float:
    """The first run warms; then the middle of several."""
    work()
    times = []
    for _run in range(_RUNS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return median(times)


def _read(path: Path) -> Sequence[Sequence[Any]]:
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return sheet.to_python()


def _temporary_table(width: int) -> str:
    columns = ", ".join(f"c{number} text" for number in range(width))
    return f"CREATE TEMPORARY TABLE copied ({columns}) ON COMMIT DROP"


def _own_connection() -> Any:
    return connection.get_new_connection(connection.get_connection_params())
