"""Writing the text of a report's section while its figures stay live."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consumer_protection.core.http import StaffRequest, access
from reporting import editing
from reporting.locking import ReportLocked
from reporting.models import ReportRun, SectionText
from reporting.pages.reading import written
from reporting.reports.frozen import Frozen
from reporting.reports.offered import known_figures, offers
from reporting.reports.text import Section
from reporting.reports.typed import LONGEST, read_typed, typed


@access(may="reports.edit")
def section_edit(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """Shown as it stands, or as ``?version=`` had it; a stale text is shown beside
    the one that stands now, and may then be saved over it."""
    run, frozen, chosen = _opened(request, pk, section)
    spot = editing.Spot.of(run, section)
    texts = SectionText.objects.visible_to(request.user).select_related("saved_by")
    own = texts.of_report(run.root_id, run.kind, run.period).filter(section=section)
    versions = list(own)
    context: dict[str, Any] = {
        "run": run,
        "section": chosen,
        "versions": [(one, typed(one.text)) for one in versions],
        "proposed": typed(_proposed(chosen)),
        "is_own": bool(versions) and not versions[0].is_proposed,
        "version": versions[0].version if versions else 0,
        "text": _given(request, versions, chosen),
        "offers": [asdict(offer) for offer in offers(frozen)],
        "longest": LONGEST,
    }
    status = 200
    if request.method == "POST":
        read = read_typed(context["text"], known_figures(frozen))
        if not read.problems:
            try:
                editing.save_text(
                    spot,
                    read.text,
                    version=_version(request),
                    actor=request.user,
                    at=timezone.now(),
                )
            except editing.TextStale as stale:
                standing = stale.standing
                context |= {
                    "stale": standing,
                    "stale_text": typed(standing.text or _proposed(chosen)),
                    "version": standing.version,
                }
                return render(request, _PAGE, context, status=409)
            except ReportLocked as locked:
                messages.error(request, str(locked))
                return redirect(locked.run)
            messages.success(
                request, _("The text is saved. It stands from the next build on.")
            )
            return redirect(run)
        context |= {"problems": read.problems, "version": _version(request)}
        status = 422
    return render(request, _PAGE, context, status=status)


@require_POST
@access(may="reports.edit")
def section_preview(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """What the text would say with the figures of this build, and what is wrong."""
    _run, frozen, _chosen = _opened(request, pk, section)
    read = read_typed(request.POST.get("text", ""), known_figures(frozen))
    own = Section(section, 0, "", read.text)
    context = {
        "paragraphs": written(own, frozen, request.user),
        "problems": read.problems,
    }
    return render(request, "reporting/_preview.html", context)


@require_POST
@access(may="reports.edit")
def section_proposed(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """Back to the proposed text."""
    run, _frozen, _chosen = _opened(request, pk, section)
    try:
        editing.propose_again(
            editing.Spot.of(run, section),
            version=_version(request),
            actor=request.user,
            at=timezone.now(),
        )
    except editing.TextStale as stale:
        messages.error(request, str(stale))
        return redirect("reporting:section_edit", pk, section)
    except ReportLocked as locked:
        messages.error(request, str(locked))
        return redirect(locked.run)
    messages.success(
        request, _("The section says what the report proposes from the next build on.")
    )
    return redirect(run)


_PAGE = "reporting/section_edit.html"


def _opened(
    request: StaffRequest, pk: int, code: str
) -> tuple[ReportRun, Frozen, Section]:
    readable = ReportRun.objects.visible_to(request.user).readable()
    run = get_object_or_404(readable, pk=pk)
    frozen = Frozen.from_json(run.frozen or {})
    for section in frozen.sections:
        if section.code == code:
            return run, frozen, section
    raise Http404


def _proposed(section: Section) -> str:
    return section.text if section.proposed is None else section.proposed


def _given(request: StaffRequest, versions: list[SectionText], chosen: Section) -> str:
    """What stands in the field: what was sent, the version asked for, the last one."""
    if request.method == "POST":
        return request.POST.get("text", "")
    wanted = request.GET.get("version", "")
    found = [one for one in versions if str(one.version) == wanted] or versions[:1]
    own = found[0].text if found else ""
    return typed(own or _proposed(chosen))


def _version(request: StaffRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1
