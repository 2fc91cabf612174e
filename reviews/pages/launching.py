"""From conclusion to customers: the letter, and the released file."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.http import StaffRequest, access
from reviews import documents, states, texts
from reviews.doing import launching
from reviews.forms import ReasonForm, ReleaseForm
from reviews.models import Release
from reviews.pages.doing import answered, data_of, review_of, upload

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MADE = {
    "pdf": (documents.letter_pdf, "application/pdf"),
    "docx": (documents.letter_docx, _WORD),
}


@require_GET
@access(sees="reviews")
def review_letter(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The opinion letter of a concluded review."""
    review = review_of(request, pk)
    if form not in _MADE or not review.letter_number:
        raise Http404
    make, media_type = _MADE[form]
    response = HttpResponse(make(review), content_type=media_type)
    name = f"{documents.TITLE}{review.letter_number}.{form}"
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    return response


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.SUBMIT)
def release_add(request: StaffRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    data, files = data_of(request)
    form = ReleaseForm(data, files, approved=launching.approved(review))

    def write(at: datetime) -> None:
        told = form.cleaned_data
        file = upload(told["file"])
        if file is not None:
            launching.keep_release(
                review, told["material"], file, actor=request.user, at=at
            )

    hint = _("It is compared with the approved file by its digest.")
    return answered(request, review, form, _("Released file"), write, hint=hint)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.SUBMIT)
def release_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """The difference side by side, and why it is right."""
    review = review_of(request, pk)
    visible = Release.objects.visible_to(request.user)
    related = visible.select_related("file", "material__kept_text")
    release: Release = get_object_or_404(related, review=review, is_same=False)
    form = ReasonForm(data_of(request)[0], initial={"reason": release.reason})

    def write(at: datetime) -> None:
        reason = form.cleaned_data["reason"]
        launching.confirm_release(review, reason, actor=request.user, at=at)

    return answered(
        request,
        review,
        form,
        _("Explain the difference"),
        write,
        difference=_difference(release),
        heads=(release.material, release.file.name),
        is_unreadable=not (release.material.text and _said(release)),
    )


def _said(release: Release) -> str:
    return texts.read_text(launching.file_of(release))


def _difference(release: Release) -> texts.Difference | None:
    approved, released = release.material.text, _said(release)
    return texts.difference(approved, released) if approved and released else None
