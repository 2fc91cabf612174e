"""A built report as a page reads it: every figure a link to its records."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from consumer_protection.core.documents.drawing import drawn
from consumer_protection.core.figures import opens_records
from consumer_protection.core.models import User
from reporting.documents import numbered
from reporting.figures import BOOK, records_url
from reporting.models import ReportRun
from reporting.reports.charts import charts_of
from reporting.reports.frozen import Frozen
from reporting.reports.text import Section, linked

# The section that tells of the complaints received.
_DRAWN_IN = "complaints.management"


def read_sections(run: ReportRun, asker: User) -> list[dict[str, Any]]:
    """Headings and paragraphs; nothing before the run is built. A section is
    ``unbuilt`` where its text was changed since."""
    if run.frozen is None or not run.is_readable:
        return []
    frozen = Frozen.from_json(run.frozen)
    unbuilt = run.unbuilt_sections()
    planes = [drawn(chart) for chart in charts_of(frozen).values()]
    return [
        {
            "code": section.code,
            "name": section.name,
            "level": section.level,
            "heading": heading,
            "edited": section.edited,
            "unbuilt": section.code in unbuilt,
            "paragraphs": written(section, frozen, asker),
            "planes": planes if section.code == _DRAWN_IN else [],
        }
        for section, heading in numbered(frozen.sections)
    ]


def written(section: Section, frozen: Frozen, asker: User) -> list[SafeString]:
    """The paragraphs as HTML; a figure is a link where the asker may see the records
    behind it."""

    def link(code: str, key: str, text: str) -> str:
        figure = BOOK.get(code)
        if figure is None or not opens_records(asker, figure):
            return text
        url = records_url(code, frozen.period, key)
        return format_html('<a class="figure" href="{}">{}</a>', url, text)

    return [linked(paragraph, frozen.facts, link) for paragraph in section.paragraphs]
