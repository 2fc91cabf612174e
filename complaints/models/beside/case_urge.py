"""A word of haste on a case: an urge, or a superior's supervision."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints import states
from consumer_protection.core.models import User
from consumer_protection.core.scope import Asker, ScopedQuerySet

KINDS = ("urge", "supervise")


class CaseUrgeQuerySet(ScopedQuerySet):
    subject = "complaints"
    unit_path = "complaint__unit"

    def visible_to(self, asker: Asker) -> Self:
        """Seen with the case."""
        scope = asker.scope
        assigned = scope.units(self.subject, "complaint__handling_unit")
        still = Q(complaint__status__in=states.OPEN)
        of_case = scope.units(self.subject, self.unit_path)
        return self.filter(of_case | (assigned & still))


class CaseUrge(models.Model):
    """``kind`` is of the code list urge_kind; it is answered once."""

    complaint = models.ForeignKey(
        "complaints.Complaint",
        models.CASCADE,
        related_name="urges",
        verbose_name=_("complaint"),
    )
    kind = models.CharField(_("kind"), max_length=20)
    text = models.TextField(_("text"), max_length=1000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), null=True)

    objects = models.Manager.from_queryset(CaseUrgeQuerySet)()

    class Meta:
        verbose_name = _("urge")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=KINDS), name="case_urge_of_a_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (
                    ~Q(answer="")
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="case_urge_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.kind}"
