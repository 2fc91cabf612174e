"""What is done with figures of issued reports: entered, corrected, withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, trail
from consumer_protection.core.models import Unit, User
from reporting.models import FiledFigure, IssuedReport

Entry = tuple[Decimal, str]


class FilingRefused(ValueError):
    """Nothing was written; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What names a report that was issued before."""

    title: str
    document_number: str
    issued_on: date
    year: int


@transaction.atomic
def add_issued_report(
    issued: Issued, upload: attachments.Upload, *, root: Unit, actor: User, at: datetime
) -> IssuedReport:
    """Keep a report with its file. Raises FileUnfit, FilingRefused."""
    trail.acting_as(actor)
    own = IssuedReport.objects.filter(root=root, year=issued.year)
    named = {"title": issued.title, "document_number": issued.document_number}
    if own.filter(**named).exists():
        raise FilingRefused(_("This report is there already."))
    report = IssuedReport.objects.create(
        root=root,
        issued_on=issued.issued_on,
        year=issued.year,
        entered_by=actor,
        entered_at=at,
        **named,
    )
    trail.record(report, "added", actor=actor, at=at)
    attachments.attach(report, upload, unit_id=root.pk, actor=actor, at=at)
    return report


@transaction.atomic
def file_figures(
    report: IssuedReport,
    entries: Mapping[tuple[str, str], Entry],
    *,
    actor: User,
    at: datetime,
) -> int:
    """Enter (code, key) → (value, page); returns how many. Raises FilingRefused where
    one stands already: it is corrected or withdrawn first, with a reason."""
    trail.acting_as(actor)
    # One at a time: two reports of one year could both find a figure missing.
    Unit.objects.select_for_update().get(pk=report.root_id)
    standing = _standing(report)
    taken = sorted(code for code, key in entries if (code, key) in standing)
    if taken:
        message = _("These figures of %(year)d are there already: %(codes)s")
        raise FilingRefused(message % {"year": report.year, "codes": "、".join(taken)})
    for (code, key), (value, page) in entries.items():
        figure = FiledFigure.objects.create(
            root_id=report.root_id,
            report=report,
            year=report.year,
            code=code,
            key=key,
            value=value,
            page=page,
            entered_by=actor,
            entered_at=at,
        )
        trail.record(figure, "added", actor=actor, at=at, changes={"value": value})
    if entries:
        told = {"figures": len(entries)}
        trail.record(report, "figures_added", actor=actor, at=at, changes=told)
    return len(entries)


@transaction.atomic
def correct(
    figure: FiledFigure, entry: Entry, *, reason: str, actor: User, at: datetime
) -> None:
    """Another value or page, with the reason. Raises FilingRefused."""
    figure = _locked(figure, actor, reason)
    old = {"value": figure.value, "page": figure.page}
    figure.value, figure.page = entry
    new = {"value": figure.value, "page": figure.page}
    changes = {name: [old[name], new[name]] for name in old if old[name] != new[name]}
    if not changes:
        return
    figure.save(update_fields=["value", "page"])
    trail.record(
        figure, "changed", actor=actor, at=at, note=reason, changes=dict(changes)
    )


@transaction.atomic
def withdraw(figure: FiledFigure, *, reason: str, actor: User, at: datetime) -> None:
    """It stands no more, and stays to be read. Raises FilingRefused."""
    figure = _locked(figure, actor, reason)
    figure.withdrawn_at = at
    figure.save(update_fields=["withdrawn_at"])
    trail.record(figure, "withdrawn", actor=actor, at=at, note=reason)


def _locked(figure: FiledFigure, actor: User, reason: str) -> FiledFigure:
    trail.acting_as(actor)
    if not reason.strip():
        raise FilingRefused(_("Say why."))
    locked: FiledFigure = FiledFigure.objects.select_for_update().get(pk=figure.pk)
    if locked.withdrawn_at is not None:
        raise FilingRefused(_("This figure was withdrawn already."))
    return locked


def _standing(report: IssuedReport) -> set[tuple[str, str]]:
    found = FiledFigure.objects.standing().filter(
        root_id=report.root_id, year=report.year
    )
    return set(found.values_list("code", "key"))
