"""Taking the list of units from an uploaded file, before anybody can sign in."""

import tempfile
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from consumer_protection.core.documents.sheets import FileRefused
from consumer_protection.core.ledgers.importing import Order, Outcome, import_ledger
from consumer_protection.core.ledgers.rows import LedgerRefused
from consumer_protection.core.models import User
from consumer_protection.core.unit_ledger import UNITS

_SHOWN = 20


def take_units(file: "UploadedFile[Any]", *, actor: User, at: datetime) -> list[str]:
    """What is wrong with the file, a line each; nothing when its units were taken."""
    name = PurePath(file.name or "").name[-100:] or "units"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
        try:
            outcome = import_ledger(UNITS, Order(path=path, actor=actor, at=at))
        except FileRefused as error:
            return [error.message]
        except LedgerRefused as error:
            return [str(error)]
    return _faults(outcome)


def _faults(outcome: Outcome) -> list[str]:
    labels = {column.field: column.label for column in UNITS.columns}
    lines = []
    for row in outcome.wrong:
        for problem in row.problems:
            where = _("%(sheet)s row %(row)d") % {"sheet": row.sheet, "row": row.number}
            column = labels.get(problem.field, problem.field)
            lines.append(f"{where} · {column} · {problem.advice}")
    return lines[:_SHOWN]
