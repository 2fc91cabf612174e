"""A built report as a page reads it: every figure a link to its records."""

from typing import Any

from django.utils.html import format_html

from consumer_protection.core.figures import opens_records
from consumer_protection.core.models import User
from reporting.documents import numbered
from reporting.figures import BOOK, records_url
from reporting.models import ReportRun
from reporting.reports.frozen import Frozen
from reporting.reports.text import linked


def read_sections(run: ReportRun, asker: User) -> list[dict[str, Any]]:
    """Headings and paragraphs; nothing before the run is built. A figure is a link
    where the asker may see the records behind it."""
    if run.frozen is None or run.is_unended:
        return []
    frozen = Frozen.from_json(run.frozen)

    def link(code: str, key: str, text: str) -> str:
        if not opens_records(asker, BOOK[code]):
            return text
        url = records_url(code, run.period, key)
        return format_html('<a class="figure" href="{}">{}</a>', url, text)

    return [
        {
            "level": section.level,
            "heading": heading,
            "paragraphs": [
                linked(paragraph, frozen.facts, link)
                for paragraph in section.paragraphs
            ],
        }
        for section, heading in numbered(frozen.sections)
    ]
