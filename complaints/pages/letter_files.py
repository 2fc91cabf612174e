"""A letter on paper, as PDF or in Word."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from complaints import documents
from complaints.pages.letters import letter_of
from consumer_protection.core import pii, trail
from consumer_protection.core.http import StaffRequest, access

_HANDLE = "complaints.handle"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MADE = {
    "pdf": (documents.letter_pdf, "application/pdf"),
    "docx": (documents.letter_docx, _WORD),
}


@require_GET
@access(sees="complaints", may=_HANDLE)
def letter_file(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """With the whole name for those who may see it, which the trail then tells."""
    letter = letter_of(request, pk)
    if form not in _MADE:
        raise Http404
    case, name = letter.complaint, letter.complaint.complainant
    if request.user.scope.allows("pii.reveal"):
        note = letter.number or str(letter.pk)
        at = timezone.now()
        trail.record(case, "revealed", actor=request.user, at=at, note=note)
    else:
        name = pii.mask_name(name)
    make, media_type = _MADE[form]
    content = make(letter, name or "尊敬的客户")
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="letter-{pk}.{form}"'
    return response
