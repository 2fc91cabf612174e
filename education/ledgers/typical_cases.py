"""The ledger of typical cases."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import Column, WriteRefused
from consumer_protection.core.ledgers.kept import kept_ledger, text
from consumer_protection.core.ledgers.parsers import Coded, Day, UnitName
from consumer_protection.core.models import Unit
from education.models import TypicalCase
from education.states import DRAFT


def _linked(values: dict[str, Any], root: Unit, standing: Any) -> dict[str, Any]:
    """A new one is a draft. Raises WriteRefused for what stands in the library."""
    if standing is None:
        return {**values, "status": DRAFT}
    if standing.is_in_library:
        raise WriteRefused(_("It is in the library: take it back first."))
    return values


TYPICAL_CASES = kept_ledger(
    TypicalCase,
    "typical_cases",
    gettext_lazy("Typical cases"),
    (
        text("name", "案例名称", "案例标题", "标题", limit=200, required=True),
        Column("told_on", ("编写日期", "整理日期", "日期"), Day(), required=True),
        Column("topic", ("主题", "宣传主题"), Coded("topic"), required=True),
        Column("unit", ("报送机构", "机构", "网点"), UnitName()),
        Column("audience", ("适用人群", "受众", "对象"), Coded("audience"), default=""),
        Column("scam", ("诈骗类型",), Coded("scam_type"), default=""),
        text("story", "案情", "案例内容", "基本案情", limit=4000, required=True),
        text("lesson", "风险提示", "案例启示", "提示", required=True),
        text("source", "来源", "案例来源", limit=200),
        text("remark", "备注"),
    ),
    ("name",),
    period_field="told_on",
    order=("told_on",),
    linked=_linked,
)
