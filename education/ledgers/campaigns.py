"""The ledger of campaigns as people keep it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import (
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
    Text,
    UnitName,
)
from consumer_protection.core.scope import Asker
from education import actions
from education.ledgers.holding import values_of
from education.models import Campaign

COLUMNS = (
    Column(
        "name",
        ("活动名称", "宣传活动名称", "宣传活动", "名称"),
        Text(200),
        required=True,
    ),
    Column(
        "kind",
        ("活动类型", "活动类别", "宣传类型", "类型", "类别"),
        Coded("campaign_kind"),
        default="",
    ),
    Column(
        "mode",
        ("集中/日常", "集中或日常", "宣传性质", "活动性质"),
        Coded("campaign_mode"),
        default="",
    ),
    Column(
        "organiser",
        ("组织方", "活动组织方", "主办方", "主办单位", "组织单位"),
        Coded("organiser"),
        default="",
    ),
    Column(
        "unit", ("承办机构", "承办单位", "承办部门", "责任部门", "机构"), UnitName()
    ),
    Column(
        "starts_on",
        ("开始日期", "活动开始日期", "开始时间", "起始日期", "活动日期"),
        Day(),
        required=True,
    ),
    Column(
        "ends_on",
        ("结束日期", "活动结束日期", "结束时间", "截止日期"),
        Day(future=True),
    ),
    Column(
        "forms",
        ("形式", "活动形式", "宣传形式", "宣传方式"),
        ManyCoded("form"),
        default=(),
    ),
    Column(
        "topics",
        ("主题", "活动主题", "宣传主题", "宣传内容"),
        ManyCoded("topic"),
        default=(),
    ),
    Column(
        "audiences",
        ("受众", "受众群体", "宣传对象", "活动对象", "重点人群"),
        ManyCoded("audience"),
        default=(),
    ),
    Column("outlets", ("参与网点数", "参与网点", "网点数"), Approximate()),
    Column("activities", ("场次", "活动场次", "宣传场次", "活动次数"), Approximate()),
    Column(
        "reached",
        ("触达人数", "触达人次", "受众人数", "受众人次", "宣传人数", "参与人数"),
        Approximate(),
    ),
    Column(
        "leaflets",
        ("发放资料(份)", "发放资料数", "发放宣传资料", "宣传资料", "资料份数"),
        Approximate(),
    ),
    Column("posts", ("线上推文", "线上推文数", "推文数", "微信推文"), Approximate()),
    Column("reads", ("阅读量", "线上阅读量", "阅读数", "点击量"), Approximate()),
    Column("media_reports", ("媒体报道", "媒体报道数", "媒体报道次数"), Approximate()),
    Column(
        "reported_on",
        ("总结上报日期", "总结报送日期", "上报日期", "报送日期"),
        Day(),
    ),
    Column("remark", ("备注",), Text(), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from missing_institution(setting)
    starts, ends = values["starts_on"], values.get("ends_on")
    if ends and ends < starts:
        advice = _("The campaign ends before it starts.")
        yield Problem("date.order", advice, "ends_on")
    reported = values.get("reported_on")
    if reported and reported < (ends or starts):
        early = _("Reported before the campaign ended.")
        yield Problem("date.early", early, "reported_on", is_warning=True)


def _find(values: Values, setting: Setting) -> Campaign | None:
    own = Campaign.objects.filter(root=setting.root)
    return own.filter(name=values["name"], starts_on=values["starts_on"]).first()


def _read(campaign: Campaign) -> dict[str, Any]:
    return values_of(campaign, COLUMNS)


def _create(values: dict[str, Any], about: Import) -> Campaign:
    return actions.import_campaign(
        values, root=institution(about), actor=about.actor, at=about.at, way=about.way
    )


def _update(campaign: Campaign, changes: dict[str, Any], about: Import) -> None:
    actions.update_campaign(
        campaign, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[Campaign]:
    visible = Campaign.objects.visible_to(asker).select_related("unit")
    return visible.order_by("starts_on", "pk")


def _remove(campaign: Campaign) -> None:
    campaign.delete()


CAMPAIGNS = Ledger(
    kind="campaigns",
    label=gettext_lazy("Campaigns"),
    noun=Campaign,
    columns=COLUMNS,
    key=("name", "starts_on"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="starts_on",
    check=_check,
)
