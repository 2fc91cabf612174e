"""How values look on pages."""

from datetime import date, datetime
from html import unescape
from typing import Any

from django import template
from django.apps import apps
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list, label

register = template.Library()

# What is told of records beside the moves of their machines.
_TOLD: dict[str, str | Promise] = {
    "added": gettext_lazy("Added"),
    "added_by_api": gettext_lazy("Added by another program"),
    "added_by_hand": gettext_lazy("Entered by hand"),
    "changed": gettext_lazy("Changed"),
    "changed_by_api": gettext_lazy("Changed by another program"),
    "corrected": gettext_lazy("Corrected"),
    "answered": gettext_lazy("Answered"),
    "code_given": gettext_lazy("One-time code given"),
    "declared": gettext_lazy("Declared complete"),
    "extended": gettext_lazy("Extended"),
    "restarted": gettext_lazy("Restarted"),
    "told": gettext_lazy("Told"),
    "appointed": gettext_lazy("Appointed"),
    "term_ended": gettext_lazy("Term ended"),
    "proposed": gettext_lazy("Proposed"),
    "planned": gettext_lazy("Meeting planned"),
    "resolved": gettext_lazy("Resolution entered"),
    "minutes_written": gettext_lazy("Minutes written"),
    "opinion_given": gettext_lazy("Supervision opinion entered"),
    "followed_up": gettext_lazy("Follow-up reported"),
    "drafted": gettext_lazy("Drafted"),
    "read_confirmed": gettext_lazy("Reading confirmed"),
    "downloaded": gettext_lazy("Downloaded"),
    "ended": gettext_lazy("Ended"),
    "exported": gettext_lazy("Exported"),
    "attached": gettext_lazy("Attached"),
    "question_added": gettext_lazy("Question added"),
    "question_dropped": gettext_lazy("Question dropped"),
    "attended": gettext_lazy("List of signatures taken"),
    "photo_described": gettext_lazy("Photo described"),
    "figures_added": gettext_lazy("Figures entered"),
    "issued": gettext_lazy("Issued"),
    "imported": gettext_lazy("Imported from a ledger"),
    "logo_removed": gettext_lazy("Logo taken away"),
    "logo_set": gettext_lazy("Logo set"),
    "made_lead": gettext_lazy("Made lead department"),
    "password_set": gettext_lazy("Password set"),
    "printed": gettext_lazy("Case file printed"),
    "read": gettext_lazy("Read"),
    "requested": gettext_lazy("Requested"),
    "checked": gettext_lazy("Checklist filled in"),
    "prechecked": gettext_lazy("Checked by the submitter"),
    "opinion_dropped": gettext_lazy("Opinion taken out"),
    "risk_judged": gettext_lazy("Opinion on risk given"),
    "released": gettext_lazy("Released file added"),
    "difference_confirmed": gettext_lazy("Difference explained"),
    "decided": gettext_lazy("Decided"),
    "finished": gettext_lazy("Finished"),
    "filed_online": gettext_lazy("Filed online by the complainant"),
    "revoked": gettext_lazy("Revoked"),
    "revealed": gettext_lazy("Personal data shown"),
    "supervised": gettext_lazy("Supervised"),
    "taken_back": gettext_lazy("Import taken back"),
    "task_set": gettext_lazy("Task set"),
    "urged": gettext_lazy("Urged"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "updated_from_ledger": gettext_lazy("Updated from a ledger"),
    "asked": gettext_lazy("Asked for a check"),
    "exception_asked": gettext_lazy("Exception asked for"),
    "exception_approved": gettext_lazy("Exception approved"),
    "exception_refused": gettext_lazy("Exception refused"),
    "exception_withdrawn": gettext_lazy("Exception withdrawn"),
    "case_added": gettext_lazy("Complaint added"),
    "case_removed": gettext_lazy("Complaint taken out"),
    "problem_found": gettext_lazy("Added to a problem"),
    "stage_recorded": gettext_lazy("Stage recorded"),
    "rectification_set": gettext_lazy("Rectification set"),
    "sanction_added": gettext_lazy("Sanction recorded"),
    "second_round_opened": gettext_lazy("Second round opened"),
    "suggestion_answered": gettext_lazy("Suggestion answered"),
    "tried": gettext_lazy("Called"),
    "recheck_applied": gettext_lazy("Applied for a recheck"),
    "reopened_case": gettext_lazy("Case reopened"),
    "mediation_offered": gettext_lazy("Mediation offered"),
    "marked_repeat": gettext_lazy("Marked as repeat"),
    "unmarked_repeat": gettext_lazy("Not a repeat after all"),
    "due_moved": gettext_lazy("Due day moved"),
    "due_date_moved": gettext_lazy("Due day moved"),
    "state_from_findings": gettext_lazy("State follows its findings"),
    "used": gettext_lazy("Used"),
    "received": gettext_lazy("File received"),
    "choice_forgotten": gettext_lazy("Remembered choice taken back"),
    "made_by_rule": gettext_lazy("Made by its rule"),
    "submitted": gettext_lazy("Handed in"),
    "opened": gettext_lazy("Opened"),
    "closed": gettext_lazy("Closed"),
    "reported": gettext_lazy("Reported"),
    "fulfilled_by": gettext_lazy("Linked to what fulfils it"),
    "assigned": gettext_lazy("Assigned"),
}


@register.filter
def shown(value: object) -> str:
    """A value for people: dates as 2024-03-05, yes and no in words, nothing as —."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value)


@register.filter
def coded(code: str, list_name: str) -> str:
    """A code's label of the list."""
    return label(list_name, code)


@register.filter
def masked(text: str) -> str:
    """Free text without the numbers of people."""
    return pii.mask_text(text)


@register.filter
def move_label(action: str) -> str:
    """A trail action in words: its machine's label, what is told elsewhere, its name."""
    noun, _dot, move = action.rpartition(".")
    machine = getattr(_noun(noun), "machine", None)
    if machine is not None and move in machine.moves:
        return str(machine.moves[move].label)
    return str(_TOLD.get(move, move))


@register.filter
def status_change(entry: Any) -> dict[str, str] | None:
    """The states before and after, where the noun's states have a list of labels."""
    change = entry.changes.get("status")
    labels = code_list(f"{entry.noun.rpartition('.')[2]}_status").labels
    if not isinstance(change, list) or len(change) != 2 or change[1] not in labels:
        return None
    return {"old": labels.get(change[0], ""), "new": labels[change[1]]}


def _noun(name: str) -> Any:
    try:
        return apps.get_model(name)
    except (LookupError, ValueError):
        return None


@register.filter
def is_filled(facts: Any) -> list[Any]:
    """The labelled values that hold something."""
    return [fact for fact in facts if fact[1] not in (None, "")]


@register.filter
def is_ended(record: Any) -> bool:
    """Whether a record is past its last move, as far as it knows."""
    return not getattr(record, "is_open", True)


@register.simple_tag
def reverse_or_none(name: str) -> str:
    """The address of a named route, or nothing where it does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.simple_tag(takes_context=True)
def block_text(context: Any, name: str) -> str:
    """The text of a block of the page in hand, where it is needed a second time."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks and blocks.get_block(name)
    text = unescape(strip_tags(block.render(context))) if block else ""
    return " ".join(text.split())
