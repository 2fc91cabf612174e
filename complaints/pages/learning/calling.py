"""The call-back desk: the sample, the next call, the script, the second round."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from complaints.learning import call_actions as actions
from complaints.learning.call_forms import CallForm
from complaints.learning.forms import ReplyForm
from complaints.learning.queries import call_script, call_variables, waiting_calls
from complaints.models import CallBack
from complaints.pages.learning.call_backs import CALL_BACKS, HANDLE, SECOND_ROUNDS
from complaints.pages.learning.learning_doing import answered, posted
from consumer_protection.core import pii
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused


@require_POST
@access(sees="complaints", may=HANDLE)
def call_plan(request: StaffRequest) -> HttpResponse:
    count = actions.plan_call_backs(request.user, timezone.now())
    said = gettext("Call-backs drawn: %(n)d")
    messages.success(request, said % {"n": count})
    return redirect("complaints:callback_list")


@require_GET
@access(sees="complaints", may=HANDLE)
def call_next(request: StaffRequest) -> HttpResponse:
    """The first that this person may make: due first, not tried today."""
    found = waiting_calls(request.user, timezone.localdate()).first()
    if found is None:
        messages.info(request, gettext("No call-back waits for you today."))
        return redirect("complaints:callback_list")
    return redirect("complaints:call", found.pk)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=HANDLE)
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """The script with what is known of the case, and the form of one try."""
    found: CallBack = get_object_or_404(CALL_BACKS.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    form = CallForm(
        posted(request),
        script=call_script(today),
        known=call_variables(found, request.user),
    )
    if request.method == "POST" and form.is_valid() and _kept(request, found, form):
        return redirect("complaints:call_next")
    case = found.complaint
    context = {
        "call": found,
        "case": case,
        "form": form,
        "attempts": found.attempts.select_related("caller"),
        "refusal": found.why_not_call(request.user),
        "waiting": waiting_calls(request.user, today).count(),
        "phone": pii.mask_number(case.phone),
        "complainant": pii.mask_name(case.complainant),
        "may_reveal": request.user.scope.allows("pii.reveal"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/call.html", context, status=status)


def _kept(request: StaffRequest, found: CallBack, form: CallForm) -> bool:
    given = form.cleaned_data
    is_reached = given["is_reached"]
    made = actions.Call(
        is_reached,
        given["remark"],
        given["satisfaction"] if is_reached else "",
        form.answers if is_reached else {},
    )
    try:
        actions.keep_call(found, made, actor=request.user, at=timezone.now())
    except MoveRefused as error:
        found.refresh_from_db()
        form.add_error(None, str(error))
        return False
    messages.success(request, gettext("Saved."))
    return True


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=HANDLE)
def second_answer(request: StaffRequest, pk: int) -> HttpResponse:
    second = get_object_or_404(SECOND_ROUNDS.visible_to(request.user), pk=pk)
    form = ReplyForm(posted(request), initial={"answer": second.answer})

    def write(at: Any) -> None:
        text = form.cleaned_data["answer"]
        actions.answer_second_round(second, text, actor=request.user, at=at)

    return answered(
        request,
        form,
        write,
        title=_("Answer the second round"),
        back=second,
        hint=_("Afterwards the complainant is called once more."),
    )
