"""The ledger of service: interceptions of fraud, visits at home and the like."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import kept_ledger, text
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    Money,
    UnitName,
    Whole,
    YesNo,
)
from education.models import ServiceRecord


def _check(values: Values) -> Iterator[Problem]:
    if values.get("kind") == ServiceRecord.INTERCEPTION:
        return
    for field in ("scam", "amount"):
        if values.get(field):
            advice = _("Only an interception of fraud has this.")
            yield Problem("value.unfit", advice, field)


SERVICE_RECORDS = kept_ledger(
    ServiceRecord,
    "service_records",
    gettext_lazy("Service records"),
    (
        Column("held_on", ("服务日期", "拦截日期", "日期"), Day(), required=True),
        Column("unit", ("网点", "机构", "所在机构"), UnitName(), required=True),
        Column("kind", ("服务类型", "类型"), Coded("service_kind"), required=True),
        text("name", "服务内容", "事由", "内容", limit=200, required=True),
        text("place", "地点", "服务地点", limit=200),
        Column("audience", ("服务对象", "对象"), Coded("audience"), default=""),
        Column("persons", ("服务人数", "涉及人数", "人数"), Whole()),
        Column("scam", ("诈骗类型", "骗局类型"), Coded("scam_type"), default=""),
        Column("amount", ("拦截金额", "涉及金额", "金额"), Money()),
        text("staff", "经办员工", "员工", "经办人", limit=200),
        Column("is_verified", ("是否核实", "已核实"), YesNo(), default=False),
        text("commendation", "表扬情况", "表扬", limit=300),
        text("remark", "备注"),
    ),
    ("held_on", "unit", "kind", "name"),
    period_field="held_on",
    check=_check,
)
