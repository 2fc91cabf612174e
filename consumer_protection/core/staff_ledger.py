"""The ledger of staff: who works where, in which roles. It brings no passwords."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core import accounts
from consumer_protection.core.codes import fold
from consumer_protection.core.documents.sheets import Cell
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
    Day,
    ManyCoded,
    Text,
    UnitName,
    YesNo,
    cell_text,
)
from consumer_protection.core.models import User
from consumer_protection.core.scope import Asker

_HERE = {"在岗", "在职", "在用", "启用", "在册"}
_GONE = {"离岗", "离职", "退休", "停用", "不在岗", "内退", "调出"}


@dataclass(frozen=True, slots=True)
class AtWork(YesNo):
    """Yes and no, and the words people use for being on the post or gone."""

    def read(self, cell: Cell, setting: Setting) -> bool:
        text = fold(cell_text(cell))
        if text in _HERE or text in _GONE:
            return text in _HERE
        return YesNo.read(self, cell, setting)


def _find(values: Values, setting: Setting) -> User | None:
    number = values["staff_number"]
    return User.objects.filter(
        staff_number=number, is_system=False, unit__root=setting.root
    ).first()


def _read(user: User) -> dict[str, Any]:
    return {
        "staff_number": user.staff_number,
        "name": user.name,
        "unit": user.unit,
        "roles": _in_order(user.roles),
        "position": user.position,
        "is_full_time": user.is_full_time,
        "joined_on": user.joined_on,
        "is_active": user.is_active,
    }


def _check(values: Values, setting: Setting) -> Iterable[Problem]:
    if setting.actor and not setting.actor.scope.allows(accounts.MANAGES):
        advice = _("Your role does not allow this step.")
        yield Problem("staff.not_allowed", advice, "staff_number")
        return
    standing = _find(values, setting)
    if standing is None:
        if User.objects.filter(staff_number=values["staff_number"]).exists():
            advice = _("There is an account of this number already.")
            yield Problem("staff.number_taken", advice, "staff_number")
        return
    if setting.actor and (advice := _refusal(standing, values, setting)):
        yield Problem("staff.refused", advice, "roles")


def _refusal(standing: User, values: Values, setting: Setting) -> str:
    """What speaks against this row by itself; the action looks again at them all."""
    powers = {name: values[name] for name in ("roles", "is_active") if name in values}
    at = timezone.make_aware(datetime.combine(setting.today, time.min))
    try:
        accounts.refuse_change(standing, powers, actor=setting.actor or standing, at=at)
    except accounts.AccountRefused as error:
        return str(error)
    return ""


def _in_order(roles: Iterable[str]) -> tuple[str, ...]:
    """One order, whatever the cell's, so that the same roles compare equal."""
    return tuple(sorted(roles))


@dataclass(frozen=True, slots=True)
class Roles(ManyCoded):
    """Roles in one order, whatever the cell's, so that the same compare equal."""

    def read(self, cell: Cell, setting: Setting) -> tuple[str, ...]:  # type: ignore[override]
        return _in_order(ManyCoded.read(self, cell, setting))


def _create(values: dict[str, Any], about: Import) -> User:
    _refuse_unmanaged(about)
    whole = _whole(values)
    return accounts.add_person(
        whole, actor=about.actor, at=about.at, move=about.way.created
    )


def _update(user: User, changes: dict[str, Any], about: Import) -> None:
    try:
        accounts.change_person(
            user,
            _whole(changes),
            actor=about.actor,
            at=about.at,
            move=about.way.changed,
        )
    except accounts.AccountRefused as error:
        raise WriteRefused(f"{user.staff_number}: {error}") from error


def _whole(values: Mapping[str, Any]) -> dict[str, Any]:
    """A text left blank is empty; only a day may be unknown."""
    return {
        name: "" if value is None and name != "joined_on" else value
        for name, value in values.items()
    }


def _refuse_unmanaged(about: Import) -> None:
    if not about.actor.scope.allows(accounts.MANAGES):
        raise WriteRefused(_("Your role does not allow this step."))


def _records(asker: Asker) -> QuerySet[User]:
    people = User.objects.visible_to(asker).select_related("unit")
    return people.prefetch_related("grants").order_by("staff_number")


def _remove(user: User) -> None:
    user.delete()


STAFF = Ledger(
    kind="staff",
    label=gettext_lazy("Staff"),
    noun=User,
    columns=(
        Column("staff_number", ("工号", "员工号", "员工编号"), Text(30), required=True),
        Column("name", ("姓名", "员工姓名"), Text(60), required=True),
        Column("unit", ("机构", "所在机构", "部门"), UnitName(), required=True),
        Column("roles", ("角色", "系统角色"), Roles("role"), default=()),
        Column("position", ("岗位", "职务", "岗位名称"), Text(60), default=""),
        Column(
            "is_full_time",
            ("是否专职消保", "专职消保", "是否专职"),
            YesNo(),
            default=False,
        ),
        Column("joined_on", ("入职日期", "入社日期", "到岗日期"), Day()),
        Column(
            "is_active",
            ("是否在用", "在岗状态", "是否在岗", "状态"),
            AtWork(),
            default=True,
        ),
    ),
    key=("staff_number",),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    check=_check,
    may=accounts.MANAGES,
)
