"""What somebody, or a unit, was held to account with, or commended for (问责、表彰)."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from complaints.models.learning.problem import Problem
from consumer_protection.core import pii
from consumer_protection.core.models import Unit, User
from consumer_protection.core.scope import Asker

MAY_SEE = "sanctions.see"


class SanctionQuerySet(models.QuerySet["Sanction"]):
    clearance = MAY_SEE

    def visible_to(self, asker: Asker) -> Self:
        """By clearance alone, and whole: personnel matters follow no unit's scope."""
        scope = asker.scope
        if scope.everywhere:
            return self
        if not scope.allows(MAY_SEE):
            return self.none()
        return self.filter(root=scope.root_id)


class Sanction(models.Model):
    """``unit`` is held to account itself, or is that of the person, who is told by
    ``account`` or by a sealed name. Yuan. For one complaint, one problem, or neither:
    a commendation, or what followed from something else."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    is_person = models.BooleanField(_("of a person"))
    account = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    person_sealed = models.BinaryField(null=True)
    kind = models.CharField(_("kind of sanction"), max_length=30)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    points = models.DecimalField(
        _("points"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    reason = models.TextField(_("reason"), max_length=2000)
    decided_on = models.DateField(_("decided on"))
    decided_by = models.CharField(_("decided by"), max_length=120)
    complaint = models.ForeignKey(
        Complaint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sanctions",
        verbose_name=_("complaint"),
    )
    problem = models.ForeignKey(
        Problem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sanctions",
        verbose_name=_("problem"),
    )
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )

    objects = models.Manager.from_queryset(SanctionQuerySet)()

    person = pii.sealed("person_sealed", "name")

    class Meta:
        verbose_name = _("sanction")
        constraints = [
            models.CheckConstraint(
                condition=Q(problem=None) | Q(complaint=None),
                name="sanction_for_one_thing_at_most",
            ),
            models.CheckConstraint(
                condition=Q(is_person=False, account=None, person_sealed=None)
                | (
                    Q(is_person=True)
                    & (Q(account=None) ^ Q(person_sealed__isnull=True))
                ),
                name="sanction_of_a_person_or_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0),
                name="sanction_amount_positive",
            ),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gt=0),
                name="sanction_points_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.decided_on}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:sanction_detail", args=[self.pk])

    @property
    def whom(self) -> str:
        """For lists: a sealed name masked, else the account's or the unit's name."""
        if not self.is_person:
            return str(self.unit)
        return str(self.account) if self.account else pii.mask_name(self.person)
