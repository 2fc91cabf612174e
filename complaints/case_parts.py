"""The tables of a case file: moves, journal, extensions, tasks, urges, files."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from complaints.models import CaseTask, CaseUrge, Complaint
from complaints.seeing import Eyes
from consumer_protection.core import attachments, trail
from consumer_protection.core.codes import label
from consumer_protection.core.documents.plain_text import visible
from consumer_protection.core.models import User
from consumer_protection.core.registers import Listing
from consumer_protection.core.templatetags.display import move_label, status_change

# Of each kind, and of one text; what is left out is said on paper.
MOST_ROWS = 1000
LONGEST = 20_000
# What turns the writing direction may falsify a sentence.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Printing:
    """Who prints, when, and how personal data is shown; ``reason`` where it is whole."""

    user: User
    at: datetime
    eyes: Eyes
    reason: str = ""


def clean(text: str) -> str:
    """Nothing hidden, nothing that turns around, of a length that a page can bear."""
    told = _TURNS.sub(lambda one: f"\\u{ord(one.group()):04x}", visible(text))
    if len(told) <= LONGEST:
        return told
    cut = _("cut after %(count)d characters") % {"count": LONGEST}
    return f"{told[:LONGEST]}…（{cut}）"


def parts(case: Complaint, printing: Printing) -> list[Listing]:
    eyes = printing.eyes
    return [
        *(_moves(case, eyes), _journal(case, eyes), _extensions(case, eyes)),
        *(_tasks(case, printing), _urges(case, printing), _files(case, eyes)),
    ]


def _moves(case: Complaint, eyes: Eyes) -> Listing:
    rows = []
    for one in trail.moves_of(case)[:MOST_ROWS]:
        change = status_change(one)
        came = f"{change['old']} → {change['new']}".strip(" →") if change else ""
        note = eyes.text(one.note)
        who = one.actor or _("Unknown")
        rows.append((one.happened_at, move_label(one.action), came, who, note))
    columns = (_("Time"), _("Step"), _("State"), _("By"), _("Note"))
    return Listing(_("Moves"), columns, rows)


def _journal(case: Complaint, eyes: Eyes) -> Listing:
    entries = case.journal.select_related("by", "attachment")[:MOST_ROWS]
    rows = [
        (
            one.happened_on,
            label("evidence_kind", one.evidence)
            if one.evidence
            else label("journal_kind", one.kind),
            eyes.text(one.text),
            eyes.text(str(one.attachment or "")),
            one.by,
        )
        for one in entries
    ]
    columns = (_("Day"), _("Kind"), _("Text"), _("File"), _("By"))
    return Listing(_("Journal"), columns, rows)


def _extensions(case: Complaint, eyes: Eyes) -> Listing:
    rows = [
        (
            one.asked_at,
            label("extension_kind", one.kind),
            one.until,
            label("extension_state", one.status),
            eyes.text(one.reason),
            one.told_on,
        )
        for one in case.extensions.all()[:MOST_ROWS]
    ]
    columns = (
        *(_("Asked at"), _("Kind"), _("Extended to")),
        *(_("State"), _("Reason"), _("Told on")),
    )
    return Listing(_("Extensions"), columns, rows)


def _tasks(case: Complaint, printing: Printing) -> Listing:
    seen = CaseTask.objects.visible_to(printing.user).filter(complaint=case)
    rows = [
        (
            one.set_on,
            one.unit,
            printing.eyes.text(one.text),
            one.due_on,
            label("casetask_status", one.status),
            printing.eyes.text(one.answer),
        )
        for one in seen.select_related("unit").order_by("set_on", "pk")[:MOST_ROWS]
    ]
    columns = (
        *(_("Set on"), _("Unit"), _("What is to be done")),
        *(_("Due on"), _("State"), _("Answer given")),
    )
    return Listing(_("Tasks of other units"), columns, rows)


def _urges(case: Complaint, printing: Printing) -> Listing:
    seen = CaseUrge.objects.visible_to(printing.user).filter(complaint=case)
    rows = [
        (
            one.at,
            label("urge_kind", one.kind),
            one.by,
            printing.eyes.text(one.text),
            printing.eyes.text(one.answer),
        )
        for one in seen.select_related("by")[:MOST_ROWS]
    ]
    columns = (_("Time"), _("Kind"), _("By"), _("Text"), _("Answer given"))
    return Listing(_("Urges and supervision"), columns, rows)


def _files(case: Complaint, eyes: Eyes) -> Listing:
    """The list a reader compares the files with."""
    rows = [
        (
            number,
            eyes.text(one.name),
            f"{one.size:,}",
            one.sha256,
            one.uploaded_by,
            one.uploaded_at,
        )
        for number, one in enumerate(attachments.of_record(case)[:MOST_ROWS], 1)
    ]
    columns = (
        *(_("No."), _("File name"), _("Bytes")),
        *("SHA-256", _("By"), _("Time")),
    )
    return Listing(_("List of files"), columns, rows)
