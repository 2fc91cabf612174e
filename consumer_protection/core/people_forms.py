"""Forms of people: who they are, what they may, and the first of them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.accounts import MANAGES
from consumer_protection.core.models import Unit, User
from consumer_protection.core.role_texts import role_choices, role_text
from consumer_protection.core.roles import roles_allowing


class PersonForm(forms.Form):
    """``is_own``: nobody changes the own roles. ``user``: who is being edited."""

    staff_number = forms.CharField(label=_("Staff number"), max_length=30)
    name = forms.CharField(label=_("Name"), max_length=60)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    position = forms.CharField(label=_("Position"), max_length=60, required=False)
    joined_on = forms.DateField(
        label=_("Joined on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_full_time = forms.BooleanField(
        label=_("Full-time in consumer protection"), required=False
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=role_choices, required=False
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        user: User | None = None,
        is_own: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choice: Any = self.fields["unit"]
        choice.queryset = units.order_by("code")
        if user is not None:
            del self.fields["staff_number"]
        if is_own:
            del self.fields["roles"]

    @property
    def role_lines(self) -> Sequence[dict[str, Any]]:
        """Each role with what it means, and whether it is ticked."""
        if "roles" not in self.fields:
            return ()
        ticked = set(self["roles"].value() or ())
        return [
            {
                "code": code,
                "label": text,
                "text": role_text(code),
                "ticked": code in ticked,
            }
            for code, text in role_choices()
        ]

    def clean_staff_number(self) -> str:
        number: str = self.cleaned_data["staff_number"]
        if User.objects.filter(staff_number=number).exists():
            message = _("There is an account of this number already.")
            raise forms.ValidationError(message)
        return number


class FirstPersonForm(PersonForm):
    """The first administrator, who chooses the password here."""

    field_order = (
        "staff_number",
        "name",
        "unit",
        "position",
        "password",
        "again",
        "is_full_time",
    )

    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "At least 12 characters, with three of: small letters, capitals, "
            "digits, signs."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_roles(self) -> list[str]:
        roles: list[str] = self.cleaned_data["roles"]
        if not set(roles) & set(roles_allowing(MANAGES)):
            message = _("Tick the system administrator: somebody must add the others.")
            raise forms.ValidationError(message)
        return roles

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") != data.get("again"):
            self.add_error("again", _("The two passwords differ."))
        elif data.get("password"):
            named = User(
                staff_number=data.get("staff_number", ""), name=data.get("name", "")
            )
            try:
                validate_password(data["password"], named)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class SetupCodeForm(forms.Form):
    code = forms.CharField(
        label=_("One-time code"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
