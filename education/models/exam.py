"""Examinations: the pool of questions, who sits, what was answered."""

from typing import Self

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
from consumer_protection.core.scope import Asker, ScopedQuerySet
from education import states
from education.models.kept import KeptQuerySet
from education.models.training import Training
from education.rules import GRACE, LETTERS


class Question(Kept):
    """``answer`` holds the letters of the right options; of a statement, A is true and
    B is false. One no longer ``in_use`` is drawn no more."""

    kind = models.CharField(_("kind of question"), max_length=20)
    text = models.CharField(_("question asked"), max_length=1000)
    option_a = models.CharField(_("option A"), max_length=300, blank=True)
    option_b = models.CharField(_("option B"), max_length=300, blank=True)
    option_c = models.CharField(_("option C"), max_length=300, blank=True)
    option_d = models.CharField(_("option D"), max_length=300, blank=True)
    option_e = models.CharField(_("option E"), max_length=300, blank=True)
    option_f = models.CharField(_("option F"), max_length=300, blank=True)
    answer = models.CharField(_("right answer"), max_length=6)
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    explanation = models.CharField(_("explanation"), max_length=1000, blank=True)
    in_use = models.BooleanField(_("in use"), default=True)

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("exam question")
        constraints = [
            models.UniqueConstraint("root", "text", name="exam_question_once")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def options(self) -> dict[str, str]:
        """Letter → text, those that are there."""
        if self.kind == "true_false":
            return {"A": gettext("True"), "B": gettext("False")}
        found = {one: getattr(self, f"option_{one.lower()}") for one in LETTERS}
        return {letter: text for letter, text in found.items() if text}

    @property
    def takes_several(self) -> bool:
        return self.kind in ("multiple", "case")


class Exam(Stateful):
    """Open to those invited in [opens_at, closes_at); each paper ends ``minutes`` after
    it began, and at the close. ``pass_mark`` is points of a hundred; ``resits`` how
    often one who failed may try again."""

    machine = states.EXAM
    ASKED = {
        "single": ("singles", "single_points"),
        "multiple": ("multiples", "multiple_points"),
        "true_false": ("statements", "statement_points"),
        "case": ("cases", "case_points"),
    }

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit holding it")
    )
    name = models.CharField(_("examination"), max_length=200)
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    minutes = models.PositiveSmallIntegerField(_("time limit (minutes)"), default=60)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=60)
    resits = models.PositiveSmallIntegerField(_("resits"), default=1)
    topics = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("topics"),
        default=list,
        blank=True,
    )
    singles = models.PositiveSmallIntegerField(_("single choice"), default=0)
    single_points = models.PositiveSmallIntegerField(_("points each"), default=2)
    multiples = models.PositiveSmallIntegerField(_("multiple choice"), default=0)
    multiple_points = models.PositiveSmallIntegerField(_("points each"), default=2)
    statements = models.PositiveSmallIntegerField(_("true or false"), default=0)
    statement_points = models.PositiveSmallIntegerField(_("points each"), default=2)
    cases = models.PositiveSmallIntegerField(_("case questions"), default=0)
    case_points = models.PositiveSmallIntegerField(_("points each"), default=5)
    audiences = ArrayField(
        models.CharField(max_length=40), verbose_name=_("audiences"), default=list
    )
    training = models.OneToOneField(
        Training,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exam",
        verbose_name=_("training"),
    )
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("examination")
        constraints = [
            models.UniqueConstraint("root", "name", name="exam_once_by_name"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="exam_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=100),
                name="exam_pass_mark_of_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("education:exam_detail", args=[self.pk])

    @property
    def asked(self) -> dict[str, int]:
        """Kind → number of questions a paper has of it."""
        return {kind: getattr(self, own[0]) for kind, own in self.ASKED.items()}

    def points_of(self, kind: str) -> int:
        points: int = getattr(self, self.ASKED[kind][1])
        return points

    @property
    def is_open_now(self) -> bool:
        now = timezone.now()
        return self.status == "open" and self.opens_at <= now < self.closes_at

    def why_not_open(self, asker: Asker) -> str:
        if not sum(self.asked.values()):
            return gettext("Say how many questions of each kind a paper has.")
        if self.closes_at <= timezone.now():
            return gettext("Its time is over: set a later close.")
        return ""

    def why_not_close(self, asker: Asker) -> str:
        if self.closes_at + GRACE > timezone.now():
            return gettext("It is closed when its time is over.")
        return ""


class SeatQuerySet(ScopedQuerySet):
    """Everybody sees the own seat."""

    subject = "education"
    unit_path = "person__unit"

    def visible_to(self, asker: Asker) -> Self:
        own = Q(person_id=getattr(asker, "pk", None))
        return self.filter(asker.scope.units(self.subject, self.unit_path) | own)


class Seat(models.Model):
    """One person invited to an examination."""

    exam = models.ForeignKey(Exam, models.CASCADE, related_name="seats")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(SeatQuerySet)()

    class Meta:
        verbose_name = _("seat")
        constraints = [models.UniqueConstraint("exam", "person", name="one_seat_each")]

    def __str__(self) -> str:
        return f"{self.exam} · {self.person}"


class ExamPaper(models.Model):
    """One try of one person; ``points`` of ``most`` and ``score``, of a hundred, from
    the time it was handed in."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="papers")
    attempt = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(_("started at"))
    due_at = models.DateTimeField(_("due at"))
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    most = models.PositiveIntegerField()
    points = models.PositiveIntegerField(null=True, blank=True)
    score = models.DecimalField(
        _("score"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    has_passed = models.BooleanField(_("passed"), null=True, blank=True)

    class Meta:
        verbose_name = _("exam paper")
        constraints = [
            models.UniqueConstraint("seat", "attempt", name="one_paper_an_attempt"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, score=None)
                | Q(handed_in_at__isnull=False, score__isnull=False),
                name="exam_paper_scored_when_handed_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat} · {self.attempt}"


class ExamAnswer(models.Model):
    """What one question of a paper asked when it was drawn, and what was chosen."""

    paper = models.ForeignKey(ExamPaper, models.CASCADE, related_name="answers")
    place = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.CharField(max_length=1000)
    options = models.JSONField()
    takes_several = models.BooleanField()
    right = models.CharField(max_length=6)
    points = models.PositiveSmallIntegerField()
    chosen = models.CharField(max_length=6, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    is_right = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("exam answer")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint("paper", "place", name="answer_at_place")
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.text}"

    @property
    def shown(self) -> list[tuple[str, str, bool]]:
        """(letter, text, chosen) in the order of this paper."""
        return [(one, text, one in self.chosen) for one, text in self.options]
