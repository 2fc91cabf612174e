"""Tokens of one's own, and for those who manage accounts those of everybody."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import tokens
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import ApiToken, User


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Purpose"),
        max_length=60,
        help_text=gettext_lazy("Which program it is for"),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Valid for days"),
        min_value=1,
        max_value=tokens.MOST_DAYS,
        initial=tokens.DAYS,
    )
    may_write = forms.BooleanField(label=gettext_lazy("May also write"), required=False)


@access(may="api.use")
def token_list(request: StaffRequest) -> HttpResponse:
    """The secret is on the answer to the making, and on no other page."""
    secret, form = "", TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = tokens.Wish(**form.cleaned_data)
        at = timezone.now()
        _token, secret = tokens.issue(request.user, wish, actor=request.user, at=at)
        form = TokenForm()
    own = _visible(request.user).filter(owner=request.user)
    context = {
        "title": _("My tokens"),
        "form": form,
        "secret": secret,
        "tokens": _with_state(own, timezone.now()),
    }
    return render(request, "core/token_list.html", context)


@require_GET
@access(may="accounts.manage")
def all_tokens(request: StaffRequest) -> HttpResponse:
    found = _with_state(_visible(request.user), timezone.now())
    context = {"title": _("All tokens"), "tokens": found}
    return render(request, "core/token_list.html", context)


@require_POST
@access()
def token_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    tokens.revoke(token, actor=request.user, at=timezone.now())
    messages.success(request, _("The token is revoked."))
    is_own = token.owner_id == request.user.pk and request.user.scope.allows("api.use")
    return redirect("core:token_list" if is_own else "core:all_tokens")


def _visible(user: User) -> Any:
    return ApiToken.objects.visible_to(user).select_related("owner")


def _with_state(found: Any, now: datetime) -> list[tuple[ApiToken, bool]]:
    return [(token, token.is_valid(now)) for token in found[:200]]
