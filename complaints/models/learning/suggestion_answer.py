"""What became of a suggestion (意见建议)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from consumer_protection.core.models import User


class SuggestionAnswer(models.Model):
    """``result`` is of the code list suggestion_result; what is adopted tells what was
    improved. Read with its suggestion."""

    complaint = models.OneToOneField(
        Complaint,
        models.CASCADE,
        related_name="suggestion_answer",
        verbose_name=_("suggestion"),
    )
    text = models.TextField(_("answer"), max_length=4000)
    result = models.CharField(_("result"), max_length=20)
    improvement = models.TextField(_("improvement"), max_length=4000, blank=True)
    answered_on = models.DateField(_("answered on"))
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )

    class Meta:
        verbose_name = _("answer to a suggestion")
        constraints = [
            models.CheckConstraint(
                condition=Q(result="not_adopted") | ~Q(improvement=""),
                name="suggestion_adopted_tells_improvement",
            )
        ]

    def __str__(self) -> str:
        return str(self.complaint)
