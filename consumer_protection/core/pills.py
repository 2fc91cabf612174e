"""The filters applied to a list, as pills that each can be taken away."""

from typing import Any

from django.http import HttpRequest


def is_narrowed(found: Any) -> bool:
    return not found.is_valid() or any(found.form.cleaned_data.values())


def pills(request: HttpRequest, found: Any) -> list[dict[str, str]]:
    """Each applied filter with the address that lacks it."""
    applied = []
    for name, bound in found.form.fields.items():
        if not request.GET.get(name):
            continue
        without = request.GET.copy()
        without.pop(name)
        without.pop("page", None)
        shown = found.form.cleaned_data.get(name) if found.form.is_valid() else ""
        text = _label_of(bound, shown) if isinstance(shown, str) else shown
        applied.append(
            {"label": f"{bound.label}: {text}", "url": f"?{without.urlencode()}"}
        )
    return applied


def _label_of(bound: Any, code: str) -> str:
    """The words of a chosen code; other fields show what was typed."""
    for value, text in getattr(bound, "choices", ()):
        if value == code:
            return str(text)
    return code
