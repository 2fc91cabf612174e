"""What is done to cases chosen on the list: asked for, carried out, told case by case."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from complaints.chosen import chosen_actions
from complaints.chosen.chosen_forms import AssignForm
from complaints.helping import task_actions
from complaints.helping.task_forms import UrgeForm
from complaints.learning import queries as learning_queries
from complaints.models import CaseRun, Complaint
from complaints.models.beside.case_run import MOST
from complaints.registering import CaseRefused
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User

_HANDLE = "complaints.handle"
_TITLES = {
    "assign": gettext_lazy("Assign chosen cases"),
    "urge": gettext_lazy("Urge chosen cases"),
}


@require_http_methods(["GET", "POST"])
@access(sees="complaints")
def chosen(request: StaffRequest, act: str) -> HttpResponse:
    """The ticks arrive by GET, so that nothing happens yet; what is to be done with
    them by POST, once for each form."""
    sent = request.POST if request.method == "POST" else request.GET
    ids, back = _ids(sent), sent.get("back", "")[:500]
    if not 0 < len(ids) <= MOST:
        messages.error(
            request, _("Choose between 1 and %(most)d cases.") % {"most": MOST}
        )
        return redirect(_list(back))
    if act == "export":
        told = ",".join(map(str, ids))
        return redirect(f"{reverse('complaints:complaint_export')}?chosen={told}")
    form = _form(act, request)
    if request.method == "POST" and form.is_valid():
        run = _carried_out(request, act, ids, form)
        if run is not None:
            door = reverse("complaints:chosen_run", args=[run.uid])
            return redirect(f"{door}?{_query(back)}")
    cases = Complaint.objects.visible_to(request.user).filter(pk__in=ids)
    context = {
        "form": form,
        "title": _TITLES[act],
        "cases": cases.select_related("unit", "handling_unit").order_by("due_on", "pk"),
        "ids": ",".join(map(str, ids)),
        "uid": sent.get("uid") or uuid4(),
        "back": back,
        "list_url": _list(back),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/chosen.html", context, status=status)


@require_GET
@access(sees="complaints")
def chosen_run(request: StaffRequest, uid: UUID) -> HttpResponse:
    """What became of each case; those left are not the asker's to see, or were not
    reached."""
    run = get_object_or_404(CaseRun.objects.visible_to(request.user), uid=uid)
    seen = Complaint.objects.visible_to(request.user)
    own = run.lines.filter(complaint__in=seen).select_related("complaint__unit")
    lines = list(own.order_by("is_done", "pk"))
    done = sum(one.is_done for one in lines)
    context = {
        "run": run,
        "title": _TITLES.get(run.act, run.act),
        "lines": lines,
        "done": done,
        "refused": len(lines) - done,
        "left": len(run.asked) - len(lines),
        "list_url": _list(request.GET.get("back", "")),
    }
    return render(request, "complaints/chosen_run.html", context)


def _ids(sent: QueryDict) -> list[int]:
    """All of the page where that was ticked, else the ticked ones; what is no id is
    left out."""
    texts = [part for one in sent.getlist("chosen") for part in one.split(",")]
    if sent.get("all"):
        texts = sent.get("page", "").split(",")
    known = [one for one in texts if one.isascii() and one.isdigit() and len(one) < 19]
    return list(dict.fromkeys(int(one) for one in known))


def _form(act: str, request: StaffRequest) -> Any:
    user, data = request.user, request.POST if request.method == "POST" else None
    if act == "assign":
        if not user.scope.allows(_HANDLE):
            raise PermissionDenied
        units = Unit.objects.visible_to(user).valid_on(timezone.localdate())
        able = learning_queries.staff_of(user).allowed(_HANDLE)
        return AssignForm(data, units=units, staff=able)
    if act == "urge":
        may = task_actions.MAY_URGE.items()
        kinds = [kind for kind, clearance in may if user.scope.allows(clearance)]
        if not kinds:
            raise PermissionDenied
        return UrgeForm(data, kinds=kinds)
    raise Http404


def _carried_out(
    request: StaffRequest, act: str, ids: list[int], form: Any
) -> CaseRun | None:
    """The run, or None once the form says why there is none."""
    at = timezone.now()
    try:
        uid = UUID(request.POST.get("uid", ""))
        deed = _deed(act, form.cleaned_data, request.user, at)
        return chosen_actions.carry_out(uid, act, ids, deed, actor=request.user, at=at)
    except CaseRefused as error:
        form.add_error(None, str(error))
    except ValueError:
        form.add_error(None, _("This form is damaged: choose the cases again."))
    return None


def _deed(act: str, asked: dict[str, Any], user: User, at: datetime) -> Any:
    if act == "assign":
        unit, handler = asked["handling_unit"], asked["handler"]
        return chosen_actions.assigning(unit, handler, actor=user, at=at)
    return chosen_actions.urging(asked["kind"], asked["text"], actor=user, at=at)


def _query(back: str) -> str:
    query = QueryDict(mutable=True)
    query["back"] = back
    return query.urlencode()


def _list(back: str) -> str:
    """The list as it was filtered; anything else in ``back`` is only its query."""
    return f"{reverse('complaints:complaint_list')}?{QueryDict(back).urlencode()}"
