"""The ledger of policies as people keep it: one row is one version."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Place,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.institution import (
    institution,
    missing_institution,
)
from consumer_protection.core.ledgers.parsers import Coded, Day, Text, UnitName
from consumer_protection.core.ledgers.rows import Row
from consumer_protection.core.scope import Asker
from consumer_protection.governance import actions, rules
from consumer_protection.governance.models import PolicyVersion

COLUMNS = (
    Column("title", ("制度名称", "名称", "文件名称"), Text(200), required=True),
    Column("document_number", ("文号", "发文字号", "发文号"), Text(80), default=""),
    Column("category", ("制度类别", "类别"), Coded("policy_category"), required=True),
    Column("action", ("动作", "制定情况"), Coded("policy_action"), required=True),
    Column("issued_on", ("发文日期", "印发日期", "发布日期"), Day(), required=True),
    Column("effective_on", ("生效日期", "施行日期", "实施日期"), Day(future=True)),
    Column("unit", ("主责部门", "责任部门", "牵头部门"), UnitName()),
    Column("issuer", ("发布机构", "发文机构"), Coded("issuer"), default=""),
    Column("next_review_on", ("下次重检日期", "重检日期"), Day(future=True)),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from missing_institution(setting)
    effective = _effective_on(values, setting)
    if effective and effective < values["issued_on"]:
        yield Problem("date.order", _("In force before it was issued."), "effective_on")
    number = values.get("document_number")
    if number and not rules.is_document_number(number):
        advice = _(
            "An unusual document number: it is written like 明农信联〔2024〕12号."
        )
        yield Problem("number.form", advice, "document_number", is_warning=True)


def _effective_on(values: Values, setting: Setting) -> date | None:
    """The day the row tells, or else the one that stands, unless that was the day
    of issue: such a version takes effect whenever it was issued."""
    if told := values.get("effective_on"):
        return cast(date, told)
    standing = _find(values, setting)
    if standing and standing.effective_on != standing.issued_on:
        return standing.effective_on
    return None


def _arrange(
    rows: list[Row], setting: Setting
) -> tuple[list[Row], Mapping[Place, Problem]]:
    """A version without a day of effect takes effect when issued."""
    for row in rows:
        if not _effective_on(row.values, setting):
            row.values["effective_on"] = row.values["issued_on"]
    return rows, {}


def _find(values: Values, setting: Setting) -> PolicyVersion | None:
    own = PolicyVersion.objects.filter(policy__root=setting.root)
    number = values.get("document_number") or ""
    return own.filter(policy__title=values["title"], document_number=number).first()


def _read(version: PolicyVersion) -> dict[str, Any]:
    return {
        column.field: getattr(
            version.policy if column.field in actions.POLICY_FIELDS else version,
            column.field,
        )
        for column in COLUMNS
    }


def _create(values: dict[str, Any], about: Import) -> PolicyVersion:
    return actions.import_policy_version(
        values, root=institution(about), actor=about.actor, at=about.at, way=about.way
    )


def _update(version: PolicyVersion, changes: dict[str, Any], about: Import) -> None:
    actions.update_policy_version(
        version, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[PolicyVersion]:
    visible = PolicyVersion.objects.visible_to(asker).select_related("policy__unit")
    return visible.order_by("issued_on", "pk")


POLICIES = Ledger(
    kind="policies",
    label=gettext_lazy("Policies"),
    noun=PolicyVersion,
    columns=COLUMNS,
    key=("title", "document_number"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=actions.remove_policy_version,
    period_field="issued_on",
    check=_check,
    arrange=_arrange,
)
