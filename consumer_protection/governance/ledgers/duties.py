"""The ledgers of duties to superiors and of the rules they are made of."""

from calendar import monthrange
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import in_order, kept_ledger, text
from consumer_protection.core.ledgers.parsers import Coded, Day, UnitName, Whole, YesNo
from consumer_protection.governance.models import Duty, DutyRule

_LEAP_YEAR = 2024


def _check_rule(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "valid_from", "valid_to")
    month, day = values.get("due_month"), values.get("due_day")
    is_fixed = month is not None and day is not None
    if (month is None) != (day is None):
        yield Problem("value.missing", _("Give both month and day."), "due_day")
    elif month is not None and day is not None and not _is_day(month, day):
        yield Problem("date.unlikely", _("There is no such day."), "due_day")
    if values.get("every") == "by_notice":
        return
    if not is_fixed and values.get("days") is None:
        advice = _("Due when? Give a number of days, or a month and a day.")
        yield Problem("value.missing", advice, "days")
    if values.get("days") is not None and not is_fixed and not values.get("days_in"):
        advice = _("Natural or working days?")
        yield Problem("value.missing", advice, "days_in")


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]


DUTY_RULES = kept_ledger(
    DutyRule,
    "duty_rules",
    gettext_lazy("Duty rules"),
    (
        text("name", "义务名称", "报送事项", "事项", limit=200, required=True),
        text("basis", "依据", "报送依据", limit=300, required=True),
        text("recipient", "报送对象", "接收单位", limit=200, required=True),
        Column("unit", ("责任部门", "承办部门"), UnitName()),
        Column(
            "every", ("频次", "报送频次", "周期"), Coded("duty_every"), required=True
        ),
        Column("days", ("期后天数", "天数"), Whole()),
        Column("days_in", ("天数类型", "计日方式"), Coded("days_in"), default=""),
        Column("due_month", ("截止月",), Whole()),
        Column("due_day", ("截止日",), Whole()),
        Column("in_same_year", ("当年完成",), YesNo()),
        Column("valid_from", ("生效日期",), Day(future=True), required=True),
        Column("valid_to", ("失效日期",), Day(future=True)),
    ),
    ("name", "valid_from"),
    check=_check_rule,
)


def _check_duty(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "starts_on", "due_on")
    yield from in_order(values, "starts_on", "submitted_on")


DUTIES = kept_ledger(
    Duty,
    "duties",
    gettext_lazy("Duties calendar"),
    (
        text("name", "义务名称", "报送事项", "事项", limit=200, required=True),
        text("period", "报送期间", "所属期", "期间", limit=20, required=True),
        text("basis", "依据", "报送依据", limit=300),
        text("recipient", "报送对象", "接收单位", limit=200),
        Column("unit", ("责任部门", "承办部门"), UnitName()),
        Column("starts_on", ("起始日期",), Day(future=True)),
        Column(
            "due_on",
            ("截止日期", "报送时限", "应报送日期"),
            Day(future=True),
            required=True,
        ),
        Column("submitted_on", ("报送日期", "实际报送日期"), Day()),
        text("receipt", "回执", "回执编号", limit=200),
        text("remark", "备注"),
    ),
    ("name", "period"),
    period_field="due_on",
    order=("due_on",),
    check=_check_duty,
)
