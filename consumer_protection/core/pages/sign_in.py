"""Signing in and out, and the first sign-in with a one-time code."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from consumer_protection.core import accounts
from consumer_protection.core.forms import FirstSignInForm, SignInForm
from consumer_protection.core.http import access

sign_in = access(public=True)(
    LoginView.as_view(
        template_name="core/sign_in.html",
        authentication_form=SignInForm,
        redirect_authenticated_user=True,
    )
)


class _SignOut(LogoutView):
    """Nothing of the session stays in the browser of a shared machine."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


sign_out = access(public=True)(_SignOut.as_view())


@require_http_methods(["GET", "POST"])
@access(public=True)
def first_sign_in(request: HttpRequest) -> HttpResponse:
    """The code works once and for a day; a wrong one tells nothing about the account."""
    form = FirstSignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = accounts.take_code(form.cleaned_data, at=timezone.now())
        if user is not None:
            login(request, user, backend=settings.SIGN_IN_BACKEND)
            return redirect("home")
        form.add_error(None, form.wrong)
    return render(request, "core/first_sign_in.html", {"form": form})
