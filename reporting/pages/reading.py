"""A built report as a page reads it: every figure a link to its records."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reporting.documents import numbered
from reporting.figures import records_url
from reporting.models import ReportRun
from reporting.reports.frozen import Frozen
from reporting.reports.text import linked


def read_sections(run: ReportRun) -> list[dict[str, Any]]:
    """Headings and paragraphs; nothing before the run is built."""
    if run.frozen is None or run.is_unended:
        return []
    frozen = Frozen.from_json(run.frozen)

    def link(code: str, key: str, text: str) -> str:
        url = records_url(code, run.period, key)
        return format_html('<a class="figure" href="{}">{}</a>', url, text)

    return [
        {
            "level": section.level,
            "heading": heading,
            "paragraphs": [
                _safe(linked(paragraph, frozen.facts, link))
                for paragraph in section.paragraphs
            ],
        }
        for section, heading in numbered(frozen.sections)
    ]


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308
