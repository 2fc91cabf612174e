"""What people note about a case: contacts, steps of the investigation, evidence."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from consumer_protection.core.models import Attachment, User
from consumer_protection.core.scope import Asker


class JournalQuerySet(models.QuerySet["JournalEntry"]):
    def visible_to(self, asker: Asker) -> Self:
        return self.filter(complaint__in=Complaint.objects.visible_to(asker))


class JournalEntry(models.Model):
    """Only ever added to. ``kind``: note, contact, evidence (then ``evidence`` says
    which kind) or urge; ``happened_on`` is when it was, ``at`` when it was written."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="journal")
    kind = models.CharField(_("kind"), max_length=20)
    evidence = models.CharField(_("kind of evidence"), max_length=20, blank=True)
    happened_on = models.DateField(_("day"))
    text = models.TextField(_("text"))
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written at"))

    objects = models.Manager.from_queryset(JournalQuerySet)()

    class Meta:
        verbose_name = _("journal entry")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint} {self.happened_on}"
