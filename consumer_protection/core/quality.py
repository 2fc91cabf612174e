"""Data quality: what is doubtful in the records, declared by whoever owns them.

A ``Check`` narrows records to the wrong ones, so that a count, the list behind it and
the command tell the same; a ``Survey`` finds what is no single record's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Exists,
    F,
    Func,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker

Label = str | Promise
Narrow = Callable[[Any], Any]


@dataclass(frozen=True)
class Check:
    """``wrong`` narrows records of the noun to those it finds; ``fields`` are the
    ledger columns that mend one; ``day`` is the date by which a period takes it;
    ``called`` names its list where the noun does not.

    An error makes a report wrong: a contradiction that no ledger would take. What is
    only missing, or what a ledger takes with a doubt, is a warning.
    """

    code: str
    label: Label
    noun: type[Model]
    wrong: Narrow
    fields: tuple[str, ...]
    advice: Label
    day: str = ""
    is_error: bool = False
    called: str = ""

    @property
    def subject(self) -> str:
        noun: Any = self.noun
        return str(getattr(noun._default_manager.none(), "subject", ""))

    @property
    def app(self) -> str:
        return self.noun._meta.app_label

    @property
    def list_route(self) -> str:
        return f"{self.app}:{self.called or self.noun._meta.model_name}_list"

    def is_seen_by(self, asker: Asker) -> bool:
        return not self.subject or asker.scope.sees(self.subject)

    def takes(self, period: Period | None) -> bool:
        return period is None or bool(self.day)

    def records(self, asker: Asker, period: Period | None = None) -> QuerySet[Any]:
        """The wrong records among what the asker sees."""
        noun: Any = self.noun
        return self.narrowed(noun._default_manager.visible_to(asker), period)

    def narrowed(
        self, records: QuerySet[Any], period: Period | None = None
    ) -> QuerySet[Any]:
        if period is not None:
            within = {f"{self.day}__gte": period.start, f"{self.day}__lt": period.end}
            records = records.filter(**within)
        found: QuerySet[Any] = self.wrong(records)
        return found


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing a survey found, and the page where it is mended, if the asker may."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Survey:
    """``find`` looks at the whole for an asker on a day; always a warning. ``sees``
    and ``may``: the subject and the clearance without which it is not asked."""

    code: str
    label: Label
    app: str
    advice: Label
    find: Callable[[User, datetime], Iterable[Remark]]
    sees: str = ""
    may: str = ""

    def is_seen_by(self, asker: Asker) -> bool:
        sees = not self.sees or asker.scope.sees(self.sees)
        return sees and asker.scope.allows(self.may)


@cache
def declared() -> tuple[Check | Survey, ...]:
    """Everything the apps named in the settings declare, in their order."""
    found: list[Check | Survey] = []
    for name in settings.QUALITY:
        found += import_string(name)
    return tuple(found)


def checks() -> list[Check]:
    return [one for one in declared() if isinstance(one, Check)]


def surveys() -> list[Survey]:
    return [one for one in declared() if isinstance(one, Survey)]


def check_of(code: str, noun: type[Model]) -> Check | None:
    own = (one for one in checks() if one.noun is noun)
    return next((one for one in own if one.code == code), None)


def counts(
    asker: User, asked: Sequence[Check], period: Period | None = None
) -> dict[str, int]:
    """Code → how many of the records the asker sees; one statement for all."""
    each = {
        f"check_{position}": Subquery(_counted(check.records(asker, period)))
        for position, check in enumerate(asked)
    }
    row = User.objects.filter(pk=asker.pk).values_list(*_named(each)).first()
    found = row or ()
    return {check.code: count or 0 for check, count in zip(asked, found, strict=False)}


def _named(each: dict[str, Any]) -> list[Any]:
    return list(each.values())


def _counted(records: QuerySet[Any]) -> Any:
    """A plain COUNT: Django's own would group the rows it counts."""
    count = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return records.order_by().annotate(quality_count=count).values("quality_count")


def faults_of(record: Model) -> list[Check]:
    """The checks that find this record; one statement for all."""
    own = [one for one in checks() if one.noun is type(record)]
    if not own:
        return []
    noun: Any = type(record)
    itself = noun._default_manager.filter(pk=OuterRef("pk"))
    finds = [Exists(one.wrong(itself)) for one in own]
    row = noun._default_manager.filter(pk=record.pk).values_list(*finds).first()
    return [one for one, is_found in zip(own, row or (), strict=False) if is_found]


def where(*conditions: Q | Exists, **plain: Any) -> Narrow:
    return lambda records: records.filter(*conditions, **plain)


def blank(
    code: str,
    noun: type[Model],
    field: str,
    of: Narrow = lambda records: records,
    **more: Any,
) -> Check:
    """A field left empty, among the records that ``of`` leaves."""
    own: Any = noun._meta.get_field(field)
    empty: dict[str, Any] = {field: [] if isinstance(own, ArrayField) else None}
    if isinstance(own, CharField | TextField):
        empty = {field: ""}
    label = format_lazy(_("Not filled in: {field}"), field=own.verbose_name)
    advice = _("Fill it in: until then the report counts it under “not filled in”.")
    told: dict[str, Any] = {"fields": (field,), "label": label, "advice": advice}
    return Check(
        code,
        noun=noun,
        wrong=lambda records: of(records).filter(**empty),
        **told | more,
    )


def outside_life(code: str, noun: type[Model], day: str, unit: str = "unit") -> Check:
    """The unit was not there yet, or no more, on the record's day."""
    ended = Q(**{f"{unit}__valid_to__lte": F(day)})
    unbegun = Q(**{f"{unit}__valid_from__gt": F(day)})
    return Check(
        code,
        _("The unit did not exist on that day"),
        noun,
        where(ended | unbegun),
        ("unit",),
        _("Name the unit that took over, or correct the day or the unit's own dates."),
        day,
    )


def told_twice(
    code: str, label: Label, noun: type[Model], same: tuple[str, ...], day: str
) -> Check:
    """Records that say the same under two numbers; each of them is found."""

    def wrong(records: Any) -> Any:
        manager: Any = noun._default_manager
        alike = manager.filter(**{name: OuterRef(name) for name in same})
        return records.filter(Exists(alike.exclude(pk=OuterRef("pk"))))

    advice = _("Compare them: if it is one case, take one of them out of the count.")
    return Check(code, label, noun, wrong, same, advice, day)
