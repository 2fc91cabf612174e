"""A policy and its versions: what rule was in force when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import trail
from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.governance import states


class PolicyQuerySet(ScopedQuerySet):
    subject = "governance"


class Policy(models.Model):
    """``unit`` is the responsible department, ``root`` its legal person."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    title = models.CharField(_("policy title"), max_length=200)
    category = models.CharField(_("policy category"), max_length=40)
    issuer = models.CharField(_("issuer"), max_length=40, blank=True)

    objects = models.Manager.from_queryset(PolicyQuerySet)()

    class Meta:
        verbose_name = _("policy")
        constraints = [
            models.UniqueConstraint("root", "title", name="policy_title_once")
        ]

    def __str__(self) -> str:
        return self.title


class PolicyVersionQuerySet(ScopedQuerySet):
    subject = "governance"
    unit_path = "policy__unit"

    def effective_by(self, day: date) -> Self:
        """A draft has no effect, whatever day it names."""
        return self.filter(effective_on__lte=day).exclude(
            status__in=("draft", "in_approval")
        )

    def in_force_on(self, day: date) -> Self:
        """The version of each policy that governed a day: effective by then, the
        latest of its policy, and no repeal."""
        rival = PolicyVersion.objects.filter(policy=OuterRef("policy"))
        later = rival.effective_by(day).filter(
            Q(effective_on__gt=OuterRef("effective_on"))
            | Q(effective_on=OuterRef("effective_on"), pk__gt=OuterRef("pk"))
        )
        return (
            self.effective_by(day)
            .exclude(Q(action="repeal") | Q(status="repealed"))
            .filter(~Exists(later))
        )


class PolicyVersion(Stateful):
    machine = states.POLICY_VERSION

    policy = models.ForeignKey(
        Policy, models.PROTECT, related_name="versions", verbose_name=_("policy")
    )
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    action = models.CharField(_("policy action"), max_length=20)
    issued_on = models.DateField(_("issued on"))
    effective_on = models.DateField(_("effective on"))
    next_review_on = models.DateField(_("to be reviewed by"), null=True, blank=True)
    text = models.TextField(_("text of the policy"), blank=True)
    trigger = models.CharField(_("change trigger"), max_length=30, blank=True)
    review_number = models.CharField(
        _("number of the consumer-protection review"), max_length=60, blank=True
    )
    repealed_on = models.DateField(_("repealed on"), null=True, blank=True)

    objects = models.Manager.from_queryset(PolicyVersionQuerySet)()

    class Meta:
        verbose_name = _("policy version")
        constraints = [
            models.UniqueConstraint(
                "policy", "document_number", name="policy_version_number_once"
            ),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("issued_on")),
                name="policy_effective_after_issue",
            ),
        ]
        indexes = [
            models.Index(fields=["policy", "effective_on"], name="policy_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.policy.title} {self.document_number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("governance:policyversion_detail", args=[self.pk])

    def why_not_approved(self, asker: Asker) -> str:
        """Somebody else than who submitted it; and nothing binding is issued before
        its review (银保监会令2022年第9号 art. 9)."""
        submitted = trail.moves_of(self).filter(action__endswith=".submit")
        last = submitted.order_by("sequence").last()
        if last is not None and last.actor_id == getattr(asker, "pk", None):
            return gettext("Whoever submitted it does not approve it.")
        number = self.review_number
        passed = import_string(settings.PASSED_REVIEWS)().filter(
            root=self.policy.root_id, number=number
        )
        if number and not passed.exists():
            return gettext("No passed review has the number %(number)s.") % {
                "number": number
            }
        return ""

    @property
    def is_open(self) -> bool:
        return self.status not in ("superseded", "repealed")
