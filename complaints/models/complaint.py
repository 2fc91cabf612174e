"""A complaint: one grievance of one customer, from receipt to close."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import rules, states, task_states
from complaints.models import life
from consumer_protection.core import pii
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move


def _account(label: Any) -> Any:
    return models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


def _other(label: Any, name: str) -> Any:
    return models.ForeignKey(
        "Complaint",
        models.PROTECT,
        null=True,
        blank=True,
        related_name=name,
        verbose_name=label,
    )


class ComplaintQuerySet(ScopedQuerySet):
    subject = "complaints"

    def visible_to(self, asker: Asker) -> Self:
        """In scope by the unit complained of; while it is open also by being assigned
        or by a task that is with the unit; a draft is its writer's alone. Who
        sees all of an institution finds it by ``root``, which an index answers."""
        if asker.scope.everywhere:
            return self
        own_draft = Q(registered_by_id=getattr(asker, "pk", None) or 0)
        shown = self.filter(~Q(number="") | own_draft)
        if asker.scope.sees_all(self.subject):
            return shown.filter(root=asker.scope.root_id)
        assigned = asker.scope.units(self.subject, "handling_unit")
        own = asker.scope.units(self.subject, "unit")
        lent = asker.scope.units(self.subject, "tasks__unit") & Q(
            tasks__status__in=task_states.WITH_UNIT
        )
        helps = Q(pk__in=self.model._default_manager.filter(lent).values("pk"))
        return shown.filter(own | ((assigned | helps) & Q(status__in=states.OPEN)))

    def complaints(self) -> Self:
        """Only these enter complaint statistics; a merged one counts with its other."""
        found = self.on_record().filter(record_nature="complaint")
        return found.exclude(status="merged")

    def on_record(self) -> Self:
        """Without drafts, and without those given up before they had a number."""
        return self.exclude(number="")

    def open_on(self, day: date) -> Self:
        """As they stood at the end of a day."""
        still = Q(closed_on=None) | Q(closed_on__gt=day)
        return self.filter(still, received_on__lte=day)


class Complaint(life.Guards, Stateful):
    """``unit`` is the one complained of, ``root`` its legal person; ``closed_on`` is
    the day the case ended in whichever way its status tells; ``due_on`` is kept by
    the actions from ``complaints.rules``. Yuan.

    ``registered_at`` is set where the case was put on record here, by a person or a
    program, and not taken from a ledger: then only moves change its days.
    ``stood_days`` are those of suspensions that ended before the present one; one that
    ended after its due date ``was_late``, whatever is changed afterwards; it
    ``was_extended`` or ``was_suspended`` before its clock began anew."""

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

    registered_at = models.DateTimeField(_("registered at"), null=True, blank=True)
    registered_by = _account(_("registered by"))
    capacity = models.CharField(_("capacity"), max_length=20, blank=True)
    persons = models.PositiveIntegerField(
        _("persons who complain"), null=True, blank=True
    )
    is_face_to_face = models.BooleanField(_("face to face"), null=True, blank=True)
    consumer_right = models.CharField(_("right concerned"), max_length=20, blank=True)
    urgency = models.CharField(_("urgency"), max_length=20, blank=True)
    sensitivity = models.CharField(_("sensitivity"), max_length=40, blank=True)
    major_reason = models.CharField(_("reason for major"), max_length=20, blank=True)
    complained_person = models.CharField(
        _("person complained of"), max_length=60, blank=True
    )
    complained_account = _account(_("account of the person complained of"))
    handler_account = _account(_("account of the handler"))
    proposed_by = _account(_("decision proposed by"))
    first_contact_on = models.DateField(_("first contact on"), null=True, blank=True)
    restarted_on = models.DateField(_("clock restarted on"), null=True, blank=True)
    was_late = models.BooleanField(_("was late"), default=False)
    was_extended = models.BooleanField(_("was extended"), default=False)
    was_suspended = models.BooleanField(_("was suspended"), default=False)
    stood_days = models.PositiveSmallIntegerField(_("days stood still"), default=0)
    not_handled_reason = models.CharField(
        _("reason for not handling"), max_length=40, blank=True
    )
    responsible = models.CharField(_("responsible"), max_length=20, blank=True)
    root_cause = models.TextField(_("root cause"), blank=True)
    merged_into = _other(_("merged into"), "merged")
    repeat_of = _other(_("repeats"), "repeats")

    objects = models.Manager.from_queryset(ComplaintQuerySet)()

    complainant = pii.sealed("complainant_sealed", "name", index="complainant_index")
    id_number = pii.sealed("id_number_sealed", "number", index="id_number_index")
    phone = pii.sealed("phone_sealed", "number", index="phone_index")

    class Meta:
        verbose_name = _("complaint")
        constraints = [
            models.UniqueConstraint(
                "root",
                "number",
                condition=~Q(number=""),
                name="complaint_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(number="")
                | Q(status__in=("draft", "withdrawn", "merged")),
                name="complaint_numbered",
            ),
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
        return self.number or gettext("Draft of a complaint")

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
            restarted_on=self.restarted_on,
            stood_days=self.stood_days,
        )

    @property
    def is_kept_here(self) -> bool:
        """Put on record here: its days are told by its moves alone."""
        return self.registered_at is not None

    @property
    def is_pbc(self) -> bool:
        """Forwarded by the central bank, whose order has limits of its own."""
        return self.source == "pbc_forward"

    @property
    def is_forwarded(self) -> bool:
        return self.source in rules.FORWARDED

    @property
    def stands(self) -> bool:
        """Whether the clock stands still; its due date moves once it runs again."""
        return self.suspended_from is not None and self.suspended_to is None

    @property
    def is_overdue(self) -> bool:
        is_past = self.due_on < timezone.localdate()
        return self.is_open and is_past and not self.stands

    def suits(self, move: Move) -> bool:
        """Inquiries, suggestions, praise, reports and petitions are answered;
        complaints are decided upon."""
        if self.record_nature == "complaint":
            return move.name not in states.FOR_OTHERS
        return move.name not in states.FOR_COMPLAINTS

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        return life.effects_of(self, move, actor, at)
