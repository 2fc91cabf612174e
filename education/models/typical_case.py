"""A typical case: what happened to somebody, told so that others learn from it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii, trail
from consumer_protection.core.models.kept import Kept
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker
from education import states
from education.models.kept import KeptQuerySet


class TypicalCaseQuerySet(KeptQuerySet):
    def visible_to(self, asker: Asker) -> Self:
        """Every outlet tells from the library, whoever wrote a case."""
        scope = asker.scope
        if scope.everywhere or not scope.sees(self.subject):
            return super().visible_to(asker)
        library = Q(status=states.IN_LIBRARY, root_id=scope.root_id)
        return self.filter(scope.units(self.subject) | library)


class TypicalCase(Stateful, Kept):
    """It names nobody: neither who was harmed nor who did it. ``told_on`` is the day
    it was written down, not that of the deed."""

    machine = states.TYPICAL_CASE
    TEXTS = ("name", "story", "lesson", "source")

    name = models.CharField(_("typical case"), max_length=200)
    told_on = models.DateField(_("written on"))
    topic = models.CharField(_("topic"), max_length=40)
    audience = models.CharField(_("audience"), max_length=40, blank=True)
    scam = models.CharField(_("kind of scam"), max_length=30, blank=True)
    story = models.TextField(_("what happened"), max_length=4000)
    lesson = models.TextField(_("what to mind"), max_length=2000)
    source = models.CharField(_("where it comes from"), max_length=200, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(TypicalCaseQuerySet)()

    class Meta:
        verbose_name = _("typical case")
        constraints = [
            models.UniqueConstraint("root", "name", name="typical_case_once_by_name")
        ]
        indexes = [models.Index(fields=["told_on"], name="typical_case_by_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_library(self) -> bool:
        return self.status == states.IN_LIBRARY

    def why_not_approve(self, asker: Asker) -> str:
        """Somebody else approves it, and only once it names nobody by a number."""
        written = trail.without_looks(trail.of_record(self))
        if written.filter(actor_id=getattr(asker, "pk", None)).exists():
            return gettext("Who wrote it does not approve it.")
        if any(pii.mask_text(own) != own for own in self._texts()):
            return gettext("It still holds a number of a person: take it out first.")
        return ""

    def _texts(self) -> list[str]:
        return [getattr(self, name) for name in self.TEXTS]
