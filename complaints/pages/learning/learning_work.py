"""Recording sanctions, answering suggestions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints.learning import learning_actions as actions
from complaints.learning.forms import SanctionForm, SuggestionForm
from complaints.learning.queries import staff_of
from complaints.models import Complaint, Problem
from complaints.pages.learning.learning_doing import answered, posted
from complaints.pages.learning.suggestions import SUGGESTIONS, answer_of
from consumer_protection.core import pii
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit

_FORM = ["GET", "POST"]


@require_http_methods(_FORM)
@access(sees="complaints", may=actions.MAY_SANCTION)
def case_sanction(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Complaint.objects.visible_to(request.user)
    return _add(request, get_object_or_404(visible, pk=pk))


@require_http_methods(_FORM)
@access(sees="complaints", may=actions.MAY_SANCTION)
def problem_sanction(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Problem.objects.visible_to(request.user)
    return _add(request, get_object_or_404(visible, pk=pk))


def _add(request: StaffRequest, subject: Any) -> HttpResponse:
    initial = {
        "unit": subject.unit_id,
        "account": getattr(subject, "complained_account_id", None),
        "decided_on": timezone.localdate(),
    }
    form = SanctionForm(
        posted(request),
        units=Unit.objects.visible_to(request.user),
        people=staff_of(request.user),
        initial=initial,
    )
    return answered(
        request,
        form,
        lambda at: actions.add_sanction(
            subject, form.cleaned_data, actor=request.user, at=at
        ),
        title=_("Record a sanction"),
        back=subject,
    )


@require_http_methods(_FORM)
@access(sees="complaints", may=actions.MAY_ANSWER)
def suggestion_answer(request: StaffRequest, pk: int) -> HttpResponse:
    case: Complaint = get_object_or_404(SUGGESTIONS.visible_to(request.user), pk=pk)
    answer = answer_of(case)
    names = SuggestionForm.base_fields
    initial = {name: getattr(answer, name) for name in names} if answer else None
    units = Unit.objects.visible_to(request.user)
    form = SuggestionForm(posted(request), units=units, initial=initial)

    def write(at: Any) -> None:
        actions.answer_suggestion(case, form.cleaned_data, actor=request.user, at=at)

    back = reverse("complaints:suggestion_detail", args=[case.pk])
    return answered(
        request,
        form,
        write,
        title=_("Answer the suggestion"),
        back=back,
        back_label=case,
        hint=pii.mask_text(case.description),
    )
