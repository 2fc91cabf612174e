"""The ledger of surveys with the totals of those held on paper elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import in_order, kept_ledger, text
from consumer_protection.core.ledgers.parsers import Day, Money, UnitName, Whole
from consumer_protection.core.models import Unit
from education.models import Survey


def _check(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "starts_on", "ends_on")
    yield from in_order(values, "ends_on", "reported_on")
    for less, more in (("returned", "issued"), ("valid", "returned")):
        part, whole = values.get(less), values.get(more)
        if part is not None and whole is not None and part > whole:
            advice = _("More than there are altogether.")
            yield Problem("count.order", advice, less)
    index = values.get("satisfaction")
    if index is not None and index > 100:
        yield Problem("number.unlikely", _("Check the number."), "satisfaction")


def _linked(values: dict[str, Any], root: Unit, standing: Any) -> dict[str, Any]:
    """One from a ledger is over; one that lives here keeps its state."""
    return values if standing is not None else {**values, "status": "closed"}


SURVEYS = kept_ledger(
    Survey,
    "surveys",
    gettext_lazy("Surveys"),
    (
        text("name", "调查名称", "问卷名称", "名称", limit=200, required=True),
        Column("starts_on", ("开始日期", "调查日期"), Day(future=True), required=True),
        Column("ends_on", ("结束日期",), Day(future=True), required=True),
        Column("unit", ("组织部门", "承办部门", "机构"), UnitName()),
        Column("target", ("每个网点目标份数", "目标份数"), Whole()),
        Column("issued", ("发放份数", "发放问卷"), Whole()),
        Column("returned", ("回收份数", "回收问卷"), Whole()),
        Column("valid", ("有效份数", "有效问卷"), Whole()),
        Column("satisfaction", ("满意度指数", "满意度"), Money()),
        Column("reported_on", ("结果报送日期", "报送日期"), Day()),
        text("remark", "备注"),
    ),
    ("name", "starts_on"),
    period_field="starts_on",
    order=("starts_on",),
    check=_check,
    linked=_linked,
)
