"""The ledger of units; the legal person's row names the institution."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core import organisation
from consumer_protection.core.codes import fold
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Place,
    Problem,
    Setting,
    Values,
    WriteRefused,
)
from consumer_protection.core.ledgers.parsers import Coded, Text, YesNo
from consumer_protection.core.models import Institution, Unit
from consumer_protection.core.scope import Asker


def _find(values: Values, setting: Setting) -> Unit | None:
    return (
        Unit.objects.filter(root=setting.root, code=values["code"]).first()
        if setting.root
        else None
    )


def _read(unit: Unit) -> dict[str, Any]:
    own = getattr(unit, "institution", None)
    return {
        "code": unit.code,
        "name": unit.name,
        "short_name": unit.short_name,
        "letters": own.letters if own else "",
        "kind": unit.kind,
        "parent": unit.parent.name if unit.parent else "",
        "township": unit.township,
        "head_name": unit.head_name,
        "liaison_name": unit.liaison_name,
        "is_lead": unit.is_lead,
    }


def _check(values: Values, setting: Setting) -> Iterable[Problem]:
    is_top = values["kind"] == "legal_person"
    if is_top and values.get("parent"):
        yield Problem(
            "unit.top_has_parent", _("The legal person has no unit above it."), "parent"
        )
    if not is_top and not values.get("parent"):
        yield Problem("value.missing", _("Name the unit above this one."), "parent")
    if is_top and setting.root and setting.root.code != values["code"]:
        advice = _("The legal person is there already, with the code %(code)s.")
        yield Problem("unit.second_top", advice % {"code": setting.root.code}, "code")
    named = setting.units.get(fold(values["name"]))
    if named and named.name == values["name"] and named.code != values["code"]:
        yield Problem("unit.doubled", _("Another unit has this name."), "name")


def _arrange(
    rows: list[Any], setting: Setting
) -> tuple[list[Any], Mapping[Place, Problem]]:
    """Parents before children, wherever they stand in the file, by their full names."""
    reached = {name: unit.name for name, unit in setting.units.items()} | {"": ""}
    ordered: list[Any] = []
    waiting = list(rows)
    while ready := [
        row for row in waiting if fold(row.values.get("parent") or "") in reached
    ]:
        ordered += ready
        waiting = [row for row in waiting if row not in ready]
        for row in ready:
            if "parent" in row.values:
                row.values["parent"] = reached[fold(row.values["parent"] or "")]
            names = (
                row.values["code"],
                row.values["name"],
                row.values.get("short_name"),
            )
            reached |= {fold(name): row.values["name"] for name in names if name}
    advice = _("No such unit above this one, or the units stand above each other.")
    problem = Problem("unit.unknown", advice, "parent")
    return ordered + waiting, {row.place: problem for row in waiting}


def _create(values: dict[str, Any], about: Import) -> Unit:
    above = _parent(values.get("parent") or "", about)
    own = {"letters": values.get("letters"), "region": values.get("township")}
    with _told_as_refused():
        return organisation.add_unit(
            Unit(**_own_fields(values), parent=above),
            actor=about.actor,
            at=about.at,
            own=own,
            move=about.way.created,
        )


def _update(unit: Unit, changes: dict[str, Any], about: Import) -> None:
    wanted = _own_fields(changes)
    if changes.get("parent"):
        wanted["parent"] = _parent(changes["parent"], about)
    if "letters" in changes:
        wanted["letters"] = changes["letters"] or ""
    with _told_as_refused():
        organisation.change_unit(
            unit, wanted, actor=about.actor, at=about.at, move=about.way.changed
        )


@contextmanager
def _told_as_refused() -> Iterator[None]:
    try:
        yield
    except organisation.OrganisationRefused as error:
        raise WriteRefused(str(error)) from error


def _own_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    apart = ("parent", "letters")
    texts = {name: value for name, value in values.items() if name not in apart}
    return {name: "" if value is None else value for name, value in texts.items()}


def _parent(name: str, about: Import) -> Unit | None:
    """The unit above by any of its names; arranged rows have made it already."""
    if not name:
        return None
    for unit in Unit.objects.visible_to(about.actor):
        if fold(name) in {fold(unit.code), fold(unit.name), fold(unit.short_name)}:
            return unit
    raise LookupError(name)


def _records(asker: Asker) -> QuerySet[Unit]:
    visible = Unit.objects.visible_to(asker).select_related("parent", "institution")
    return visible.order_by("code")


def _remove(unit: Unit) -> None:
    Institution.objects.filter(unit=unit).delete()
    Unit.objects.filter(pk=unit.pk).update(root=None)
    unit.delete()


UNITS = Ledger(
    kind="units",
    label=gettext_lazy("Units"),
    noun=Unit,
    columns=(
        Column("code", ("机构编码", "编码", "机构代码"), Text(30), required=True),
        Column("name", ("机构名称", "名称", "机构"), Text(120), required=True),
        Column("short_name", ("机构简称", "简称"), Text(60), default=""),
        Column("letters", ("发文代字", "机关代字"), Text(20), default=""),
        Column(
            "kind", ("机构类型", "类型", "机构类别"), Coded("unit_kind"), required=True
        ),
        Column("parent", ("上级机构", "上级"), Text(120), default=""),
        Column("township", ("所在乡镇", "乡镇"), Text(60), default=""),
        Column("head_name", ("负责人",), Text(60), default=""),
        Column("liaison_name", ("消保联络员", "联络员"), Text(60), default=""),
        Column("is_lead", ("是否牵头部门", "牵头部门"), YesNo(), default=False),
    ),
    key=("code",),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    check=_check,
    may="institution.manage",
    arrange=_arrange,
)
