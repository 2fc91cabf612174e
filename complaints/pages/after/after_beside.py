"""What comes after an answer, or instead of one, for the page of a case: the letter
its end asks for, rechecks, mediations, extensions, and what it repeats."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.after import mediation_actions, recheck_actions, repeat_actions
from complaints.models import Complaint, owed_letter
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing

_HANDLE = "complaints.handle"
_OVERDUE = _("Overdue")


def after_acts(case: Complaint, user: User) -> Iterator[Act]:
    """Ways on from the case; whatever stands there already is led to."""
    if user.scope.allows(_HANDLE):
        yield from _letters(case)
        yield from _new(case)
        yield from _repeat(case)
    for one in (*case.rechecks.all(), *case.mediations.all()):
        name = one._meta.verbose_name
        yield Act(f"→ {name} {one.day:%Y-%m-%d}", one.get_absolute_url())


def after_listings(case: Complaint) -> tuple[Listing, ...]:
    return _lacking(case), _rechecks(case), _mediations(case), _extensions(case)


def _letters(case: Complaint) -> Iterator[Act]:
    """Still owed for a case that has ended; those there are led to with its steps."""
    if case.is_open:
        return
    letters = case.letters.exclude(status="discarded")
    owed = owed_letter(case)
    if owed is not None and all(one.kind != owed.kind for one in letters):
        url = reverse("complaints:letter_new", args=[case.pk, owed.kind])
        yield Act(label("letter_kind", owed.kind), url, is_main=True)


def _new(case: Complaint) -> Iterator[Act]:
    is_waiting = any(one.is_open for one in case.rechecks.all())
    if case.status in recheck_actions.ANSWERED and not is_waiting:
        url = reverse("complaints:recheck_apply", args=[case.pk])
        yield Act(_("Application for a recheck"), url)
    is_mediated = any(one.is_open for one in case.mediations.all())
    if case.status not in mediation_actions.NEVER and not is_mediated:
        url = reverse("complaints:mediation_offer", args=[case.pk])
        yield Act(_("Offer mediation"), url)


def _repeat(case: Complaint) -> Iterator[Act]:
    if case.status in repeat_actions.NEVER:
        return
    if case.repeat_of_id is None:
        url = reverse("complaints:repeat_mark", args=[case.pk])
        yield Act(_("Mark as repeat"), url)
    else:
        url = reverse("complaints:repeat_unmark", args=[case.pk])
        yield Act(_("Not a repeat after all"), url, is_post=True)


def _lacking(case: Complaint) -> Listing:
    owed = owed_letter(case)
    rows = []
    if owed is not None:
        letters = case.letters.filter(kind=owed.kind).exclude(status="discarded")
        begun = letters.last()
        state = label("letter_state", begun.status) if begun else str(_("Missing"))
        told = f"{state} · {_OVERDUE}" if owed.is_late else state
        rows = [(label("letter_kind", owed.kind), owed.due_on, told)]
    columns = (_("Letter"), _("To be told by"), _("State"))
    return Listing(_("Letter missing"), columns, rows)


def _rechecks(case: Complaint) -> Listing:
    rows = [
        (
            one.applied_on,
            label("recheck_status", one.status),
            one.due_on,
            label("review_result", one.result) if one.result else "",
            one.ended_on,
        )
        for one in case.rechecks.order_by("pk")
    ]
    columns = (_("Applied on"), _("State"), _("Due on"), _("Result"), _("Ended on"))
    return Listing(_("Rechecks"), columns, rows)


def _mediations(case: Complaint) -> Listing:
    rows = [
        (
            one.offered_on,
            label("mediation_body", one.body),
            one.body_name,
            label("mediation_status", one.status),
            one.ended_on,
        )
        for one in case.mediations.order_by("pk")
    ]
    columns = (_("Offered on"), _("Kind of body"), _("Name of the body"))
    return Listing(_("Mediations"), (*columns, _("State"), _("Ended on")), rows)


def _extensions(case: Complaint) -> Listing:
    rows = [
        (
            one.until,
            label("extension_kind", one.kind),
            label("extension_state", one.status),
            pii.mask_text(one.reason),
        )
        for one in case.extensions.all()
    ]
    columns = (_("Extended to"), _("Kind"), _("State"), _("Reason"))
    return Listing(_("Extensions"), columns, rows)
