"""What happened with a case, newest first: moves, journal, letters, tasks, urges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import CaseTask, CaseUrge, Complaint, Letter
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import TrailEntry, User
from consumer_protection.core.templatetags.display import move_label, status_change

# Of each kind; whoever wants to read more prints the case file.
MOST = 200
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Event:
    """``kind`` is its look: move, note, contact, evidence, letter, task, urge or look;
    ``day`` is set where only the day is known."""

    at: datetime
    kind: str
    head: str
    who: object = ""
    text: str = ""
    more: str = ""
    url: str = ""
    file: Any = None
    day: date | None = None


def time_line(
    case: Complaint, entries: Sequence[TrailEntry], user: User
) -> list[Event]:
    """``entries`` are the newest of the trail; what else stands beside the case comes
    with them, as far as the asker sees it."""
    seen_tasks = CaseTask.objects.visible_to(user).filter(complaint=case)
    tasks = {one.pk: one for one in seen_tasks.select_related("unit", "answered_by")}
    seen_urges = CaseUrge.objects.visible_to(user).filter(complaint=case)
    urges = {one.pk: one for one in seen_urges.select_related("answered_by")[:MOST]}
    found = [
        *(_move(entry, tasks, urges) for entry in entries),
        *_journal(case),
        *_letters(case),
        *_extensions(case),
        *_answers(tasks.values()),
        *_urge_answers(urges.values()),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _move(entry: TrailEntry, tasks: dict[int, Any], urges: dict[int, Any]) -> Event:
    name = entry.action.rpartition(".")[2]
    change = status_change(entry)
    came = f"{change['old']} → {change['new']}".removeprefix(" → ") if change else ""
    kind, text, url = "move" if change else "look", entry.note, ""
    if task := tasks.get(entry.changes.get("task")):
        kind, text, url = "task", task.text, task.get_absolute_url()
        came = f"{task.unit} · {_('Due on')} {task.due_on:%Y-%m-%d}"
    elif urge := urges.get(entry.changes.get("urge")):
        kind, text = "urge", urge.text
    elif name == "attached":
        text = str(entry.changes.get("file", ""))
    elif due := entry.changes.get("due_on"):
        days = " → ".join(map(str, due)) if isinstance(due, list) else due
        kind, came = "move", f"{_('Due on')} {days}"
    return Event(
        entry.happened_at,
        kind,
        move_label(entry.action),
        entry.actor or _("Unknown"),
        pii.mask_text(text),
        came,
        url,
    )


def _journal(case: Complaint) -> Iterator[Event]:
    entries = case.journal.select_related("by", "attachment").order_by("-at", "-pk")
    for one in entries[:MOST]:
        head = label("journal_kind", one.kind)
        if one.evidence:
            head = f"{head} · {label('evidence_kind', one.evidence)}"
        written = timezone.localdate(one.at)
        was = f"{one.happened_on:%Y-%m-%d}" if one.happened_on != written else ""
        yield Event(
            one.at, one.kind, head, one.by, pii.mask_text(one.text), was,
            file=one.attachment,
        )  # fmt: skip


def _letters(case: Complaint) -> Iterator[Event]:
    for one in case.letters.select_related("written_by")[:MOST]:
        kind = label("letter_kind", one.kind)
        url = reverse("complaints:letter_detail", args=[one.pk])
        is_draft = one.issued_at is None
        yield Event(
            one.issued_at or one.written_at,
            "note" if is_draft else "letter",
            f"{kind} · {label('letter_state', one.status)}",
            one.written_by,
            more=one.number,
            url=url,
        )
        if one.told_on is not None:
            yield _told(one, kind, url)


def _told(letter: Letter, kind: str, url: str) -> Event:
    way = label("notify_method", letter.told_method)
    head = f"{kind} · {_('Told to the complainant')}"
    text = pii.mask_text(letter.told_note)
    at, day = letter.issued_at or letter.written_at, letter.told_on
    if day is not None:
        at = max(at, _noon(day))
    return Event(at, "letter", head, "", text, way, url, day=day)


def _extensions(case: Complaint) -> Iterator[Event]:
    for one in case.extensions.select_related("asked_by")[:MOST]:
        state = label("extension_state", one.status)
        until = f"{_('Extended to')} {one.until:%Y-%m-%d}"
        head = f"{label('extension_kind', one.kind)} · {state}"
        text = pii.mask_text(one.reason)
        yield Event(one.asked_at, "task", head, one.asked_by, text, until)


def _answers(tasks: Any) -> Iterator[Event]:
    for one in tasks:
        if one.answered_on is not None:
            head = f"{one.unit} · {_('Answer given')}"
            yield Event(
                _noon(one.answered_on),
                "task",
                head,
                one.answered_by or "",
                pii.mask_text(one.answer),
                label("casetask_status", one.status),
                one.get_absolute_url(),
                day=one.answered_on,
            )


def _urge_answers(urges: Any) -> Iterator[Event]:
    for one in urges:
        if one.answered_at is not None:
            head = f"{label('urge_kind', one.kind)} · {_('Answer given')}"
            text = pii.mask_text(one.answer)
            yield Event(one.answered_at, "urge", head, one.answered_by, text)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, _NOON))
