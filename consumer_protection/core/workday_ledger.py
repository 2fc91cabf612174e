"""The ledger of working-day exceptions: the arrangement announced for a year."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core import trail
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.parsers import Day, Text, YesNo
from consumer_protection.core.models import Workday
from consumer_protection.core.scope import Asker

_SATURDAY = 5


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    """A year is announced in the November before, and only what differs from the week."""
    day = values["day"]
    if day.year > setting.today.year + 1:
        advice = _("This year is not announced yet: check the day.")
        yield Problem("workday.too_early", advice, "day")
    if values["is_working"] is (day.weekday() < _SATURDAY):
        advice = _("The week has it like this anyway: the row is not needed.")
        yield Problem("workday.as_ever", advice, "is_working", is_warning=True)


def _find(values: Values, setting: Setting) -> Workday | None:
    return Workday.objects.filter(day=values["day"]).first()


def _read(one: Workday) -> dict[str, Any]:
    return {"day": one.day, "is_working": one.is_working, "name": one.name}


def _create(values: dict[str, Any], about: Import) -> Workday:
    made = Workday.objects.create(**values)
    trail.record(made, about.way.created, actor=about.actor, at=about.at)
    return made


def _update(one: Workday, changes: dict[str, Any], about: Import) -> None:
    for name, value in changes.items():
        setattr(one, name, value)
    one.save(update_fields=list(changes))
    told = {"fields": sorted(changes)}
    trail.record(one, about.way.changed, actor=about.actor, at=about.at, changes=told)


def _records(asker: Asker) -> QuerySet[Workday]:
    return Workday.objects.visible_to(asker).order_by("day")


def _remove(one: Workday) -> None:
    one.delete()


WORKDAYS = Ledger(
    kind="workdays",
    label=gettext_lazy("Working-day arrangements"),
    noun=Workday,
    columns=(
        Column(
            "day", ("日期", "放假日期", "调休日期"), Day(future=True), required=True
        ),
        Column(
            "is_working", ("是否上班", "是否工作日", "上班"), YesNo(), required=True
        ),
        Column("name", ("节日", "名称", "说明", "事由"), Text(40), default=""),
    ),
    key=("day",),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    may="institution.manage",
    check=_check,
)
