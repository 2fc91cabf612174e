"""Forms of the foundation."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User


class SignInForm(AuthenticationForm):
    """Staff number and password; the message is the same for every failure."""

    error_messages = {
        "invalid_login": _("Staff number or password is wrong."),
        "inactive": _("Staff number or password is wrong."),
    }


class FirstSignInForm(forms.Form):
    wrong = _("Staff number or code is wrong, or the code has run out.")

    staff_number = forms.CharField(
        label=_("Staff number"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    code = forms.CharField(
        label=_("One-time code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    password = forms.CharField(
        label=_("New password"),
        help_text=_(
            "At least 12 characters, with three of: small letters, capitals, "
            "digits, signs."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") != data.get("again"):
            self.add_error("again", _("The two passwords differ."))
        elif data.get("password"):
            named = User(staff_number=data.get("staff_number", ""))
            try:
                validate_password(data["password"], named)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
