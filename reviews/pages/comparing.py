"""Two versions of a paper side by side."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from reviews import texts
from reviews.models import Material


@require_GET
@access(sees="reviews")
def material_compare(request: StaffRequest, pk: int) -> HttpResponse:
    """A version against the one before it, or against ``?with=``."""
    visible = Material.objects.visible_to(request.user)
    related = visible.select_related("review", "file", "kept_text", "uploaded_by")
    material: Material = get_object_or_404(related, pk=pk)
    others = related.filter(review=material.review_id, name=material.name)
    versions = list(others.order_by("version"))
    other = _other(request, material, versions)
    is_readable = bool(material.text) and other is not None and bool(other.text)
    context = {
        "review": material.review,
        "material": material,
        "other": other,
        "versions": versions,
        "heads": (other, material),
        "is_same": other is not None and other.sha256 == material.sha256,
        "difference": texts.difference(other.text, material.text)
        if other is not None and is_readable
        else None,
    }
    return render(request, "reviews/compare.html", context)


def _other(
    request: StaffRequest, material: Material, versions: list[Material]
) -> Material | None:
    wanted = request.GET.get("with", "")
    for one in versions:
        if str(one.pk) == wanted and one.pk != material.pk:
            return one
    before = [one for one in versions if one.version < material.version]
    return before[-1] if before else None
