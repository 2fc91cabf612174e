"""Surveys of consumers: questionnaire, answers, what followed from low ones."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.kept import Kept
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker
from education import states
from education.models.campaign import Campaign
from education.models.kept import KeptQuerySet

# A rating this low or lower asks for a measure.
LOW = 2


def _token() -> str:
    return secrets.token_urlsafe(9)


class Survey(Stateful, Kept):
    """Open to the public from ``starts_on`` to ``ends_on``, both included. ``issued``,
    ``returned``, ``valid`` and ``satisfaction`` are the totals of one that was not held
    here; ``target`` is how many answers each outlet is to bring. One that measures the
    effect of a campaign is held before it or after it."""

    machine = states.SURVEY

    name = models.CharField(_("survey"), max_length=200)
    intro = models.TextField(_("introduction"), max_length=1000, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    target = models.PositiveIntegerField(
        _("answers each outlet"), null=True, blank=True
    )
    token = models.CharField(max_length=20, unique=True, default=_token, editable=False)
    issued = models.PositiveIntegerField(_("issued"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("returned"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("valid"), null=True, blank=True)
    satisfaction = models.DecimalField(
        _("satisfaction index"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    reported_on = models.DateField(_("result reported on"), null=True, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="surveys",
        verbose_name=_("campaign"),
    )
    stage = models.CharField(_("before or after"), max_length=10, blank=True)
    planned_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("survey")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "starts_on", name="survey_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="survey_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(valid=None)
                | Q(returned=None)
                | Q(valid__lte=F("returned")),
                name="survey_valid_were_returned",
            ),
            models.CheckConstraint(
                condition=Q(campaign=None, stage="")
                | Q(campaign__isnull=False, stage__in=["before", "after"]),
                name="survey_stage_of_a_campaign",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lives_here(self) -> bool:
        return self.planned_by_id is not None

    @property
    def is_taking(self) -> bool:
        today = timezone.localdate()
        return self.status == "open" and self.starts_on <= today <= self.ends_on

    def public_path(self, outlet: Unit | None = None) -> str:
        path = reverse("survey:answer", args=[self.token])
        return f"{path}?outlet={outlet.code}" if outlet is not None else path

    def why_not_open(self, asker: Asker) -> str:
        if not self.questions.exists():
            return gettext("Write at least one question first.")
        if self.ends_on < timezone.localdate():
            return gettext("Its last day is over: set a later one.")
        return ""


class SurveyQuestion(models.Model):
    """``kind``: rating (5 the best), single, multiple, open. ``right``: the places of
    the right options of a short test, from 0; none where no option is right or wrong."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    section = models.CharField(_("section"), max_length=60, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=20)
    text = models.CharField(_("question asked"), max_length=300)
    options = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    right = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)

    class Meta:
        verbose_name = _("survey question")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint("survey", "place", name="survey_question_at_place")
        ]

    def __str__(self) -> str:
        return self.text


class SurveyResponse(models.Model):
    """What one person answered, nobody knows who. ``key`` is that of the form: the same
    form sent again is the same answer."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="responses")
    outlet = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    way = models.CharField(_("way"), max_length=20)
    key = models.UUIDField(unique=True, editable=False)
    received_at = models.DateTimeField(_("received at"))
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.CharField(_("measure"), max_length=500, blank=True)
    measured_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    measured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("survey answer")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.survey} · {self.pk}"


class SurveyAnswer(models.Model):
    response = models.ForeignKey(SurveyResponse, models.CASCADE, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.PROTECT, related_name="answers")
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    choices = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("answer to a question")
        constraints = [
            models.UniqueConstraint("response", "question", name="one_answer_each"),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=5),
                name="survey_rating_of_five",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)
