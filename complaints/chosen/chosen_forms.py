"""Forms of acts on many chosen cases."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User


class _Person(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Colleagues share names: the unit tells them apart."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.unit}"


class AssignForm(forms.Form):
    """A unit, a person of it, or only the person, whose unit it then is."""

    handling_unit: Any = forms.ModelChoiceField(
        label=_("Handling unit"), queryset=Unit.objects.none(), required=False
    )
    handler: Any = _Person(
        label=_("Handler"), queryset=User.objects.none(), required=False
    )

    def __init__(
        self, *args: Any, units: QuerySet[Unit], staff: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["handling_unit"]
        handler: Any = self.fields["handler"]
        unit.queryset = units.order_by("code")
        handler.queryset = staff.select_related("unit").order_by("unit__code", "name")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        unit, handler = data.get("handling_unit"), data.get("handler")
        if handler is None:
            if unit is None:
                raise forms.ValidationError(_("Choose a unit or a handler."))
        elif unit is None:
            data["handling_unit"] = handler.unit
        elif not _works_for(handler, unit):
            message = _("This person does not work for the unit.")
            self.add_error("handler", message)
        return data


def _works_for(handler: User, unit: Unit) -> bool:
    """Of the unit or of one above it that sees its cases, or seeing all."""
    scope = handler.scope
    own = unit.pk == handler.unit_id or unit.pk in scope.below
    return own or scope.sees_all("complaints")
