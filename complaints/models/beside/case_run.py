"""One act on many chosen cases, and what became of each."""

import uuid
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from consumer_protection.core.models import User
from consumer_protection.core.scope import Asker

# So many cases at once.
MOST = 200


class CaseRunQuerySet(models.QuerySet["CaseRun"]):
    def visible_to(self, asker: Asker) -> Self:
        """Whoever made it."""
        return self.filter(by=getattr(asker, "pk", None))


class CaseRun(models.Model):
    """``uid`` comes with the form: a second click finds the run of the first.
    ``asked`` holds the ids chosen; ``ended_at`` is empty while it goes on, and stays so
    where it was cut off."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    act = models.CharField(_("act"), max_length=20)
    asked: Any = models.JSONField(_("chosen"), default=list)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = models.Manager.from_queryset(CaseRunQuerySet)()

    class Meta:
        verbose_name = _("act on chosen cases")

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class CaseRunLine(models.Model):
    """``why_not`` is what stood in the way, in words for people."""

    run = models.ForeignKey(CaseRun, models.CASCADE, related_name="lines")
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="+", verbose_name=_("complaint")
    )
    is_done = models.BooleanField(_("done"))
    why_not = models.CharField(_("why not"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("case of an act on chosen cases")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("run", "complaint", name="case_run_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.run} · {self.complaint}"
