"""A letter on paper, as PDF or in Word."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from complaints.letters import documents
from complaints.models import Letter
from complaints.models.letter import BLOCKS
from complaints.pages.cases.letters import letter_of
from consumer_protection.core import pii, reveal
from consumer_protection.core.http import StaffRequest, access

_HANDLE = "complaints.handle"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MADE = {
    "pdf": (documents.letter_pdf, "application/pdf"),
    "docx": (documents.letter_docx, _WORD),
}
_NAMELESS = "尊敬的客户"


@require_GET
@access(sees="complaints", may=_HANDLE)
def letter_file(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """To read and to check: personal data stays hidden."""
    letter = letter_of(request, pk)
    for name in BLOCKS:
        # Of this copy alone; it is never saved.
        setattr(letter, name, pii.mask_text(getattr(letter, name)))
    return _file(letter, pii.mask_name(letter.complaint.complainant), form)


@require_POST
@access(sees="complaints", may="pii.reveal")
def letter_whole(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """To send: with the whole name, for a reason, which the trail then tells."""
    letter = letter_of(request, pk)
    reason = request.POST.get("reason", "").strip()[:500]
    if refusal := reveal.why_not(request.user, reason):
        messages.error(request, refusal)
        return redirect("complaints:letter_detail", pk)
    response = _file(letter, letter.complaint.complainant, form)
    reveal.tell(letter.complaint, request.user, reason)
    return response


def _file(letter: Letter, addressee: str, form: str) -> HttpResponse:
    if form not in _MADE:
        raise Http404
    make, media_type = _MADE[form]
    content = make(letter, addressee or _NAMELESS)
    response = HttpResponse(content, content_type=media_type)
    name = f"letter-{letter.pk}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
