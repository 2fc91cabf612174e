"""The ledgers of the looks at what is sold: while it is sold, and after."""

from collections.abc import Iterator

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
    ManyCoded,
    Text,
    UnitName,
    Whole,
    YesNo,
)
from reviews.models.offers import (
    FollowUp,
    MonitoringCheck,
    PostLaunchEvaluation,
    SuitabilityCheck,
)
from reviews.offers import actions
from reviews.offers.ledgers.plain import at_most, in_order, plain_ledger
from reviews.offers.ledgers.products import PRODUCT

_PRODUCT = Column("product", ("产品名称", "产品"), PRODUCT, required=True)
_UNIT = Column("unit", ("机构", "被检查机构", "网点"), UnitName(), required=True)
_LAST = (
    Column("issue", ("发现问题", "存在问题", "问题"), Text(), default=""),
    Column("rectify_by", ("整改期限", "整改时限"), Day(future=True)),
    Column("remark", ("备注",), Text(), default=""),
)
_PERSON = Column("person", ("检查人", "检查人员"), Text(60), default="")

_CHECKS = (
    Column("checked_on", ("检查日期", "监测日期", "日期"), Day(), required=True),
    _UNIT,
    Column("kind", ("检查类型", "监测类型"), Coded("monitoring_kind"), default=""),
    Column(
        "aspect",
        ("监测对象类型", "监测对象"),
        Coded("monitoring_aspect"),
        required=True,
    ),
    Column(
        "name", ("活动、网点或渠道名称", "监测事项", "名称"), Text(200), required=True
    ),
    Column("product", ("产品名称", "产品"), PRODUCT, default=""),
    Column("met", ("符合项",), ManyCoded("monitoring_item"), default=()),
    Column("unmet", ("不符合项",), ManyCoded("monitoring_item"), default=()),
    _PERSON,
    *_LAST,
)
_EVALUATIONS = (
    _PRODUCT,
    Column("evaluated_on", ("评估日期", "日期"), Day(), required=True),
    Column(
        "result",
        ("评估结论", "评估结果", "结论"),
        Coded("evaluation_result"),
        required=True,
    ),
    Column("findings", ("评估情况", "评估内容"), Text(), default=""),
    Column("unit", ("评估部门", "责任部门"), UnitName()),
    Column("person", ("评估人",), Text(60), default=""),
    *_LAST,
)
_SUITABILITY = (
    _PRODUCT,
    _UNIT,
    Column("checked_on", ("检查日期", "抽查日期", "日期"), Day(), required=True),
    Column("sampled", ("抽查笔数", "抽查数"), Whole(), required=True),
    Column("passed", ("匹配笔数", "合格笔数", "合格数"), Whole(), required=True),
    Column("elderly", ("其中65周岁以上", "65周岁以上客户笔数"), Whole()),
    Column("elderly_passed", ("其中落实特别关照", "老年客户合格笔数"), Whole()),
    _PERSON,
    *_LAST,
)
_FOLLOW_UPS = (
    _PRODUCT,
    _UNIT,
    Column("held_on", ("回访日期", "日期"), Day(), required=True),
    Column("method", ("回访方式", "方式"), Coded("follow_up_method"), default=""),
    Column("contacted", ("回访户数", "应回访数", "回访人数"), Whole(), required=True),
    Column("reached", ("成功回访数", "接通数"), Whole(), required=True),
    Column("satisfied", ("满意数", "满意人数"), Whole()),
    Column("was_risk_told", ("是否再次提示风险", "提示风险"), YesNo()),
    Column("feedback", ("客户意见", "反馈意见"), Text(), default=""),
    Column("remark", ("备注",), Text(), default=""),
)


def _mended(values: Values, setting: Setting) -> Iterator[Problem]:
    if values.get("rectify_by") and not values.get("issue"):
        advice = _("Say what is to be rectified.")
        yield Problem("value.missing", advice, "issue")


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from _mended(values, setting)
    yield from in_order(values, "checked_on", "rectify_by", _too_early())
    both = set(values.get("met") or ()) & set(values.get("unmet") or ())
    if both:
        advice = _("The same item cannot be met and not met.")
        yield Problem("value.contradicts", advice, "unmet")
    if values.get("unmet") and not values.get("issue"):
        advice = _("Say what was found: it becomes a rectification.")
        yield Problem("value.missing", advice, "issue")


def _evaluation(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from _mended(values, setting)
    yield from in_order(values, "evaluated_on", "rectify_by", _too_early())
    if values["result"] != "keep" and not values.get("issue"):
        advice = _("Say what was found: it becomes a rectification.")
        yield Problem("value.missing", advice, "issue")


def _suitability(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from _mended(values, setting)
    yield from in_order(values, "checked_on", "rectify_by", _too_early())
    if not values["sampled"]:
        yield Problem("number.unlikely", _("A sample has at least one."), "sampled")
    yield from at_most(values, "passed", "sampled")
    yield from at_most(values, "elderly", "sampled")
    yield from at_most(values, "elderly_passed", "elderly")
    if values["passed"] < values["sampled"] and not values.get("issue"):
        advice = _("Say what was found: it becomes a rectification.")
        yield Problem("value.missing", advice, "issue")


def _follow_up(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from at_most(values, "reached", "contacted")
    yield from at_most(values, "satisfied", "reached")


def _too_early() -> str:  # noqa: N802
    return _("It is to be rectified before it was found.")


CHECKS = plain_ledger(
    "monitoring_checks",
    gettext_lazy("Monitoring checks"),
    MonitoringCheck,
    _CHECKS,
    ("unit", "checked_on", "name"),
    check=_check,
    period_field="checked_on",
    remove=actions.remove_watched,
)
EVALUATIONS = plain_ledger(
    "post_launch_evaluations",
    gettext_lazy("Post-launch evaluations"),
    PostLaunchEvaluation,
    _EVALUATIONS,
    ("product", "evaluated_on"),
    check=_evaluation,
    period_field="evaluated_on",
    remove=actions.remove_watched,
)
SUITABILITY = plain_ledger(
    "suitability_checks",
    gettext_lazy("Suitability checks"),
    SuitabilityCheck,
    _SUITABILITY,
    ("product", "unit", "checked_on"),
    check=_suitability,
    period_field="checked_on",
    remove=actions.remove_watched,
)
FOLLOW_UPS = plain_ledger(
    "follow_ups",
    gettext_lazy("Customer follow-ups"),
    FollowUp,
    _FOLLOW_UPS,
    ("product", "unit", "held_on"),
    check=_follow_up,
    period_field="held_on",
)
