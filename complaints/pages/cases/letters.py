"""Letters of a case: written, issued, told, taken as PDF or Word."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from complaints import states
from complaints.case_forms import LetterForm, NoticeForm
from complaints.letters import lettering
from complaints.models import Letter
from complaints.models.letter import BLOCKS
from complaints.pages.doing import answered, case_of, upload
from consumer_protection.core import trail
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused

_HANDLE = "complaints.handle"


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def letter_new(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    case = case_of(request, pk)
    if kind not in code_list("letter_kind").labels:
        raise Http404
    initial = lettering.proposed(case, kind)
    form = LetterForm(request.POST or None, blocks=_blocks(kind), initial=initial)

    def write(at: datetime) -> None:
        texts = form.cleaned_data
        lettering.keep_draft(case, kind, texts, actor=request.user, at=at)

    return answered(request, case, form, label("letter_kind", kind), write)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def letter_edit(request: StaffRequest, pk: int) -> HttpResponse:
    letter = letter_of(request, pk)
    case = letter.complaint
    initial = {name: getattr(letter, name) for name in BLOCKS}
    form = LetterForm(
        request.POST or None, blocks=_blocks(letter.kind), initial=initial
    )

    def write(at: datetime) -> None:
        texts = form.cleaned_data
        lettering.keep_draft(
            case, letter.kind, texts, letter, actor=request.user, at=at
        )

    return answered(request, case, form, label("letter_kind", letter.kind), write)


@require_GET
@access(sees="complaints")
def letter_detail(request: StaffRequest, pk: int) -> HttpResponse:
    letter = letter_of(request, pk)
    context = {
        "letter": letter,
        "case": letter.complaint,
        "blocks": [
            (one.verbose_name, getattr(letter, one.name))
            for one in Letter._meta.concrete_fields
            if one.name in _blocks(letter.kind)
        ],
        "may_handle": request.user.scope.allows(_HANDLE),
        "may_reveal": request.user.scope.allows("pii.reveal"),
        "history": trail.moves_of(letter),
    }
    return render(request, "complaints/letter.html", context)


@require_POST
@access(sees="complaints", may=_HANDLE)
def letter_issue(request: StaffRequest, pk: int) -> HttpResponse:
    letter = letter_of(request, pk)
    try:
        lettering.issue(letter, actor=request.user, at=timezone.now())
    except MoveRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Issued: %s") % letter.number)
    return redirect("complaints:letter_detail", pk)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def letter_tell(request: StaffRequest, pk: int) -> HttpResponse:
    letter = letter_of(request, pk)
    is_post = request.method == "POST"
    initial = {"on": timezone.localdate()}
    form = (
        NoticeForm(request.POST, request.FILES)
        if is_post
        else NoticeForm(initial=initial)
    )

    def write(at: datetime) -> None:
        data = form.cleaned_data
        notice = lettering.Notice(
            data["on"], data["method"], data["proof"], upload(data["file"])
        )
        lettering.tell(letter, notice, actor=request.user, at=at)

    return answered(
        request, letter.complaint, form, _("Told to the complainant"), write
    )


def letter_of(request: StaffRequest, pk: int) -> Letter:
    visible = Letter.objects.visible_to(request.user)
    found: Letter = get_object_or_404(
        visible.select_related("complaint__unit", "complaint__root"), pk=pk
    )
    return found


def _blocks(kind: str) -> tuple[str, ...]:
    return BLOCKS if kind in states.WITH_BLOCKS else ("result",)
