"""One at a time: whoever asks for, writes, freezes or reopens a report."""

from django.utils.translation import gettext as _

from consumer_protection.core.models import Unit
from reporting.models import ReportRun


class ReportLocked(Exception):
    """The report of this period is frozen; ``run`` is the frozen one."""

    def __init__(self, run: ReportRun) -> None:
        super().__init__(_("This report is frozen. Reopen it first."))
        self.run = run


def lock_reports(root_id: int) -> None:
    """Keep everybody else from changing reports of the institution until the end of
    the transaction. Rows that only point to the unit are written meanwhile."""
    Unit.objects.select_for_update(no_key=True).get(pk=root_id)


def lock_unfrozen(root_id: int, kind: str, period: str) -> None:
    """Raises ReportLocked where the report is frozen, and keeps it from being so."""
    lock_reports(root_id)
    runs = ReportRun.objects.filter(root_id=root_id, kind=kind, period=period)
    frozen = runs.filter(status="frozen").first()
    if frozen is not None:
        raise ReportLocked(frozen)
