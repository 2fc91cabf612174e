"""An extension of the due date: asked for, approved, told to the complainant."""

from typing import Self

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import states
from complaints.models.complaint import Complaint
from consumer_protection.core.models import User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker

# These reach past 30 days: a senior manager approves, and the complainant is told
# (《银行业保险业消费投诉处理管理办法》 art. 18(1), 人民银行令〔2020〕第5号 art. 43).
LONG = frozenset({"plus_30", "pbc_60"})


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def visible_to(self, asker: Asker) -> Self:
        return self.filter(complaint__in=Complaint.objects.visible_to(asker))


class Extension(Stateful):
    """``until`` is the day it reaches, before suspensions; ``proof`` is of the day
    agreed with the complainant. It counts from the moment the complainant is told."""

    machine = states.EXTENSION

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="extensions")
    kind = models.CharField(_("kind"), max_length=20)
    reason = models.CharField(_("reason"), max_length=500)
    until = models.DateField(_("extended to"))
    proof = models.CharField(_("what proves it"), max_length=500, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_method = models.CharField(_("way of notice"), max_length=20, blank=True)

    objects = models.Manager.from_queryset(ExtensionQuerySet)()

    class Meta:
        verbose_name = _("extension")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "complaint",
                condition=models.Q(status__in=("asked", "approved")),
                name="extension_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.until}"

    @property
    def is_long(self) -> bool:
        return self.kind in LONG

    def why_not_approve(self, asker: Asker) -> str:
        """Another person than who asked or handles; a senior manager for the long."""
        own = (self.asked_by_id, self.complaint.handler_account_id)
        if getattr(asker, "pk", None) in own:
            return gettext("Whoever asked for it or handles the case does not approve.")
        if self.is_long and not asker.scope.allows("complaints.extend"):
            return gettext("A senior manager must approve this extension.")
        return ""
