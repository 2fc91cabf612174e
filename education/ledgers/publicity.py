"""The ledgers of publications and of printed materials."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, Problem, Values
from consumer_protection.core.ledgers.kept import kept_ledger, text
from consumer_protection.core.ledgers.parsers import (
    Approximate,
    Coded,
    Day,
    UnitName,
    Whole,
)
from education.ledgers.named import CampaignName, linked_by
from education.models import Material, Publication

# The campaign it belongs to, where there is one.
_CAMPAIGN = Column("campaign", ("活动名称", "所属活动"), CampaignName(200), default="")


def _check_publication(values: Values) -> Iterator[Problem]:
    link = values.get("link")
    if link and not _is_address(link):
        advice = _("No address of a page: it begins with http:// or https://.")
        yield Problem("link.unreadable", advice, "link")


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _published(one: Publication) -> dict[str, Any]:
    return {"reads": one.count("reads")}


PUBLICATIONS = kept_ledger(
    Publication,
    "publications",
    gettext_lazy("Publications"),
    (
        Column("published_on", ("发布日期", "刊发日期", "日期"), Day(), required=True),
        text("title", "标题", "文章标题", "题目", limit=200, required=True),
        Column(
            "medium",
            ("媒介", "发布渠道", "媒体类型"),
            Coded("publication_medium"),
            required=True,
        ),
        Column("unit", ("发布机构", "机构", "部门"), UnitName()),
        Column("topic", ("主题", "宣传主题"), Coded("topic"), default=""),
        text("partner", "合作媒体", "媒体名称", limit=100),
        text("link", "链接", "网址", limit=500),
        Column("reads", ("阅读量", "阅读数", "点击量"), Approximate()),
        _CAMPAIGN,
        text("remark", "备注"),
    ),
    ("published_on", "medium", "title"),
    period_field="published_on",
    check=_check_publication,
    linked=linked_by("published_on"),
    beside=_published,
)


def _check_material(values: Values) -> Iterator[Problem]:
    printed, issued = values.get("printed"), values.get("issued")
    if printed is not None and issued is not None and issued > printed:
        yield Problem("count.order", _("More issued than printed."), "issued")


MATERIALS = kept_ledger(
    Material,
    "materials",
    gettext_lazy("Printed materials"),
    (
        text("name", "资料名称", "宣传资料", "名称", limit=200, required=True),
        Column("printed_on", ("印制日期", "日期"), Day(), required=True),
        Column("unit", ("印制机构", "机构", "部门"), UnitName()),
        Column("audience", ("适用人群", "受众", "对象"), Coded("audience"), default=""),
        Column("topic", ("主题", "宣传主题"), Coded("topic"), default=""),
        text("review", "审查编号", "消保审查编号", limit=40),
        Column("printed", ("印制数量", "印制份数"), Whole(), required=True),
        Column("issued", ("发放数量", "发放份数"), Whole(), default=0),
        _CAMPAIGN,
        text("remark", "备注"),
    ),
    ("name", "printed_on"),
    period_field="printed_on",
    check=_check_material,
    linked=linked_by("printed_on"),
)
