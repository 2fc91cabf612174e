"""A meeting of an organ, its agenda and what was resolved."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.governance import rules, states


class MeetingQuerySet(ScopedQuerySet):
    subject = "meetings"

    def on_consumer_protection(self) -> Self:
        """Held, with at least one item on consumer protection."""
        held = self.exclude(status="planned")
        return held.filter(items__is_consumer_protection=True).distinct()


class Meeting(Stateful):
    """``unit`` keeps its papers; ``present`` and ``expected`` count members. One that
    came with its outcome was held; its minutes are approved by a later meeting."""

    machine = states.MEETING

    status = models.CharField(_("state"), max_length=30, default="held")
    place = models.CharField(_("place"), max_length=120, blank=True)
    chair = models.CharField(_("chaired by"), max_length=60, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    approved_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("minutes approved in"),
    )
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

    @property
    def is_planned(self) -> bool:
        return self.status == "planned"

    @property
    def has_quorum(self) -> bool:
        return rules.has_quorum(self.present, self.expected)

    def why_not_approved(self, asker: Asker) -> str:
        """Minutes are approved by the same organ, later."""
        later = self.approved_in
        is_fit = (
            later is not None
            and later.root_id == self.root_id
            and later.organ == self.organ
            and later.held_on > self.held_on
            and not later.is_planned
        )
        if is_fit:
            return ""
        return str(_("Minutes are approved in a later meeting of the same organ."))


class AgendaItemQuerySet(ScopedQuerySet):
    subject = "meetings"
    unit_path = "meeting__unit"

    def visible_to(self, asker: Asker) -> Self:
        """Also to the unit that carries out what was resolved."""
        own = asker.scope.units(self.subject, "unit")
        return self.filter(asker.scope.units(self.subject, self.unit_path) | own)

    def before(self, meeting: Meeting) -> Self:
        """What the same organ resolved before and still has to hear of: all that was
        not done, and what was done since its meeting before this one."""
        earlier = Meeting.objects.filter(root=meeting.root_id, organ=meeting.organ)
        earlier = earlier.filter(held_on__lt=meeting.held_on)
        last = earlier.order_by("-held_on").values_list("held_on", flat=True).first()
        own = self.filter(meeting__in=earlier).resolved()
        return own.filter(
            ~Q(follow_up="done")
            | Q(meeting__held_on=last)
            | Q(follow_ups__reported_on__gt=last or date.min)
        ).distinct()

    def resolved(self) -> Self:
        """Items with a resolution number or a resolution text."""
        return self.exclude(resolution_number="", resolution="")


class AgendaItem(models.Model):
    """An item with its resolution; ``unit`` carries it out by ``due_on``."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="items", verbose_name=_("meeting")
    )
    text = models.CharField(_("agenda item"), max_length=500)
    kind = models.CharField(_("kind of item"), max_length=30, blank=True)
    owner = models.CharField(_("person in charge"), max_length=60, blank=True)
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
