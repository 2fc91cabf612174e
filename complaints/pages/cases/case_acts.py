"""What may be done with a case next: offered in groups, only what is possible."""

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.models.life import keeps_case
from complaints.pages.after.after_beside import after_acts
from complaints.pages.learning.learning_beside import learning_acts
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act

_HANDLE = "complaints.handle"
# The steps of the way itself; others lead off it.
_FORWARD = frozenset(
    {
        "register",
        "accept",
        "assign",
        "investigate",
        "resume",
        "propose",
        "decide",
        "notify",
        "close",
        "answer",
    }
)
# A letter offered in each state, before the next move.
_LETTERS = {
    "registered": ("acknowledgement", "not_handled"),
    "accepted": ("acknowledgement",),
    "suspended": ("suspension",),
    "decided": ("decision",),
    "notified": ("decision",),
}
_NEXT, _ADD = _("Next steps"), _("Add")
_WRITE, _LEARN = _("Letters"), _("Learning")
_AFTER = _("After the answer")


def acts(case: Complaint, asker: User) -> list[Act]:
    """Only what is possible next, for this asker; those without a group stand at the
    head of the page."""
    found: list[Act] = []
    if keeps_case(case, asker):
        found += _moves(case, asker)
    if asker.scope.allows(_HANDLE):
        found += _notes(case)
    found.append(_to("case_work", _("Tasks and urges"), case, _ADD))
    if asker.scope.allows(_HANDLE):
        found += _letters(case)
    found += [replace(act, group=_AFTER) for act in after_acts(case, asker)]
    learnt = [replace(act, group=_LEARN) for act in learning_acts(case, asker)]
    paper = _to("case_file", _("Case file"), case)
    return [*found, *learnt, replace(paper, icon="download")]


def _moves(case: Complaint, asker: User) -> list[Act]:
    """Steps of the way first, each with what stands in its way."""
    found = []
    for move in case.next_moves(asker):
        url = reverse("complaints:case_move", args=[case.pk, move.name])
        why_not = getattr(case, move.guard)(asker) if move.guard else ""
        is_main = move.name in _FORWARD and not why_not
        found.append(
            Act(move.label, url, is_main=is_main, group=_NEXT, why_not=str(why_not))
        )
    found.sort(key=lambda act: not (act.is_main or act.why_not))
    return [*found, *_more_time(case, asker)]


def _more_time(case: Complaint, asker: User) -> Iterator[Act]:
    for extension in case.extensions.filter(status__in=("asked", "approved")):
        for move in extension.machine.open_to(asker, extension.status):
            url = reverse("complaints:extension_move", args=[extension.pk, move.name])
            title = _("Extension: %(move)s") % {"move": move.label}
            yield Act(title, url, group=_NEXT)


def _notes(case: Complaint) -> Iterator[Act]:
    yield _to("case_note", _("Add to the journal"), case, _ADD)
    if not case.is_open:
        return
    yield _to("case_facts", _("New facts"), case, _ADD)
    waiting = case.extensions.filter(status__in=("asked", "approved"))
    if not case.is_overdue and not waiting.exists():
        yield _to("case_extend", _("Ask for an extension"), case, _ADD)


def _letters(case: Complaint) -> Iterator[Act]:
    if case.is_open:
        for kind in _LETTERS.get(case.status, ()):
            url = reverse("complaints:letter_new", args=[case.pk, kind])
            yield Act(label("letter_kind", kind), url, "plus", group=_WRITE)
    for letter in case.letters.exclude(status="discarded"):
        url = reverse("complaints:letter_detail", args=[letter.pk])
        name = letter.number or label("letter_kind", letter.kind)
        state = label("letter_state", letter.status)
        yield Act(f"{name} · {state}", url, group=_WRITE)


def _to(door: str, title: object, case: Complaint, group: object = "") -> Act:
    url = reverse(f"complaints:{door}", args=[case.pk])
    return Act(title, url, group=group)  # type: ignore[arg-type]
