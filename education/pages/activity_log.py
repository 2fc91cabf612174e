"""The minute's form: what an outlet did, with its photos, in one go."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.attachments import FileUnfit
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.ledgers.writing import RecordWrong
from consumer_protection.core.record_form import RecordForm
from education import ledgers
from education.doing import photos
from education.forms import PhotosForm
from education.models import Activity
from education.pages.photos import uploads_of
from education.states import LOG

# What the minute at the door asks for; the rest may follow.
_FIRST = (
    "campaign",
    "unit",
    "held_on",
    "name",
    "form",
    "reached",
    "leaflets",
    "consultations",
)


@require_http_methods(["GET", "POST"])
@access(sees="education", may=LOG)
def activity_log(request: StaffRequest) -> HttpResponse:
    """``?campaign=`` and ``?unit=`` choose beforehand what a task knows already."""
    form = _log_form(request)
    if request.method == "POST" and form.is_valid():
        activity = _logged(request, form)
        if activity is not None:
            messages.success(request, _("Saved."))
            return redirect(activity)
    status = 422 if form.is_bound and form.errors else 200
    later = [form[name] for name in form.columns if name not in _FIRST]
    context = {"form": form, "first": [form[name] for name in _FIRST], "later": later}
    return render(request, "education/activity_form.html", context, status=status)


def _log_form(request: StaffRequest) -> RecordForm:
    typed = {"held_on": f"{timezone.localdate():%Y-%m-%d}"}
    own = request.user.unit
    if own is not None and own.kind == "outlet":
        typed["unit"] = own.code
    for name in ("campaign", "unit"):
        if asked := request.GET.get(name):
            typed[name] = asked[:200]
    sent = request.POST if request.method == "POST" else None
    form = RecordForm(ledgers.ACTIVITIES, request.user, sent, typed=typed)
    form.files = request.FILES
    form.fields["photos"] = PhotosForm.base_fields["photos"]
    return form


def _logged(request: StaffRequest, form: RecordForm) -> Activity | None:
    """The activity with its photos, or none: then the form says why and nothing was
    kept."""
    try:
        uploads = uploads_of(form.cleaned_data["photos"])
        return photos.log_activity(
            form.ledger, form.given(), uploads, actor=request.user, at=timezone.now()
        )
    except RecordWrong as wrong:
        form.tell(wrong.problems)
    except FileUnfit as unfit:
        form.add_error("photos", str(unfit))
    return None
