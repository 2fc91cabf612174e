"""A report's files: plain values in, bytes out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html

from consumer_protection.core.documents.drawing import drawn
from consumer_protection.core.documents.pdf import PdfAttachment, render_pdf
from consumer_protection.core.documents.titles import broken_title
from reporting.annexes import compared, shortened
from reporting.reports.charts import charts_of
from reporting.reports.frozen import Frozen, content_hash
from reporting.reports.sources import sources
from reporting.reports.text import Section, linked

_NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Paper:
    """What the document template needs of a report."""

    title: str
    organisation: str
    date_text: str
    is_draft: bool
    is_demo: bool


def report_json(frozen: Frozen, as_of: datetime) -> bytes:
    """The data file; its hash covers everything but the moment and itself."""
    content = frozen.content()
    whole = {
        **content,
        "as_of": timezone.localtime(as_of).isoformat(timespec="seconds"),
        "content_sha256": content_hash(content),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def report_html(
    frozen: Frozen, as_of: datetime, *, is_draft: bool, is_demo: bool
) -> str:
    """The whole document; its text is escaped here and nowhere trusted before."""
    paper = Paper(
        broken_title(frozen.title),
        frozen.institution,
        day_text(as_of),
        is_draft,
        is_demo,
    )
    references = {code: number for number, code in enumerate(frozen.facts, 1)}

    def link(code: str, key: str, text: str) -> str:
        number = references[code]
        anchor = format_html('<a class="figure" href="#fig-{}">{}</a>', number, text)
        mark = "" if key else format_html('<sup class="ref">[{}]</sup>', number)
        return format_html("{}{}", anchor, mark)

    context = {
        "document": paper,
        "sections": [
            {
                "level": section.level,
                "heading": heading,
                "paragraphs": [
                    linked(paragraph, frozen.facts, link)
                    for paragraph in section.paragraphs
                ],
            }
            for section, heading in numbered(frozen.sections)
        ],
        "tables": shortened(frozen.tables),
        "compared": compared(frozen),
        "breakdowns": breakdown_tables(frozen),
        "sources": sources(frozen),
    }
    return render_to_string(f"reporting/documents/{frozen.kind}.html", context)


def report_pdf(
    frozen: Frozen,
    as_of: datetime,
    *,
    is_draft: bool,
    is_demo: bool,
    inside: Sequence[PdfAttachment] = (),
) -> bytes:
    """``inside`` are the files put into the PDF. Raises RenderFailed."""
    html = report_html(frozen, as_of, is_draft=is_draft, is_demo=is_demo)
    return render_pdf(
        html,
        title=frozen.title,
        author=frozen.institution,
        created=as_of,
        attachments=inside,
    )


def day_text(as_of: datetime) -> str:
    day = timezone.localtime(as_of)
    return f"{day.year}年{day.month}月{day.day}日"


def numbered(sections: list[Section]) -> Iterator[tuple[Section, str]]:
    """Each section with its heading numbered 一、 （一） 1. by its level."""
    counts = [0, 0, 0, 0]
    for section in sections:
        if not section.title:
            yield section, ""
            continue
        counts[section.level] += 1
        counts[section.level + 1 :] = [0] * (3 - section.level)
        number = counts[section.level]
        marks = ("", f"{numeral(number)}、", f"（{numeral(number)}）", f"{number}.")
        yield section, marks[section.level] + section.title


def numeral(number: int) -> str:
    """1…99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _NUMERALS[number]
    head = "" if tens == 1 else _NUMERALS[tens]
    return f"{head}十{_NUMERALS[ones] if ones else ''}"


def breakdown_tables(frozen: Frozen) -> list[dict[str, Any]]:
    """The tables of the complaint statistics: each division with shares, some drawn."""
    tables, charts = [], charts_of(frozen)
    for code, fact in frozen.facts.items():
        if not code.startswith("complaints.received.") or not isinstance(
            fact.value, dict
        ):
            continue
        total = sum(fact.value.values())
        rows = [
            {
                "label": fact.labels.get(key, key),
                "count": count,
                "share": _share(count, total),
            }
            for key, count in fact.value.items()
        ]
        chart = charts.get(code)
        tables.append(
            {
                "title": frozen.labels[code],
                "rows": rows,
                "total": total,
                "chart": chart,
                "plane": drawn(chart) if chart else None,
            }
        )
    return tables


def _share(count: int, total: int) -> str:
    return f"{count * 100 / total:.1f}%" if total else "—"
