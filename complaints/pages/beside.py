"""What stands beside a case on its page: the next steps, journal, letters, more time."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.pages.after_beside import after_acts, after_listings
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing

_HANDLE = "complaints.handle"
# A letter offered in each state, before the next move.
_LETTERS = {
    "registered": ("acknowledgement", "not_handled"),
    "accepted": ("acknowledgement",),
    "suspended": ("suspension",),
    "decided": ("decision",),
    "notified": ("decision",),
}


def acts(case: Complaint, asker: User) -> list[Act]:
    """Only what is possible next, for this asker."""
    found = [*_moves(case, asker)]
    if asker.scope.allows(_HANDLE):
        found += _notes(case)
    return [*found, *after_acts(case, asker), *_always(case)]


def listings(case: Complaint) -> list[Listing]:
    """Parts of the case; empty ones are left out."""
    own = (_journal(case), _extensions(case), _letters(case), _speakers(case))
    found = (*after_listings(case), *own)
    return [one for one in found if one.rows]


def _moves(case: Complaint, asker: User) -> Iterator[Act]:
    for move in case.next_moves(asker):
        url = reverse("complaints:case_move", args=[case.pk, move.name])
        yield Act(move.label, url)
    for extension in case.extensions.filter(status__in=("asked", "approved")):
        for move in extension.machine.open_to(asker, extension.status):
            url = reverse("complaints:extension_move", args=[extension.pk, move.name])
            yield Act(_("Extension: %(move)s") % {"move": move.label}, url)


def _notes(case: Complaint) -> Iterator[Act]:
    yield Act(_("Add to the journal"), reverse("complaints:case_note", args=[case.pk]))
    if not case.is_open:
        return
    yield Act(_("New facts"), reverse("complaints:case_facts", args=[case.pk]))
    waiting = case.extensions.filter(status__in=("asked", "approved"))
    if not case.is_overdue and not waiting.exists():
        url = reverse("complaints:case_extend", args=[case.pk])
        yield Act(_("Ask for an extension"), url)
    for kind in _LETTERS.get(case.status, ()):
        url = reverse("complaints:letter_new", args=[case.pk, kind])
        yield Act(label("letter_kind", kind), url)
    for letter in case.letters.exclude(status="discarded"):
        url = reverse("complaints:letter_detail", args=[letter.pk])
        name = letter.number or label("letter_kind", letter.kind)
        yield Act(f"→ {name}", url)


def _always(case: Complaint) -> Iterator[Act]:
    yield Act(_("Tasks and urges"), reverse("complaints:case_work", args=[case.pk]))
    yield Act(
        _("How the due date comes about"),
        reverse("complaints:case_deadline", args=[case.pk]),
    )


def _journal(case: Complaint) -> Listing:
    rows = [
        (
            one.happened_on,
            label("evidence_kind", one.evidence)
            if one.evidence
            else label("journal_kind", one.kind),
            pii.mask_text(one.text),
            one.by,
        )
        for one in case.journal.select_related("by")
    ]
    return Listing(_("Journal"), (_("Day"), _("Kind"), _("Text"), _("By")), rows)


def _extensions(case: Complaint) -> Listing:
    rows = [
        (
            one.until,
            label("extension_kind", one.kind),
            label("extension_state", one.status),
            one.reason,
        )
        for one in case.extensions.all()
    ]
    columns = (_("Extended to"), _("Kind"), _("State"), _("Reason"))
    return Listing(_("Extensions"), columns, rows)


def _letters(case: Complaint) -> Listing:
    rows = [
        (
            label("letter_kind", one.kind),
            one.number,
            label("letter_state", one.status),
            one.told_on,
        )
        for one in case.letters.all()
    ]
    columns = (_("Letter"), _("Number"), _("State"), _("Told on"))
    return Listing(_("Letters"), columns, rows)


def _speakers(case: Complaint) -> Listing:
    rows = [
        (str(one), pii.mask_number(one.phone)) for one in case.representatives.all()
    ]
    return Listing(_("Representatives"), (_("Name"), _("Phone")), rows)
