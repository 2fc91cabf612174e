"""The script of a call-back, line by line, as data with validity."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What is said; what is answered in words; by yes or no; by a code of satisfaction.
KINDS = ("say", "text", "yes_no", "satisfaction")


class CallQuestionQuerySet(models.QuerySet["CallQuestion"]):
    def on(self, day: date) -> Self:
        """The script in force on a day, in its order."""
        begun = self.filter(valid_from__lte=day)
        return begun.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class CallQuestion(models.Model):
    """``text`` may name variables as {number}; ``valid_to`` is exclusive."""

    code = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=20)
    text = models.CharField(_("text"), max_length=500)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = models.Manager.from_queryset(CallQuestionQuerySet)()

    class Meta:
        verbose_name = _("line of the call-back script")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="call_question_once"),
            models.CheckConstraint(
                condition=Q(kind__in=KINDS), name="call_question_of_a_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.text
