"""Freezing a built report, and opening it again."""

from datetime import datetime

from django.db import transaction

from consumer_protection.core.models import User
from consumer_protection.core.transitions import make_move
from reporting.locking import lock_reports
from reporting.models import ReportRun


@transaction.atomic
def freeze_report(run: ReportRun, *, actor: User, at: datetime, note: str = "") -> None:
    """From now on these files are the report. Raises MoveRefused."""
    lock_reports(run.root_id)
    make_move(run, "freeze", actor=actor, at=at, note=note, told=_contents(run))


@transaction.atomic
def reopen_report(run: ReportRun, *, actor: User, at: datetime, note: str) -> None:
    """Texts and builds are possible again; the files that were frozen stay, and the
    trail says which they are. Raises MoveRefused."""
    lock_reports(run.root_id)
    make_move(run, "reopen", actor=actor, at=at, note=note, told=_contents(run))


def _contents(run: ReportRun) -> dict[str, object]:
    hashes = {one.name: one.sha256 for one in run.files.all()}
    return {"content_sha256": run.content_sha256, "files": hashes}
