"""The register of suggestions: records of that nature, with what became of them."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.learning.filters import SuggestionFilter
from complaints.learning.queries import suggestions
from complaints.learning.tables import SuggestionTable
from complaints.models import Complaint, SuggestionAnswer
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

_HANDLE = "complaints.handle"


class _Suggestions(Register):
    """Complaints narrowed to one nature."""

    def visible_to(self, user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = suggestions(user).select_related(*self.related)
        return found


def answer_of(case: Complaint) -> SuggestionAnswer | None:
    return getattr(case, "suggestion_answer", None)


def _show(case: Complaint) -> Shown:
    answer = answer_of(case)
    intake = (
        (_("Received on"), case.received_on),
        (_("Unit"), case.unit),
        (_("Intake channel"), label("intake_channel", case.intake_channel)),
        (_("Business category"), label("business_category", case.category)),
        (_("Description"), pii.mask_text(case.description)),
    )
    facts: tuple[tuple[Any, object], ...] = ()
    if answer is not None:
        facts = (
            (_("Answer given"), pii.mask_text(answer.text)),
            (_("Result"), label("suggestion_result", answer.result)),
            (_("Improvement"), pii.mask_text(answer.improvement)),
            (_("Answered on"), answer.answered_on),
            (_("Answered by"), answer.answered_by),
        )
    sections = (Section(_("Suggestion"), intake), Section(_("Answer given"), facts))
    told = label("suggestion_result", answer.result) if answer else _("unanswered")
    is_ended = answer is not None
    return Shown(case.number, str(told), is_ended, sections)


def _acts(case: Complaint, user: User) -> list[Act]:
    found = [Act(_("The record"), case.get_absolute_url())]
    if user.scope.allows(_HANDLE):
        url = reverse("complaints:suggestion_answer", args=[case.pk])
        words = (
            _("Correct the answer") if answer_of(case) else _("Answer the suggestion")
        )
        found.append(Act(words, url, "edit", is_main=answer_of(case) is None))
    return found


SUGGESTIONS = _Suggestions(
    noun=Complaint,
    called="suggestion",
    label=_("Suggestions"),
    subject="complaints",
    table=SuggestionTable,
    filterset=SuggestionFilter,
    show=_show,
    order=("-received_on", "-number"),
    related=("unit", "suggestion_answer__answered_by"),
    acts=_acts,
    list_acts=lambda user: [Act(_("Learning"), reverse("complaints:learning"))],
)
