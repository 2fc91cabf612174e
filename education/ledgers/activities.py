"""The ledger of activities: what which outlet did for which campaign."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import kept_ledger, text
from consumer_protection.core.ledgers.parsers import (
    Approximate,
    Coded,
    Day,
    ManyCoded,
    UnitName,
    YesNo,
)
from education.ledgers.named import CampaignName, linked_by
from education.models import Activity


def _check(values: Values) -> Iterator[Problem]:
    staff, reached = values.get("staff"), values.get("reached")
    if staff and reached and staff.value > reached.value > 0:
        advice = _("More staff than persons reached: check both.")
        yield Problem("count.order", advice, "staff", is_warning=True)


def _counts(activity: Activity) -> dict[str, Any]:
    return {name: activity.count(name) for name in Activity.COUNTS}


def _count(field: str, *headers: str) -> Column:
    return Column(field, headers, Approximate())


ACTIVITIES = kept_ledger(
    Activity,
    "activities",
    gettext_lazy("Activities"),
    (
        Column(
            "campaign",
            ("活动名称", "所属活动", "宣传活动"),
            CampaignName(200),
            required=True,
        ),
        Column("unit", ("网点", "机构", "承办网点"), UnitName(), required=True),
        Column("held_on", ("开展日期", "活动日期", "日期"), Day(), required=True),
        text("name", "场次名称", "内容", "活动内容", limit=200, required=True),
        Column("form", ("形式", "活动形式", "宣传形式"), Coded("form"), required=True),
        _count("reached", "触达人数", "参与人数", "受众人数"),
        _count("leaflets", "发放资料(份)", "发放资料", "资料份数"),
        _count("consultations", "咨询人次", "接受咨询"),
        Column("topics", ("主题", "宣传主题"), ManyCoded("topic"), default=()),
        Column("audiences", ("受众", "宣传对象"), ManyCoded("audience"), default=()),
        text("place", "地点", "活动地点", limit=200),
        text("township", "乡镇", "乡镇街道", limit=60),
        text("leaders", "到场领导", "参加领导", limit=200),
        _count("staff", "参与员工数", "工作人员"),
        _count("banners", "横幅数", "悬挂横幅"),
        _count("slogans", "标语数", "张贴标语"),
        _count("led_hours", "电子屏播放小时", "LED播放小时"),
        _count("complaints", "现场受理投诉数", "现场投诉"),
        Column("is_featured", ("特色活动", "是否特色"), YesNo(), default=False),
        Column("is_marketing", ("以营销代教育", "是否营销"), YesNo(), default=False),
        text("remark", "备注"),
    ),
    ("campaign", "unit", "held_on", "name"),
    period_field="held_on",
    order=("held_on",),
    check=_check,
    beside=_counts,
    linked=linked_by("held_on"),
)
