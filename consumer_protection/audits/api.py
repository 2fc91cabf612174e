"""Audit findings for programs, and the projects they were found in."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.filters import (
    AuditProjectFilter,
    FindingFilter,
    OutletCheckFilter,
)
from consumer_protection.audits.ledgers import AUDIT_FINDINGS as LEDGER
from consumer_protection.audits.ledgers import OUTLET_CHECKS as CHECKS
from consumer_protection.audits.models import AuditProject
from consumer_protection.audits.states import WORK
from consumer_protection.core.api.resources import Resource, of_ledger
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import (
    Day,
    ManyCoded,
    Money,
    Text,
    UnitName,
    Whole,
)
from consumer_protection.core.scope import Asker

AUDIT_FINDINGS = of_ledger(
    LEDGER, FindingFilter, writes="records.keep", keeps=WORK, figures=FIGURES
)


OUTLET_CHECKS = of_ledger(
    CHECKS,
    OutletCheckFilter,
    writes="records.keep",
    keeps=WORK,
    figures=FIGURES,
)


def _projects(asker: Asker) -> QuerySet[AuditProject]:
    visible = AuditProject.objects.visible_to(asker).select_related("unit")
    return visible.order_by("year", "pk")


def _read(project: AuditProject) -> dict[str, Any]:
    return {"name": project.name, "year": project.year, "unit": project.unit}


AUDIT_PROJECTS = Resource(
    kind="audit-projects",
    label=_("Audit projects"),
    noun=AuditProject,
    columns=(
        Column("name", ("审计项目",), Text(200)),
        Column("year", ("年度",), Whole()),
        Column("unit", ("审计机构",), UnitName()),
    ),
    records=_projects,
    read=_read,
    filterset=AuditProjectFilter,
    figures=FIGURES,
    keeps="audits.write",
    told=(
        Column("starts_on", ("现场开始日期",), Day(future=True)),
        Column("ends_on", ("现场结束日期",), Day(future=True)),
        Column("period_from", ("审计期间起",), Day()),
        Column("period_to", ("审计期间止",), Day()),
        Column("scopes", ("审计重点",), ManyCoded("audit_scope")),
        Column("lead", ("主审人",), Text(60)),
        Column("report_number", ("报告文号",), Text(80)),
        Column("reported_on", ("报告日期",), Day()),
        Column("score", ("审计得分",), Money()),
    ),
)
