"""A meeting of an organ, its agenda and what was resolved."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.scope import ScopedQuerySet


class MeetingQuerySet(ScopedQuerySet):
    subject = "meetings"

    def on_consumer_protection(self) -> Self:
        """With at least one item on consumer protection."""
        return self.filter(items__is_consumer_protection=True).distinct()


class Meeting(models.Model):
    """``unit`` keeps its papers; ``present`` and ``expected`` count members."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="+",
        verbose_name=_("unit keeping the papers"),
    )
    organ = models.CharField(_("organ"), max_length=40)
    held_on = models.DateField(_("meeting date"))
    name = models.CharField(_("meeting name"), max_length=200)
    present = models.PositiveSmallIntegerField(
        _("members present"), null=True, blank=True
    )
    expected = models.PositiveSmallIntegerField(_("members"), null=True, blank=True)

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        verbose_name = _("meeting")
        constraints = [
            models.UniqueConstraint(
                "root", "organ", "held_on", "name", name="meeting_once"
            ),
            models.CheckConstraint(
                condition=Q(present=None)
                | Q(expected=None)
                | Q(present__lte=F("expected")),
                name="meeting_present_are_members",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("governance:meeting_detail", args=[self.pk])


class AgendaItemQuerySet(ScopedQuerySet):
    subject = "meetings"
    unit_path = "meeting__unit"

    def resolved(self) -> Self:
        """Items with a resolution number or a resolution text."""
        return self.exclude(resolution_number="", resolution="")


class AgendaItem(models.Model):
    """An item with its resolution; ``unit`` carries it out by ``due_on``."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="items", verbose_name=_("meeting")
    )
    text = models.CharField(_("agenda item"), max_length=500)
    is_consumer_protection = models.BooleanField(_("on consumer protection"), null=True)
    resolution_number = models.CharField(
        _("resolution number"), max_length=80, blank=True
    )
    resolution = models.TextField(_("resolution"), blank=True)
    result = models.CharField(_("resolution result"), max_length=30, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible unit"),
    )
    due_on = models.DateField(_("complete by"), null=True, blank=True)
    follow_up = models.CharField(_("follow-up"), max_length=30, blank=True)

    objects = models.Manager.from_queryset(AgendaItemQuerySet)()

    class Meta:
        verbose_name = _("agenda item")
        constraints = [
            models.UniqueConstraint(
                "meeting", "text", name="agenda_item_once_per_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.resolution_number} {self.text}".strip()

    def get_absolute_url(self) -> str:
        return reverse("governance:agendaitem_detail", args=[self.pk])
