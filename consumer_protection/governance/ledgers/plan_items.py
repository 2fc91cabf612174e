"""The ledger of plan items as people keep it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Place,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.institution import (
    institution,
    missing_institution,
)
from consumer_protection.core.ledgers.parsers import Coded, Day, Text, UnitName, Whole
from consumer_protection.core.ledgers.rows import Row
from consumer_protection.core.scope import Asker
from consumer_protection.governance import actions
from consumer_protection.governance.models import PlanItem

COLUMNS = (
    Column("year", ("年度", "计划年度"), Whole()),
    Column("plan_kind", ("计划类别", "计划类型"), Coded("plan_kind"), required=True),
    Column("task", ("工作任务", "任务", "工作内容"), Text(300), required=True),
    Column("unit", ("责任部门", "承办部门"), UnitName()),
    Column("owner", ("责任人",), Text(60), default=""),
    Column(
        "due_on",
        ("计划完成日期", "完成时限", "计划日期"),
        Day(future=True),
        required=True,
    ),
    Column("done_on", ("实际完成日期", "完成日期"), Day()),
    Column("status", ("完成情况", "状态"), Coded("plan_item_status"), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from missing_institution(setting)
    year = values.get("year")
    if (
        year is not None
        and not values["due_on"].year - 5 <= year <= values["due_on"].year
    ):
        yield Problem(
            "date.order", _("The plan's year and the date do not fit."), "year"
        )
    done, status = values.get("done_on"), values.get("status")
    if status == "done" and not done:
        yield Problem(
            "value.missing", _("Done: on which day?"), "done_on", is_warning=True
        )
    if done and status and status != "done":
        advice = _("It has a day of completion, but is not done.")
        yield Problem("state.contradiction", advice, "status")


def _arrange(
    rows: list[Row], setting: Setting
) -> tuple[list[Row], Mapping[Place, Problem]]:
    """Year and status left blank are told by the dates and by what stands."""
    for row in rows:
        row.values["year"] = row.values.get("year") or row.values["due_on"].year
        row.values["status"] = _status(row.values, _find(row.values, setting))
    return rows, {}


def _status(values: Values, standing: PlanItem | None) -> str:
    if told := values.get("status"):
        return str(told)
    if values.get("done_on"):
        return "done"
    is_undone = standing and standing.done_on and "done_on" in values
    return "not_started" if standing is None or is_undone else standing.status


def _find(values: Values, setting: Setting) -> PlanItem | None:
    own = PlanItem.objects.filter(root=setting.root, task=values["task"])
    year = values.get("year") or values["due_on"].year
    return own.filter(plan_kind=values["plan_kind"], year=year).first()


def _read(item: PlanItem) -> dict[str, Any]:
    return {column.field: getattr(item, column.field) for column in COLUMNS}


def _create(values: dict[str, Any], about: Import) -> PlanItem:
    return actions.import_plan_item(
        values, root=institution(about), actor=about.actor, at=about.at, way=about.way
    )


def _update(item: PlanItem, changes: dict[str, Any], about: Import) -> None:
    actions.update_plan_item(
        item, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[PlanItem]:
    visible = PlanItem.objects.visible_to(asker).select_related("unit")
    return visible.order_by("year", "plan_kind", "due_on", "pk")


def _remove(item: PlanItem) -> None:
    item.delete()


PLAN_ITEMS = Ledger(
    kind="plan_items",
    label=gettext_lazy("Plans"),
    noun=PlanItem,
    columns=COLUMNS,
    key=("year", "plan_kind", "task"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="due_on",
    check=_check,
    arrange=_arrange,
)
