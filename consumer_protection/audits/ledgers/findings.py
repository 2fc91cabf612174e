"""The ledger of audit findings as people keep it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.audits import actions
from consumer_protection.audits.models import Finding
from consumer_protection.core.ledgers.comparing import plain
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Place,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.institution import institution
from consumer_protection.core.ledgers.parsers import Coded, Day, Text, UnitName
from consumer_protection.core.scope import Asker

COLUMNS = (
    Column("project", ("审计项目", "项目名称", "项目"), Text(200), required=True),
    Column("scope", ("审计重点", "审计内容"), Coded("audit_scope"), default=""),
    Column(
        "severity", ("严重程度", "问题等级"), Coded("finding_severity"), required=True
    ),
    Column("text", ("问题描述", "发现问题", "问题"), Text(), required=True),
    Column("recommendation", ("审计建议", "整改建议"), Text(2000), default=""),
    Column("unit", ("责任部门", "整改部门", "责任单位"), UnitName(), required=True),
    Column("owner", ("责任人", "整改责任人"), Text(60), default=""),
    Column("found_on", ("发现日期", "发现时间"), Day(), required=True),
    Column("due_on", ("整改期限", "整改时限", "要求完成日期"), Day(future=True)),
    Column("closed_on", ("整改完成日期", "销号日期", "完成日期"), Day()),
    Column("result", ("整改结果", "整改措施及结果"), Text(4000), default=""),
    Column("accepted_until", ("风险接受至", "例外期限"), Day(future=True)),
    Column(
        "status", ("整改状态", "整改情况", "状态"), Coded("rectify_status"), default=""
    ),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    found, closed = values["found_on"], values.get("closed_on")
    if closed and closed < found:
        yield Problem("date.order", _("Rectified before it was found."), "closed_on")
    if values.get("due_on") and values["due_on"] < found:
        yield Problem("date.order", _("To be rectified before it was found."), "due_on")
    status = values.get("status")
    if status == "closed" and not closed:
        advice = _("A closed finding needs the day it was rectified.")
        yield Problem("value.missing", advice, "closed_on")
    if closed and status and status != "closed":
        advice = _("It has a day of rectification, but is not closed.")
        yield Problem("state.contradiction", advice, "status")


def _arrange(
    rows: list[Any], setting: Setting
) -> tuple[list[Any], Mapping[Place, Problem]]:
    """Of a finding that lives here a row may repeat what stands, and change nothing."""
    here = Finding.objects.filter(project__root=setting.root, found_by__isnull=False)
    if not here.exists():
        return rows, {}
    refused = {row.place: one for row in rows for one in _lives_here(row, setting)}
    return rows, refused


def _lives_here(row: Any, setting: Setting) -> Iterator[Problem]:
    found = _find(row.values, setting)
    if found is None or not found.lives_here:
        return
    standing = _read(found)
    changed = [
        name
        for name, value in row.values.items()
        if plain(value) != plain(standing.get(name))
    ]
    if changed:
        yield Problem("finding.lives_here", str(actions.LIVES_HERE), changed[0])


def _find(values: Values, setting: Setting) -> Finding | None:
    own = Finding.objects.filter(project__root=setting.root)
    return own.filter(project__name=values["project"], text=values["text"]).first()


def _read(finding: Finding) -> dict[str, Any]:
    plain = {column.field: getattr(finding, column.field) for column in COLUMNS}
    return {**plain, "project": finding.project.name}


def _create(values: dict[str, Any], about: Import) -> Finding:
    return actions.import_finding(
        values, root=institution(about), actor=about.actor, at=about.at, way=about.way
    )


def _update(finding: Finding, changes: dict[str, Any], about: Import) -> None:
    actions.update_finding(
        finding, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[Finding]:
    visible = Finding.objects.visible_to(asker).select_related("project", "unit")
    return visible.order_by("found_on", "pk")


AUDIT_FINDINGS = Ledger(
    kind="audit_findings",
    label=gettext_lazy("Audit findings"),
    noun=Finding,
    columns=COLUMNS,
    key=("project", "text"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=actions.remove_finding,
    period_field="found_on",
    check=_check,
    arrange=_arrange,
)
