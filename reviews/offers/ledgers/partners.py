"""The ledgers of partners and of their yearly reviews."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers.declaration import (
    Column,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.links import RecordName
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    ManyCoded,
    Text,
    UnitName,
    Whole,
)
from reviews.models.offers import Partner, PartnerReview
from reviews.offers import actions
from reviews.offers.ledgers.plain import in_order, plain_ledger

_PARTNERS = (
    Column(
        "name",
        ("合作机构", "合作机构名称", "机构名称", "名称"),
        Text(200),
        required=True,
    ),
    Column(
        "kind", ("合作类型", "合作类别", "合作内容"), Coded("partner_kind"), default=""
    ),
    Column(
        "entered_on", ("准入日期", "列入名单日期", "入围日期"), Day(), required=True
    ),
    Column(
        "contract_from", ("合同开始日期", "合同起", "合作开始日期"), Day(future=True)
    ),
    Column(
        "contract_until",
        ("合同到期日期", "合同止", "合同结束日期", "合作结束日期"),
        Day(future=True),
    ),
    Column(
        "clauses",
        ("合同约定条款", "必备条款", "合同条款"),
        ManyCoded("partner_clause"),
        default=(),
    ),
    Column("exited_on", ("退出日期", "移出名单日期"), Day()),
    Column("exit_reason", ("退出原因",), Text(300), default=""),
    Column("unit", ("主管部门", "责任部门"), UnitName()),
    Column("remark", ("备注",), Text(), default=""),
)
_REVIEWS = (
    Column(
        "partner",
        ("合作机构", "合作机构名称"),
        RecordName(200, "reviews.Partner"),
        required=True,
    ),
    Column("reviewed_on", ("评价日期", "评估日期", "日期"), Day(), required=True),
    Column(
        "result",
        ("评价结果", "评估结果", "结果"),
        Coded("partner_review_result"),
        required=True,
    ),
    Column("complaints", ("涉及投诉数", "投诉件数"), Whole()),
    Column("reviewer", ("评价人", "评估人"), Text(60), default=""),
    Column("unit", ("评价部门", "责任部门"), UnitName()),
    Column("remark", ("评价说明", "备注"), Text(), default=""),
)


def lacking(clauses: object) -> list[str]:
    """The required clauses (data) that are not among those given, by label."""
    own = set(clauses) if isinstance(clauses, tuple | list) else set()
    required = code_list("partner_clause").labels
    return [text for code, text in required.items() if code not in own]


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    advice = _("It ends before it begins.")
    yield from in_order(values, "contract_from", "contract_until", advice)
    yield from in_order(values, "entered_on", "exited_on", advice)
    if values.get("contract_until") and not values.get("contract_from"):
        missing = _("Fill in the day the contract begins.")
        yield Problem("value.missing", missing, "contract_from")
    if missing_clauses := lacking(values.get("clauses")):
        told = {"clauses": "、".join(missing_clauses)}
        advice = _("The contract lacks required clauses: %(clauses)s") % told
        yield Problem("partner.clauses", advice, "clauses", is_warning=True)
    if values.get("exited_on") and not values.get("exit_reason"):
        advice = _("Say why it left the list.")
        yield Problem("value.missing", advice, "exit_reason")


PARTNERS = plain_ledger(
    "partners",
    gettext_lazy("Partners"),
    Partner,
    _PARTNERS,
    ("name",),
    check=_check,
    period_field="entered_on",
)
PARTNER_REVIEWS = plain_ledger(
    "partner_reviews",
    gettext_lazy("Partner reviews"),
    PartnerReview,
    _REVIEWS,
    ("partner", "reviewed_on"),
    period_field="reviewed_on",
    remove=actions.remove_partner_review,
)
