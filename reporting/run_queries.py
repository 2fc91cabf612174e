"""What pages ask of report runs: who took files, which build came before, whose hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.scope import Asker
from reporting.models import ReportFile, ReportRun

DOWNLOADED = "reporting.reportrun.downloaded"


@dataclass(frozen=True, slots=True)
class Download:
    file: str
    by: User | None
    at: datetime


def downloads(run: ReportRun) -> Iterator[Download]:
    """Who took which file, newest first; kept by the trail."""
    for entry in trail.of_record(run).filter(action=DOWNLOADED).reverse():
        name = str(entry.changes.get("file", ""))
        yield Download(name, entry.actor, entry.happened_at)


def earlier_builds(run: ReportRun) -> QuerySet[ReportRun]:
    """Builds of the same report whose figures were taken before this one's, newest
    first."""
    beside = ReportRun.objects.beside(run).readable().filter(as_of__lt=run.as_of)
    return beside.select_related("requested_by").order_by("-as_of")


def files_with(sha256: str, asker: Asker) -> QuerySet[ReportFile]:
    """Files of reports with this hash."""
    runs = ReportRun.objects.visible_to(asker)
    found = ReportFile.objects.filter(sha256=sha256, run__in=runs)
    return found.select_related("run").order_by("-pk")


def runs_with(sha256: str, asker: Asker) -> QuerySet[ReportRun]:
    """Builds whose content has this hash."""
    found = ReportRun.objects.visible_to(asker).readable()
    return found.filter(content_sha256=sha256)
