"""Minutes, sign-in sheets and excerpts as files."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.governance import documents
from consumer_protection.governance.pages.meeting_work import item_of, meeting_of
from consumer_protection.governance.pages.proposals import proposal_of

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MADE = {
    "pdf": (documents.pdf, "application/pdf"),
    "docx": (documents.docx, _WORD),
}
_PAPERS = {"minutes": documents.minutes, "sign-in": documents.sign_in_sheet}


@require_GET
@access(sees="meetings")
def meeting_paper(
    request: StaffRequest, pk: int, paper: str, form: str
) -> HttpResponse:
    meeting = meeting_of(request, pk)
    if paper not in _PAPERS:
        raise Http404
    made = _PAPERS[paper](meeting, timezone.localtime())
    return _file(made, f"{paper}-{meeting.pk}", form)


@require_GET
@access(sees="meetings")
def excerpt(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    item = item_of(request, pk)
    if not item.resolution:
        raise Http404
    return _file(documents.excerpt(item, timezone.localtime()), f"excerpt-{pk}", form)


@require_GET
@access(sees="meetings")
def proposal_excerpt(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The unit that proposed it does not see the meeting, but what became of it."""
    proposal = proposal_of(request, pk)
    if proposal.status != "answered" or proposal.item is None:
        raise Http404
    paper = documents.excerpt(proposal.item, timezone.localtime())
    return _file(paper, f"excerpt-{proposal.item.pk}", form)


def _file(paper: documents.Paper, name: str, form: str) -> HttpResponse:
    if form not in _MADE:
        raise Http404
    make, media_type = _MADE[form]
    response = HttpResponse(make(paper), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
