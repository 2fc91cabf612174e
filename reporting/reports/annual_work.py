"""The annual work report (年度金融消费者权益保护工作报告): gathered, then written."""

from collections.abc import Mapping
from typing import Any

from django.template.base import Template
from django.template.context import Context
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template

from consumer_protection.core.codes import label
from consumer_protection.core.counting import counting
from consumer_protection.core.figures import Fact
from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import Period
from reporting import figures
from reporting.reports.earlier import with_earlier
from reporting.reports.material import annual_tables, declared, organisation
from reporting.reports.outline import Heading, outline
from reporting.reports.text import Section, free_of_places

KIND = "annual_work"


def gather(asker: User, root: Unit, period: Period) -> dict[str, Any]:
    """Everything the report stands on, as plain values. Call it in one snapshot."""
    reader = counting(asker)
    facts = with_earlier(figures.facts(reader, period), reader, period)
    used = figures.registers_used(reader)
    told = {
        "names": _names(asker, period, facts),
        "labels": {code: str(figure.label) for code, figure in figures.BOOK.items()},
        "tables": annual_tables(asker, period),
        "declared": declared(root, period),
        "gaps": [
            label("register", name) for name, is_used in used.items() if not is_used
        ],
        "institution": root.institution_name,
        **organisation(root, asker, period),
    }
    return {"facts": facts, **free_of_places(told)}


def title(institution: str, period: Period) -> str:
    """2024年度 for a year, as such reports are called; other periods by their label."""
    text = f"{period.start.year}年度" if len(period.months) == 12 else period.label
    return outline(KIND).title.format(institution=institution, period=text)


def write(material: Mapping[str, Any], period: Period) -> list[Section]:
    """The sections, figures as places. Pure: the same material, the same text."""
    context = {
        **material,
        "is_reach_approximate": material["tables"]["is_reach_approximate"],
        "period_text": period.label,
    }
    headings = outline(KIND).headings
    return [
        Section(heading.code, heading.level, heading.title, _text(heading, context))
        for heading in headings
    ]


def _text(heading: Heading, context: Mapping[str, Any]) -> str:
    """Plain text, so nothing is escaped here: the door it leaves by does that."""
    try:
        backend: Any = get_template(f"reporting/documents/{KIND}/{heading.code}.txt")
    except TemplateDoesNotExist:
        # A heading above others has no text of its own.
        return ""
    template: Template = backend.template
    written = template.render(Context(dict(context), autoescape=False))
    lines = (line.strip() for line in written.splitlines())
    return "\n".join(line for line in lines if line)


def _names(
    asker: User, period: Period, facts: Mapping[str, Fact]
) -> dict[str, dict[str, str]]:
    """Noun → record id → what people call the record, for the appendix."""
    names: dict[str, dict[str, str]] = {}
    for code, fact in facts.items():
        known = names.setdefault(fact.noun, {})
        if all(str(pk) in known for pk in fact.record_ids):
            continue
        for record in figures.BOOK[code].records(asker, period).select_related():
            known.setdefault(str(record.pk), str(record))
    return names
