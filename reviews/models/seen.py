"""Who sees reviews and what belongs to them; a draft is its writer's alone."""

from typing import Self

from django.db.models import Q

from consumer_protection.core.scope import Asker, ScopedQuerySet


def _not_another_draft(asker: Asker, path: str) -> Q:
    if asker.scope.everywhere:
        return Q()
    handed_in = Q(**{f"{path}submitted_at__isnull": False})
    seen = handed_in | Q(**{f"{path}requested_by": None})
    own = getattr(asker, "pk", None)
    return seen | Q(**{f"{path}requested_by_id": own}) if own else seen


class ReviewQuerySet(ScopedQuerySet):
    subject = "reviews"

    def visible_to(self, asker: Asker) -> Self:
        return super().visible_to(asker).filter(_not_another_draft(asker, ""))


class ReviewPartQuerySet(ScopedQuerySet):
    """Seen with its review."""

    subject = "reviews"
    unit_path = "review__unit"

    def visible_to(self, asker: Asker) -> Self:
        return super().visible_to(asker).filter(_not_another_draft(asker, "review__"))
