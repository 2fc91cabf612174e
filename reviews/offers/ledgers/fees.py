"""The ledgers of fees, of relief from them, and of where they are shown."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import (
    Column,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    Money,
    Text,
    UnitName,
    Whole,
)
from reviews.models.offers import GOVERNED, FeeDisplay, FeeItem, ReliefMeasure
from reviews.offers.actions import fee_lead_days
from reviews.offers.ledgers.plain import in_order, plain_ledger
from reviews.offers.ledgers.products import PRODUCT, REVIEW

_FEES = (
    Column(
        "name", ("服务项目", "收费项目", "项目名称", "项目"), Text(200), required=True
    ),
    Column("content", ("服务内容", "内容"), Text(), default=""),
    Column(
        "price",
        ("服务价格", "收费标准", "价格", "优惠前价格"),
        Text(500),
        required=True,
    ),
    Column("applies_to", ("适用对象", "适用客户", "对象"), Text(300), default=""),
    Column(
        "price_type",
        ("定价类型", "价格类型", "定价方式", "价格管理方式"),
        Coded("price_type"),
        required=True,
    ),
    Column(
        "catalogue", ("收费类别", "目录类别", "服务类别", "类别"), Text(60), default=""
    ),
    Column(
        "document_number",
        (
            "政府指导价或政府定价的文件文号",
            "文件文号",
            "定价文号",
            "文号",
            "依据文件",
        ),
        Text(200),
        default="",
    ),
    Column(
        "approving_body", ("批准机构", "监制机构", "监制单位"), Text(120), default=""
    ),
    Column(
        "source_notice", ("来源公告", "收费公告", "省联社公告"), Text(200), default=""
    ),
    Column("published_on", ("公示日期", "公示时间", "公告日期"), Day()),
    Column(
        "effective_from",
        ("生效日期", "执行日期", "实施日期"),
        Day(future=True),
        required=True,
    ),
    Column(
        "effective_until", ("终止日期", "失效日期", "停止执行日期"), Day(future=True)
    ),
    Column(
        "preferential",
        ("优惠政策", "优惠措施", "优惠内容", "是否优惠"),
        Text(500),
        default="",
    ),
    Column("preferential_from", ("优惠生效日期", "优惠开始日期"), Day(future=True)),
    Column("preferential_until", ("优惠终止日期", "优惠结束日期"), Day(future=True)),
    Column(
        "contact",
        ("咨询（投诉）联系方式", "咨询(投诉)的联系方式", "咨询投诉电话", "联系方式"),
        Text(200),
        default="",
    ),
    Column("product", ("产品名称", "对应产品"), PRODUCT, default=""),
    Column("review", ("审查编号", "消保审查编号"), REVIEW, default=""),
    Column("unit", ("主管部门", "责任部门"), UnitName()),
    Column("remark", ("备注",), Text(), default=""),
)
_RELIEF = (
    Column("name", ("减费让利措施", "措施", "名称"), Text(200), required=True),
    Column("beneficiaries", ("受益对象", "适用对象"), Text(300), default=""),
    Column("starts_on", ("开始日期", "生效日期"), Day(), required=True),
    Column("ends_on", ("结束日期", "终止日期"), Day(future=True)),
    Column("persons", ("受益客户数", "惠及户数", "受益人数"), Whole()),
    Column("amount", ("减免金额(元)", "减免金额", "让利金额"), Money()),
    Column("unit", ("责任部门", "主管部门"), UnitName()),
    Column("remark", ("备注",), Text(), default=""),
)
_DISPLAYS = (
    Column("unit", ("网点", "机构"), UnitName(), required=True),
    Column("displayed_on", ("公示日期", "张贴日期", "日期"), Day(), required=True),
    Column("place", ("公示位置", "位置"), Text(100), default=""),
    Column("person", ("核实人", "检查人"), Text(60), default=""),
    Column("remark", ("备注",), Text(), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from _published(values, setting)
    advice = _("It ends before it begins.")
    yield from in_order(values, "effective_from", "effective_until", advice)
    yield from in_order(values, "preferential_from", "preferential_until", advice)
    if values["price_type"] in GOVERNED and not values.get("document_number"):
        advice = _("A price of the authorities names their document.")
        yield Problem("fee.no_document", advice, "document_number", is_warning=True)
    has_days = values.get("preferential_from") or values.get("preferential_until")
    if has_days and not values.get("preferential"):
        advice = _("Days of a preferential policy need the policy.")
        yield Problem("value.missing", advice, "preferential")


def _published(values: Values, setting: Setting) -> Iterator[Problem]:
    """A price is made known before it holds (9号令 art. 24)."""
    begins, known = values["effective_from"], values.get("published_on")
    if known is None:
        advice = _("Make it known before it begins, and fill in the day.")
        yield Problem("fee.unpublished", advice, "published_on", is_warning=True)
        return
    days = fee_lead_days(begins)
    if known > begins - timedelta(days=days):
        advice = _("A price is made known at least %(days)d days before it begins.")
        yield Problem("fee.published_late", advice % {"days": days}, "published_on")


def _relief(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from in_order(values, "starts_on", "ends_on", _("It ends before it begins."))


FEE_ITEMS = plain_ledger(
    "fee_items",
    gettext_lazy("Service fees"),
    FeeItem,
    _FEES,
    ("name", "effective_from"),
    check=_check,
    period_field="effective_from",
)
RELIEF = plain_ledger(
    "relief_measures",
    gettext_lazy("Relief measures"),
    ReliefMeasure,
    _RELIEF,
    ("name", "starts_on"),
    check=_relief,
    period_field="starts_on",
)
DISPLAYS = plain_ledger(
    "fee_displays",
    gettext_lazy("Displays of prices"),
    FeeDisplay,
    _DISPLAYS,
    ("unit", "displayed_on"),
    period_field="displayed_on",
)
