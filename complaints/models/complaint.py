"""A complaint: one grievance of one customer, from receipt to close."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints import rules, states
from consumer_protection.core import pii
from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet


class ComplaintQuerySet(ScopedQuerySet):
    subject = "complaints"

    def visible_to(self, asker: Asker) -> Self:
        """In scope by the unit complained of, or assigned to it and still open. Who
        sees all of an institution finds it by ``root``, which an index answers."""
        if asker.scope.everywhere:
            return self
        if asker.scope.sees_all(self.subject):
            return self.filter(root=asker.scope.root_id)
        assigned = asker.scope.units(self.subject, "handling_unit")
        own = asker.scope.units(self.subject, "unit")
        return self.filter(own | (assigned & Q(status__in=states.OPEN)))

    def complaints(self) -> Self:
        """Only these enter complaint statistics; a merged one counts with its other."""
        return self.filter(record_nature="complaint").exclude(status="merged")

    def open_on(self, day: date) -> Self:
        """As they stood at the end of a day."""
        still = Q(closed_on=None) | Q(closed_on__gt=day)
        return self.filter(still, received_on__lte=day)


class Complaint(Stateful):
    """``unit`` is the one complained of, ``root`` its legal person; ``closed_on`` is
    the day the case ended in whichever way its status tells; ``due_on`` is kept by
    the actions from ``complaints.rules``. Yuan."""

    machine = states.COMPLAINT

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("complaint number"), max_length=40)
    record_nature = models.CharField(_("nature"), max_length=20, default="complaint")
    received_on = models.DateField(_("received on"))
    source = models.CharField(_("source"), max_length=40, blank=True)
    intake_channel = models.CharField(_("intake channel"), max_length=40, blank=True)
    complainant_sealed = models.BinaryField(null=True)
    complainant_index = models.CharField(max_length=44, blank=True, db_index=True)
    id_number_sealed = models.BinaryField(null=True)
    id_number_index = models.CharField(max_length=44, blank=True, db_index=True)
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.CharField(max_length=44, blank=True, db_index=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit complained of")
    )
    transaction_channel = models.CharField(
        _("transaction channel"), max_length=40, blank=True
    )
    category = models.CharField(_("business category"), max_length=60, blank=True)
    cause = models.CharField(_("cause"), max_length=40, blank=True)
    description = models.TextField(_("description"))
    demand = models.CharField(_("demand"), max_length=40, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    handling_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handling unit"),
    )
    handler = models.CharField(_("handler"), max_length=60, blank=True)
    investigation = models.TextField(_("investigation"), blank=True)
    finding = models.CharField(_("finding"), max_length=20, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    extended_to = models.DateField(_("extended to"), null=True, blank=True)
    extension_reason = models.CharField(
        _("reason of extension"), max_length=500, blank=True
    )
    suspended_from = models.DateField(_("suspended from"), null=True, blank=True)
    suspended_to = models.DateField(_("suspended to"), null=True, blank=True)
    due_on = models.DateField(_("due on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    notified_on = models.DateField(_("notified on"), null=True, blank=True)
    notify_method = models.CharField(_("way of notice"), max_length=20, blank=True)
    satisfaction = models.CharField(_("satisfaction"), max_length=20, blank=True)
    compensation = models.DecimalField(
        _("compensation"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    is_repeat = models.BooleanField(_("repeated complaint"), null=True, blank=True)
    is_major = models.BooleanField(_("major complaint"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=20, blank=True)
    rectification = models.TextField(_("rectification"), blank=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = models.Manager.from_queryset(ComplaintQuerySet)()

    complainant = pii.sealed("complainant_sealed", "name", index="complainant_index")
    id_number = pii.sealed("id_number_sealed", "number", index="id_number_index")
    phone = pii.sealed("phone_sealed", "number", index="phone_index")

    class Meta:
        verbose_name = _("complaint")
        constraints = [
            models.UniqueConstraint("root", "number", name="complaint_number_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("received_on")),
                name="complaint_closed_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("received_on")),
                name="complaint_due_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(suspended_to=None)
                | Q(suspended_to__gte=F("suspended_from")),
                name="complaint_suspension_forward",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "received_on"], name="complaint_by_unit"),
            models.Index(fields=["received_on"], name="complaint_by_receipt"),
            models.Index(
                fields=["root", "received_on", "number"], name="complaint_newest_first"
            ),
            models.Index(fields=["status", "due_on"], name="complaint_by_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaints:complaint_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in states.OPEN

    @property
    def clock(self) -> rules.Clock:
        return rules.Clock(
            self.received_on,
            extended_to=self.extended_to,
            suspended_from=self.suspended_from,
            suspended_to=self.suspended_to,
        )
