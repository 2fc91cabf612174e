"""The ledger of sanctions and commendations: personnel matters, by clearance alone."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.learning import learning_actions as actions
from complaints.learning.problem_actions import LearningRefused
from complaints.models import Sanction
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
    WriteRefused,
)
from consumer_protection.core.ledgers.parsers import (
    Coded,
    Day,
    Money,
    Text,
    UnitName,
)
from consumer_protection.core.scope import Asker

COLUMNS = (
    Column("decided_on", ("决定日期", "处理日期"), Day(), required=True),
    Column("unit", ("机构", "所在机构"), UnitName(), required=True),
    Column("person", ("姓名", "被问责人", "责任人"), Text(60), mask="name", default=""),
    Column(
        "kind", ("类型", "处理方式", "问责方式"), Coded("sanction_kind"), required=True
    ),
    Column("amount", ("金额", "罚款金额"), Money()),
    Column("points", ("分值", "扣分"), Money()),
    Column("reason", ("事由", "原因"), Text(2000), required=True),
    Column("decided_by", ("决定机构", "决定人"), Text(120), required=True),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    if values["kind"] == "fine" and not values.get("amount"):
        yield Problem("value.missing", _("Give the amount of the fine."), "amount")
    for name in ("amount", "points"):
        if values.get(name) == 0:
            yield Problem(
                "count.order", _("Leave it blank, or write more than 0."), name
            )


def _find(values: Values, setting: Setting) -> Sanction | None:
    """Names are sealed, and so compared one by one."""
    own = Sanction.objects.filter(root=setting.root, unit=values["unit"])
    same = own.filter(decided_on=values["decided_on"], kind=values["kind"])
    found = (one for one in same if _name(one) == (values.get("person") or ""))
    return next(found, None)


def _name(sanction: Sanction) -> str:
    if not sanction.is_person:
        return ""
    return sanction.account.name if sanction.account else sanction.person


def _read(sanction: Sanction) -> dict[str, Any]:
    told = {one.field: getattr(sanction, one.field) for one in COLUMNS}
    return told | {"person": _name(sanction)}


def _create(values: dict[str, Any], about: Import) -> Sanction:
    known: Mapping[str, Any] = {
        **values,
        "person": values.get("person") or "",
        "is_person": bool(values.get("person")),
    }
    try:
        return actions.add_sanction(
            None, known, actor=about.actor, at=about.at, way=about.way
        )
    except LearningRefused as error:
        raise WriteRefused(str(error)) from error


def _update(sanction: Sanction, changes: dict[str, Any], about: Import) -> None:
    try:
        actions.correct_sanction(
            sanction, changes, actor=about.actor, at=about.at, way=about.way
        )
    except LearningRefused as error:
        raise WriteRefused(str(error)) from error


def _records(asker: Asker) -> QuerySet[Sanction]:
    found = Sanction.objects.visible_to(asker).select_related("unit", "account")
    return found.order_by("decided_on", "pk")


def _remove(sanction: Sanction) -> None:
    sanction.delete()


SANCTIONS = Ledger(
    kind="sanctions",
    label=gettext_lazy("Sanctions"),
    noun=Sanction,
    columns=COLUMNS,
    key=("decided_on", "unit", "kind", "person"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="decided_on",
    may="sanctions.keep",
    check=_check,
)
