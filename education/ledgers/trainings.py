"""The ledger of trainings as people keep it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import (
    CellError,
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.institution import (
    institution,
    missing_institution,
)
from consumer_protection.core.ledgers.parsers import (
    Approximate,
    Coded,
    Day,
    ManyCoded,
    Money,
    Text,
    UnitName,
)
from consumer_protection.core.scope import Asker
from education import actions
from education.ledgers.holding import values_of
from education.models import Training


@dataclass(frozen=True, slots=True)
class Hours(Money):
    """Up to 99.9, with one decimal."""

    def read(self, cell: Cell, setting: Setting) -> Decimal:
        hours = Money.read(self, cell, setting)
        if hours >= 100 or hours != round(hours, 1):
            raise CellError("number.unlikely", _("Check the number."))
        return hours.quantize(Decimal("0.1"))


COLUMNS = (
    Column(
        "name", ("培训名称", "培训主题", "培训内容", "名称"), Text(200), required=True
    ),
    Column(
        "kind",
        ("培训类型", "培训类别", "类型", "类别"),
        Coded("training_kind"),
        default="",
    ),
    Column(
        "unit", ("组织部门", "主办部门", "举办部门", "承办部门", "机构"), UnitName()
    ),
    Column(
        "audiences",
        ("培训对象", "参训对象", "参训人员", "对象"),
        ManyCoded("training_audience"),
        default=(),
    ),
    Column(
        "held_on", ("培训日期", "培训时间", "举办日期", "日期"), Day(), required=True
    ),
    Column("expected", ("应到人数", "应参训人数", "应到"), Approximate()),
    Column(
        "present",
        ("实到人数", "参训人数", "参加人数", "培训人数", "参训人次", "实到"),
        Approximate(),
    ),
    Column("hours", ("学时", "课时", "培训学时"), Hours()),
    Column("trainer_name", ("讲师姓名", "授课人"), Text(100), default=""),
    Column("trainer", ("讲师", "讲师来源", "师资来源"), Coded("trainer"), default=""),
    Column("passed", ("合格人数", "考试合格人数", "通过人数"), Approximate()),
    Column("remark", ("备注",), Text(), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    """Together with what stands: a file may bring only some of the counts."""
    yield from missing_institution(setting)
    standing = _find(values, setting)
    whole = {**(_read(standing) if standing else {}), **values}
    if _exceeds(whole, "present", "expected"):
        advice = _("More were present than expected.")
        yield Problem("count.order", advice, "present", is_warning=True)
    if _exceeds(whole, "passed", "present"):
        advice = _("More passed than were present.")
        doubtful = whole["passed"].is_approx or whole["present"].is_approx
        yield Problem("count.order", advice, "passed", is_warning=doubtful)


def _exceeds(values: Values, more: str, less: str) -> bool:
    """By the numbers as written; a rounded one only raises doubt."""
    upper, lower = values.get(more), values.get(less)
    return upper is not None and lower is not None and upper.value > lower.value


def _find(values: Values, setting: Setting) -> Training | None:
    own = Training.objects.filter(root=setting.root)
    return own.filter(name=values["name"], held_on=values["held_on"]).first()


def _read(training: Training) -> dict[str, Any]:
    return values_of(training, COLUMNS)


def _create(values: dict[str, Any], about: Import) -> Training:
    return actions.import_training(
        values, root=institution(about), actor=about.actor, at=about.at, way=about.way
    )


def _update(training: Training, changes: dict[str, Any], about: Import) -> None:
    actions.update_training(
        training, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[Training]:
    visible = Training.objects.visible_to(asker).select_related("unit")
    return visible.order_by("held_on", "pk")


def _remove(training: Training) -> None:
    training.delete()


TRAININGS = Ledger(
    kind="trainings",
    label=gettext_lazy("Trainings"),
    noun=Training,
    columns=COLUMNS,
    key=("name", "held_on"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="held_on",
    check=_check,
)
