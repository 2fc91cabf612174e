"""The institution and its logo, in the first run and afterwards."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core import files, first_run, organisation, trail
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User
from consumer_protection.core.pages.setup_frame import setup_frame
from consumer_protection.core.unit_forms import InstitutionForm, UploadForm

_UNIT_FIELDS = ("name", "short_name", "code")
_OWN = ("letters", "region")


@require_http_methods(["GET", "POST"])
@access(setup=True, may="institution.manage")
def institution(request: HttpRequest) -> HttpResponse:
    """Made here once, changed here ever after."""
    actor = first_run.actor_for(request.user)
    root = _root(actor)
    form = InstitutionForm(
        request.POST or None, request.FILES or None, initial=_initial(root)
    )
    if request.method == "POST" and form.is_valid() and _write(root, form, actor):
        messages.success(request, _("Saved."))
        return redirect("core:setup" if root is None else "core:setup_institution")
    context = {
        **setup_frame(request, "institution"),
        "form": form,
        "root": root,
        "history": trail.moves_of(root) if root else (),
        "upload": None if root else UploadForm(),
    }
    return render(request, "core/setup_institution.html", context)


@require_GET
@access()
def logo(request: StaffRequest) -> FileResponse:
    unit = request.user.unit
    own = getattr(unit.root if unit else None, "institution", None)
    if own is None or own.logo is None:
        raise Http404
    path = files.path_of(own.logo)
    if not path.exists():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")


def _root(actor: User) -> Unit | None:
    return Unit.objects.visible_to(actor).filter(parent=None).order_by("pk").first()


def _initial(root: Unit | None) -> dict[str, Any]:
    if root is None:
        return {}
    own = getattr(root, "institution", None)
    return {name: getattr(root, name) for name in _UNIT_FIELDS} | {
        name: getattr(own, name, "") for name in _OWN
    }


def _write(root: Unit | None, form: InstitutionForm, actor: User) -> bool:
    """Whether it was written; otherwise the form says why not."""
    data, at = form.cleaned_data, timezone.now()
    unit_values = {name: data[name] for name in _UNIT_FIELDS}
    own = {name: data[name] for name in _OWN}
    try:
        if root is None:
            made = Unit(kind="legal_person", **unit_values)
            root = organisation.add_unit(made, actor=actor, at=at, own=own)
        else:
            organisation.change_unit(root, {**unit_values, **own}, actor=actor, at=at)
    except organisation.OrganisationRefused as error:
        form.add_error(error.field or None, str(error))
        return False
    if data["logo"] or data["without_logo"]:
        organisation.keep_logo(root.institution, data["logo"], actor=actor, at=at)
    return True
