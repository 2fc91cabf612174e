"""The report of an audit on paper."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.audits.rules import score_of
from consumer_protection.core import pii
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.documents.letter import Chapter, Grid
from consumer_protection.core.documents.paper import Paper, chinese_day

_NUMERALS = "一二三四五六七"


def audit_report(project: AuditProject, at: datetime) -> Paper:
    """A draft until it is issued; ``at``: when it is made, told where it is one."""
    day = project.reported_on or timezone.localdate(at)
    return Paper(
        title=f"关于{project.name}的审计报告",
        organisation=project.root.institution_name,
        day=chinese_day(day),
        at=at,
        is_draft=not project.report_number,
        chapters=list(_chapters(project, at)),
        grid=_findings(project),
    )


def _chapters(project: AuditProject, at: datetime) -> Iterator[Chapter]:
    if project.report_number:
        yield Chapter(0, "", [f"文号：{project.report_number}"])
    parts = (
        ("审计概况", list(_outline(project))),
        ("审计评价", _lines(project.conclusion)),
        ("审计评分", list(_score(project, at))),
        ("发现的主要问题及审计建议", list(_told(project))),
        ("整改要求", list(_asked(project))),
    )
    known = [(head, lines) for head, lines in parts if lines]
    for number, (head, lines) in enumerate(known):
        yield Chapter(1, f"{_NUMERALS[number]}、{head}", lines)


def _outline(project: AuditProject) -> Iterator[str]:
    if project.basis:
        yield f"审计依据：{project.basis}"
    yield from _span("现场审计时间", project.starts_on, project.ends_on)
    yield from _span("审计期间", project.period_from, project.period_to)
    units = "、".join(project.audited.order_by("code").values_list("name", flat=True))
    if units:
        yield f"被审计单位：{units}"
    scopes = "、".join(label("audit_scope", one) for one in project.scopes)
    if scopes:
        yield f"审计重点：{scopes}"
    if project.lead:
        yield f"主审人：{project.lead}"


def _span(name: str, first: date | None, last: date | None) -> Iterator[str]:
    if first and last:
        yield f"{name}：{chinese_day(first)}至{chinese_day(last)}"


def _score(project: AuditProject, at: datetime) -> Iterator[str]:
    """What was computed when it was issued; before, what it would be."""
    told = score_of(project, on=at)
    points = told.points if project.score is None else project.score
    yield f"本次审计得分{points.normalize():f}分（满分100分）。"
    lost = [one for one in told.deductions if one.points]
    if lost and points == told.points:
        each = "；".join(
            f"{one.label}问题{one.count}项，扣{one.points.normalize():f}分"
            for one in lost
        )
        yield f"其中：{each}。"


def _ordered(project: AuditProject) -> list[Finding]:
    """The gravest first."""
    order = list(code_list("finding_severity").labels)
    found = project.findings.select_related("unit", "repeats__project")
    return sorted(
        found, key=lambda one: (order.index(one.severity), one.found_on, one.pk)
    )


def _told(project: AuditProject) -> Iterator[str]:
    findings = _ordered(project)
    if not findings:
        yield "本次审计未发现问题。"
    for number, one in enumerate(findings, 1):
        severity = label("finding_severity", one.severity)
        yield f"{number}.（{severity}）{_clean(one.text)}责任单位：{one.unit.name}。"
        if one.repeats is not None:
            yield f"该问题在“{one.repeats.project.name}”中已发现并整改，本次再次发生。"
        if one.recommendation:
            yield f"审计建议：{_clean(one.recommendation)}"


def _asked(project: AuditProject) -> Iterator[str]:
    findings = project.findings.exclude(due_on=None)
    if findings.exists():
        last = max(one for one in findings.values_list("due_on", flat=True) if one)
        yield (
            "请有关单位按附表所列期限完成整改，将整改结果及佐证材料提交审计部门验收；"
            f"最迟应于{chinese_day(last)}前全部完成。"
        )


def _findings(project: AuditProject) -> Grid | None:
    rows = [
        (
            str(number),
            _clean(one.text),
            label("finding_severity", one.severity),
            one.unit.name,
            one.owner,
            chinese_day(one.due_on) if one.due_on else "",
        )
        for number, one in enumerate(_ordered(project), 1)
    ]
    heads = ("序号", "问题", "严重程度", "责任单位", "责任人", "整改期限")
    return Grid("问题及整改要求一览表", heads, rows) if rows else None


def _clean(text: str) -> str:
    """One paragraph that ends in a full stop, with numbers of persons masked."""
    line = pii.mask_text(" ".join(text.split()))
    return line if line.endswith(("。", "！", "？")) else f"{line}。"


def _lines(text: str) -> list[str]:
    return [pii.mask_text(one.strip()) for one in text.splitlines() if one.strip()]
