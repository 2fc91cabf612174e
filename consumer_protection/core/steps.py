"""The steps from an empty installation to a used one, as far as they are done."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import first_run
from consumer_protection.core.models import ImportBatch, Institution, Unit, User


@dataclass(frozen=True, slots=True)
class Step:
    """``route`` is empty where the asker does not go."""

    name: str
    label: Promise
    route: str
    is_done: bool


def steps(asker: User | None, now: datetime) -> list[Step]:
    """Nothing but the database says what is done; ``None`` is a browser that gave
    the code and has nobody signed in yet."""
    is_open = first_run.is_open(now)
    units = Unit.objects.count()
    people = User.objects.active().count()
    filled = ImportBatch.objects.filter(taken_back_at=None)
    rows = (
        ("institution", _("Institution"), "institution.manage", has_institution()),
        ("person", _("First administrator"), "", not is_open),
        ("units", _("Units"), "institution.manage", units > 1),
        ("people", _("People and roles"), "accounts.manage", people > 1),
        (
            "ledgers",
            _("Ledgers"),
            "setup.see",
            filled.exclude(kind__in=("units", "staff")).exists(),
        ),
        ("missing", _("What is missing"), "setup.see", False),
    )
    return [
        Step(name, label, _route(name, may, asker, is_open=is_open), is_done)
        for name, label, may, is_done in rows
    ]


def has_institution() -> bool:
    return Institution.objects.exists()


def _route(name: str, may: str, asker: User | None, *, is_open: bool) -> str:
    if asker is None:
        is_there = name == "institution" or (name == "person" and has_institution())
        return f"core:setup_{name}" if is_there and is_open else ""
    return f"core:setup_{name}" if may and asker.scope.allows(may) else ""
