"""Which pages the public may open, and what stands on them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.models import OutletContact, PublicPages
from complaints.public import public_actions
from complaints.public.public_forms import PublicPagesForm
from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit


@require_http_methods(["GET", "POST"])
@access(may="institution.manage")
def public_pages(request: StaffRequest) -> HttpResponse:
    root = request.user.unit.root if request.user.unit else None
    if root is None:
        raise Http404
    pages = PublicPages.objects.visible_to(request.user).filter(root=root).first()
    units = Unit.objects.visible_to(request.user).outlets()
    form = PublicPagesForm(
        request.POST if request.method == "POST" else None,
        instance=pages,
        outlets=units.valid_on(timezone.localdate()).order_by("code"),
        contacts=OutletContact.objects.visible_to(request.user),
        version=public_actions.version_of(pages),
    )
    if form.is_bound and form.is_valid():
        kept = (root, form.values(), form.contacts(), form.cleaned_data["version"])
        try:
            public_actions.keep_public_pages(
                *kept, actor=request.user, at=timezone.now()
            )
        except public_actions.PagesRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("complaints:public_pages")
    context: dict[str, Any] = {"form": form, "pages": pages}
    context["history"] = trail.moves_of(pages) if pages else ()
    status = 422 if form.is_bound else 200
    return render(request, "complaints/public_pages.html", context, status=status)
