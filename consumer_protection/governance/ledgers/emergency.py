"""The ledgers of emergency plans, drills and incidents."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import (
    in_order,
    kept_ledger,
    on_a_working_day,
    text,
)
from consumer_protection.core.ledgers.parsers import Coded, Day, UnitName, Whole, YesNo
from consumer_protection.governance.models import Drill, EmergencyPlan, Incident

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_UNIT = Column("unit", ("责任部门", "承办部门", "机构"), UnitName())


def _check_plan(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "issued_on", "review_on")


EMERGENCY_PLANS = kept_ledger(
    EmergencyPlan,
    "emergency_plans",
    gettext_lazy("Emergency plans"),
    (
        text("title", "预案名称", "应急预案", limit=200, required=True),
        Column(
            "business", ("业务类别", "业务"), Coded("emergency_business"), required=True
        ),
        text("document_number", "文号", limit=60),
        Column("issued_on", ("印发日期",), Day()),
        Column("review_on", ("下次评审日期",), Day(future=True)),
        _UNIT,
    ),
    ("title",),
    check=_check_plan,
)


def _check_drill(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "held_on", "improve_by")
    yield from in_order(values, "held_on", "improved_on")
    yield from on_a_working_day(values, "held_on")


DRILLS = kept_ledger(
    Drill,
    "drills",
    gettext_lazy("Drills"),
    (
        text("name", "演练名称", "名称", limit=200, required=True),
        Column("held_on", ("演练日期", "日期"), Day(), required=True),
        Column(
            "business", ("业务类别", "业务"), Coded("emergency_business"), default=""
        ),
        text("plan_title", "应急预案", "所依据预案", limit=200),
        Column("unit", ("组织部门", "责任部门", "机构"), UnitName()),
        text("scenario", "演练场景", "场景"),
        Column("participants", ("参加人数", "参演人数"), Whole()),
        text("evaluation", "演练评估", "评估"),
        text("improvements", "改进措施", "改进"),
        Column("improve_by", ("改进时限",), Day(future=True)),
        Column("improved_on", ("改进完成日期",), Day()),
    ),
    ("held_on", "name"),
    period_field="held_on",
    check=_check_drill,
)


def _check_incident(values: Values) -> Iterator[Problem]:
    yield from in_order(values, "discovered_on", "closed_on")
    told = values.get("discovered_at")
    if told and not _TIME.fullmatch(told):
        yield Problem("time.unreadable", _("Write a time like 09:30."), "discovered_at")


INCIDENTS = kept_ledger(
    Incident,
    "incidents",
    gettext_lazy("Incidents"),
    (
        text("title", "事件名称", "事件", limit=200, required=True),
        Column("kind", ("事件类型", "类型"), Coded("incident_kind"), required=True),
        Column("discovered_on", ("发现日期", "发生日期"), Day(), required=True),
        text("discovered_at", "发现时间", limit=5),
        Column("unit", ("涉及机构", "机构", "责任部门"), UnitName()),
        Column("is_major", ("是否重大",), YesNo()),
        Column("affected", ("涉及人数",), Whole()),
        text("description", "事件经过", "情况", limit=4000),
        text("handling", "处置情况", "处置", limit=4000),
        Column("closed_on", ("办结日期", "处置完成日期"), Day()),
    ),
    ("discovered_on", "title"),
    period_field="discovered_on",
    check=_check_incident,
)
