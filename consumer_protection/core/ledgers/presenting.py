"""An import's outcome for people, for programs, and as a marked workbook."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from consumer_protection.core.documents.workbook import Mark, mark_errors
from consumer_protection.core.ledgers.declaration import Ledger, Problem
from consumer_protection.core.ledgers.importing import Outcome
from consumer_protection.core.ledgers.rows import Row

_WARNINGS = 10


def as_json(outcome: Outcome, ledger: Ledger) -> dict[str, object]:
    """The shape other programs rely on."""
    return {
        "taken": outcome.count("taken"),
        "known": outcome.count("known"),
        "changed": outcome.count("changed"),
        "errors": [
            _described(*found, outcome, ledger)
            for found in _faults(outcome, warnings=False)
        ],
        "warnings": [
            _described(*found, outcome, ledger)
            for found in _faults(outcome, warnings=True)
        ],
        "batch": outcome.batch.pk if outcome.batch else None,
    }


def fault_lines(outcome: Outcome, ledger: Ledger) -> Iterator[str]:
    """One line a fault: sheet, row, column, value, reason; errors last, where they
    are seen, and of warnings only the first."""
    for warnings in (True, False):
        kind = _("warning") if warnings else _("error")
        found = list(_faults(outcome, warnings=warnings))
        most = _WARNINGS if warnings else len(found)
        for row, problem in found[:most]:
            column = header_of(row, problem, outcome, ledger)
            shown = row.cells.get(problem.field, "")
            where = _("%(sheet)s row %(row)d") % {"sheet": row.sheet, "row": row.number}
            yield f"{kind} · {where} · {column} · {shown} · {problem.advice} [{problem.code}]"
        if len(found) > most:
            yield _("… and %(count)d more warnings") % {"count": len(found) - most}


def change_lines(outcome: Outcome, ledger: Ledger) -> Iterator[str]:
    """One line a changed cell: old → new, personal data masked by the column."""
    for one in outcome.compared:
        for name, (old, new) in one.changes.items():
            column = ledger.column(name)
            hidden = bool(column.mask)
            old_text = (
                "***"
                if hidden
                else column.parser.write(old)
                if old not in (None, "")
                else ""
            )
            new_text = (
                "***"
                if hidden
                else column.parser.write(new)
                if new not in (None, "")
                else ""
            )
            yield f"{one.row.sheet} {one.row.number} · {column.label}: {old_text} → {new_text}"


def header_of(row: Row, problem: Problem, outcome: Outcome, ledger: Ledger) -> str:
    """The column as the file heads it; the label where the file lacks it."""
    layout = outcome.reading.layouts.get(row.sheet)
    if layout and problem.field in layout.fields:
        return layout.titles[layout.fields[problem.field]]
    labels = {column.field: column.label for column in ledger.columns}
    return labels.get(problem.field, problem.field)


def marked_workbook(source: Path, outcome: Outcome, ledger: Ledger) -> bytes:
    """The file back, wrong cells coloured, a reason per row."""
    columns: dict[str, int] = {}
    for layout in outcome.reading.layouts.values():
        columns |= {title: position for position, title in layout.titles.items()}
    marks = [
        Mark(
            row.sheet,
            row.number,
            header_of(row, problem, outcome, ledger),
            problem.advice,
        )
        for row, problem in _faults(outcome, warnings=False)
    ]
    first = min((layout.row for layout in outcome.reading.layouts.values()), default=1)
    return mark_errors(
        source, marks, columns=columns, header=_("What is wrong"), header_row=first
    )


def _faults(outcome: Outcome, *, warnings: bool) -> Iterator[tuple[Row, Problem]]:
    for row in outcome.reading.rows:
        for problem in row.problems:
            if problem.is_warning is warnings:
                yield row, problem


def _described(
    row: Row, problem: Problem, outcome: Outcome, ledger: Ledger
) -> dict[str, object]:
    return {
        "sheet": row.sheet,
        "row": row.number,
        "column": header_of(row, problem, outcome, ledger),
        "code": problem.code,
        "value": row.cells.get(problem.field, ""),
        "advice": problem.advice,
    }
