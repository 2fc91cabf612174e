"""Commitment letters, reviews of access and conduct, problems the institution found
itself."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.governance.models.plan_item import PlanItem
from consumer_protection.governance.models.planning.kept import Kept


class CommitmentLetter(Kept):
    """One person and year; without a day of signing it is still owed."""

    year = models.PositiveSmallIntegerField(_("year"))
    staff_number = models.CharField(_("staff number"), max_length=30)
    person = models.CharField(_("person"), max_length=60)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("commitment letter")
        constraints = [
            models.UniqueConstraint(
                "root", "year", "staff_number", name="commitment_letter_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.year}"


class Screening(Kept):
    """A review of access rights, of conduct, of customer data, of camera records."""

    kind = models.CharField(_("kind of review"), max_length=30)
    name = models.CharField(_("review"), max_length=200)
    held_on = models.DateField(_("held on"))
    checked = models.PositiveIntegerField(_("checked"), null=True, blank=True)
    found = models.PositiveIntegerField(_("problems found"), null=True, blank=True)
    findings = models.TextField(_("what was found"), max_length=2000, blank=True)
    measures = models.TextField(_("measures"), max_length=2000, blank=True)
    due_on = models.DateField(_("to be mended by"), null=True, blank=True)
    mended_on = models.DateField(_("mended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("review of access or conduct")
        constraints = [
            models.UniqueConstraint(
                "root", "held_on", "kind", "name", name="screening_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(found=None) | Q(checked=None) | Q(found__lte=F("checked")),
                name="screening_finds_among_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanProblem(Kept):
    """Found in one year; ``item`` is what the next year's plan does about it."""

    year = models.PositiveSmallIntegerField(_("year"))
    text = models.CharField(_("problem"), max_length=300)
    measure = models.CharField(_("what to do"), max_length=300)
    source = models.CharField(_("found by"), max_length=30, blank=True)
    item = models.OneToOneField(
        PlanItem, models.SET_NULL, null=True, blank=True, related_name="problem"
    )

    class Meta:
        verbose_name = _("problem found")
        constraints = [
            models.UniqueConstraint(
                "root", "year", "text", name="plan_problem_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.text
