"""The ledgers of products and of what was adjusted on them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import (
    Column,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.links import RecordName, RecordNames
from consumer_protection.core.ledgers.parsers import Coded, Day, Text, UnitName
from reviews.models import Review
from reviews.models.offers import Product, ProductAdjustment
from reviews.offers.ledgers.plain import in_order, plain_ledger
from reviews.states import PASSING

PRODUCT = RecordName(200, "reviews.Product")
REVIEW = RecordName(40, "reviews.Review", "number")
_REVIEWS = RecordNames(400, "reviews.Review", "number")
_PARTNERS = RecordNames(600, "reviews.Partner")

_PRODUCTS = (
    Column("name", ("产品名称", "产品或服务名称", "名称"), Text(200), required=True),
    Column(
        "category",
        ("产品类别", "业务类别", "类别", "产品类型"),
        Coded("business_category"),
        default="",
    ),
    Column(
        "origin",
        ("研发来源", "设计研发", "研发主体", "来源"),
        Coded("product_origin"),
        default="",
    ),
    Column("risk_grade", ("风险等级", "风险评级"), Coded("product_risk"), default=""),
    Column("target", ("目标客户", "适用客群", "目标客群"), Text(300), default=""),
    Column("unit", ("主管部门", "归口部门", "责任部门"), UnitName()),
    Column("stage", ("当前阶段", "阶段"), Coded("product_stage"), default=""),
    Column("stage_on", ("阶段日期", "进入阶段日期"), Day()),
    Column("reviews", ("审查编号", "消保审查编号"), _REVIEWS, default=""),
    Column("partners", ("合作机构",), _PARTNERS, default=""),
    Column("launched_on", ("上线日期", "投放日期", "推出日期"), Day()),
    Column("withdrawn_on", ("退出日期", "下架日期", "停售日期"), Day()),
    Column("remark", ("备注",), Text(), default=""),
)
_ADJUSTMENTS = (
    Column("product", ("产品名称", "产品"), PRODUCT, required=True),
    Column("adjusted_on", ("调整日期", "日期"), Day(), required=True),
    Column(
        "trigger", ("触发原因", "调整原因"), Coded("adjustment_trigger"), required=True
    ),
    Column("rule", ("调整的规则", "调整内容", "规则"), Text(300), required=True),
    Column("before", ("调整前",), Text(), default=""),
    Column("after", ("调整后",), Text(), default=""),
    Column("unit", ("主管部门", "责任部门"), UnitName()),
    Column("review", ("审查编号",), REVIEW, default=""),
    Column("remark", ("备注",), Text(), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    advice = _("It is withdrawn before it was launched.")
    yield from in_order(values, "launched_on", "withdrawn_on", advice)
    launched = values.get("launched_on")
    if values.get("withdrawn_on") and not launched:
        missing = _("What was never launched cannot be withdrawn.")
        yield Problem("value.missing", missing, "launched_on")
    if values.get("stage_on") and not values.get("stage"):
        yield Problem("value.missing", _("Name the stage of this day."), "stage")
    if launched:
        yield from _unreviewed(values, setting)


def _unreviewed(values: Values, setting: Setting) -> Iterator[Problem]:
    """With reviews named, one of them must have passed by the launch; a product that
    names none is a finding, since the past was like this."""
    names = [one for one in str(values.get("reviews") or "").split("、") if one]
    if not names:
        advice = _("Launched, and no review is linked.")
        yield Problem("product.unreviewed", advice, "reviews", is_warning=True)
        return
    passed = Review.objects.filter(root=setting.root, number__in=names)
    passed = passed.filter(
        conclusion__in=PASSING, concluded_on__lte=values["launched_on"]
    )
    if not passed.exists():
        advice = _("Launched before a review of it had passed.")
        yield Problem("product.before_review", advice, "launched_on")


PRODUCTS = plain_ledger(
    "products",
    gettext_lazy("Products"),
    Product,
    _PRODUCTS,
    ("name",),
    check=_check,
    period_field="launched_on",
)
ADJUSTMENTS = plain_ledger(
    "product_adjustments",
    gettext_lazy("Product adjustments"),
    ProductAdjustment,
    _ADJUSTMENTS,
    ("product", "adjusted_on", "rule"),
    period_field="adjusted_on",
)
