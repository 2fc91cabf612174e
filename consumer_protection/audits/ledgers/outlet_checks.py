"""The ledger of outlet checks as people keep it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.audits.doing import outlets
from consumer_protection.audits.models import OutletCheck
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    ManyCoded,
    Text,
    UnitName,
)
from consumer_protection.core.scope import Asker

COLUMNS = (
    Column("unit", ("网点", "网点名称", "机构"), UnitName(), required=True),
    Column("checked_on", ("检查日期", "检查时间"), Day(), required=True),
    Column("checker", ("检查人", "检查人员"), Text(60), required=True),
    Column(
        "present",
        ("已具备项目", "已具备设施", "符合项目"),
        ManyCoded("facility_item"),
        default=(),
    ),
    Column(
        "lacking",
        ("缺少项目", "缺少设施", "不符合项目"),
        ManyCoded("facility_item"),
        default=(),
    ),
    Column("stage", ("达标阶段", "创建阶段"), Coded("standard_stage"), default=""),
    Column("certified_on", ("认证日期", "达标日期"), Day()),
    Column("issue", ("发现问题", "存在问题"), Text(2000), default=""),
    Column("due_on", ("整改期限", "整改时限"), Day(future=True)),
    Column("closed_on", ("整改完成日期", "完成日期"), Day()),
    Column("remark", ("备注",), Text(500), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    both = set(values.get("present") or ()) & set(values.get("lacking") or ())
    if both:
        advice = _("An item is either there or lacking.")
        yield Problem("item.contradiction", advice, "lacking")
    checked = values["checked_on"]
    for name in ("due_on", "closed_on"):
        if values.get(name) and values[name] < checked:
            yield Problem("date.order", _("Before the check itself."), name)
    if values.get("certified_on") and values.get("stage") != "certify":
        advice = _("Certified, but at another stage.")
        yield Problem("state.contradiction", advice, "stage")


def _find(values: Values, setting: Setting) -> OutletCheck | None:
    own = OutletCheck.objects.filter(root=setting.root)
    key = ("unit", "checked_on", "checker")
    return own.filter(**{name: values[name] for name in key}).first()


def _read(check: OutletCheck) -> dict[str, Any]:
    told = {column.field: getattr(check, column.field) for column in COLUMNS}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in told.items()
    }


def _create(values: dict[str, Any], about: Import) -> OutletCheck:
    return outlets.import_check(values, actor=about.actor, at=about.at, way=about.way)


def _update(check: OutletCheck, changes: dict[str, Any], about: Import) -> None:
    outlets.update_check(check, changes, actor=about.actor, at=about.at, way=about.way)


def _records(asker: Asker) -> QuerySet[OutletCheck]:
    visible = OutletCheck.objects.visible_to(asker).select_related("unit")
    return visible.order_by("checked_on", "pk")


def _remove(check: OutletCheck) -> None:
    check.delete()


OUTLET_CHECKS = Ledger(
    kind="outlet_checks",
    label=gettext_lazy("Outlet checks"),
    noun=OutletCheck,
    columns=COLUMNS,
    key=("unit", "checked_on", "checker"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="checked_on",
    check=_check,
    is_locked=lambda check: bool(check.lives_here),
)
