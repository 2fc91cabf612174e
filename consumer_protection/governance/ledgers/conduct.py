"""The ledgers of commitment letters, of reviews of access and conduct, of problems."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import in_order, kept_ledger, text
from consumer_protection.core.ledgers.parsers import Coded, Day, UnitName, Whole
from consumer_protection.governance.models import (
    CommitmentLetter,
    PlanProblem,
    Screening,
)

_YEARS = range(2000, 2101)


def _check_year(values: Values) -> Iterator[Problem]:
    if values.get("year") not in _YEARS:
        yield Problem("date.unlikely", _("Check the year."), "year")


def _check_letter(values: Values) -> Iterator[Problem]:
    yield from _check_year(values)
    signed = values.get("signed_on")
    if signed and abs(signed.year - values["year"]) > 1:
        advice = _("The day of signing does not fit the year.")
        yield Problem("date.order", advice, "signed_on")


COMMITMENT_LETTERS = kept_ledger(
    CommitmentLetter,
    "commitment_letters",
    gettext_lazy("Commitment letters"),
    (
        Column("year", ("年度",), Whole(), required=True),
        text("staff_number", "工号", "员工编号", limit=30, required=True),
        text("person", "姓名", "承诺人", limit=60, required=True),
        Column("unit", ("机构", "所在机构", "部门"), UnitName()),
        Column("signed_on", ("签订日期", "签署日期"), Day()),
        text("remark", "备注", limit=500),
    ),
    ("year", "staff_number"),
    check=_check_letter,
)


def _check_screening(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "held_on", "due_on")
    yield from in_order(values, "held_on", "mended_on")
    checked, found = values.get("checked"), values.get("found")
    if checked is not None and found is not None and found > checked:
        yield Problem("count.order", _("More found than checked."), "found")


SCREENINGS = kept_ledger(
    Screening,
    "screenings",
    gettext_lazy("Reviews of access and conduct"),
    (
        text("name", "排查名称", "核查名称", "名称", limit=200, required=True),
        Column("kind", ("排查类型", "类型"), Coded("screening_kind"), required=True),
        Column("held_on", ("排查日期", "核查日期", "日期"), Day(), required=True),
        Column("unit", ("被查机构", "机构", "部门"), UnitName()),
        Column("checked", ("检查数量", "排查数量"), Whole()),
        Column("found", ("问题数量", "发现问题数"), Whole()),
        text("findings", "发现问题", "问题"),
        text("measures", "整改措施", "措施"),
        Column("due_on", ("整改时限",), Day(future=True)),
        Column("mended_on", ("整改完成日期",), Day()),
    ),
    ("held_on", "kind", "name"),
    period_field="held_on",
    check=_check_screening,
)
PLAN_PROBLEMS = kept_ledger(
    PlanProblem,
    "plan_problems",
    gettext_lazy("Problems found"),
    (
        Column("year", ("年度",), Whole(), required=True),
        text("text", "存在问题", "问题", limit=300, required=True),
        text("measure", "工作打算", "措施", limit=300, required=True),
        Column("unit", ("责任部门", "承办部门"), UnitName()),
        Column("source", ("问题来源", "来源"), Coded("finding_source"), default=""),
    ),
    ("year", "text"),
    check=_check_year,
)
