"""Letters of a case: proposed texts, drafts, numbers, notice and its proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import states
from complaints.handling import locked, refuse_helpers
from complaints.letters import letter_texts
from complaints.models import BLOCKS, Complaint, Letter
from complaints.registering import CaseRefused
from consumer_protection.core import attachments, numbers, trail
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.models import Institution, TimeLimit, User
from consumer_protection.core.transitions import make_move

# The counter of letters, apart from that of cases.
_COUNTER = "TSH"


@dataclass(frozen=True, slots=True)
class Notice:
    """That a letter was told: the day, the way, and what proves it in words or as a
    file."""

    on: date
    method: str
    proof: str = ""
    upload: attachments.Upload | None = None


def proposed(case: Complaint, kind: str) -> dict[str, str]:
    """What a letter may begin with; laws and days come from the limits in force."""
    limits = TimeLimit.objects.on(case.received_on)
    finding = label("finding", case.finding) if case.finding else ""
    outcome = label("outcome", case.outcome) if case.outcome else ""
    told = {
        "result": f"经核查，您反映的情况{finding}。处理结果：{outcome}。"
        if outcome
        else "",
        "basis": limits["complaint.decide"].law,
        "reasons": case.investigation,
        "remedies": _remedies(case, limits),
    }
    if kind == "acknowledgement":
        days = limits["complaint.decide"].days
        told["result"] = (
            f"您的投诉已受理，编号{case.number}，我们将在{days}日内告知处理结果。"
        )
    if kind == "extension" and case.extended_to:
        told["result"] = (
            f"因{case.extension_reason}，处理期限延长至{_day(case.due_on)}。"
        )
    told |= letter_texts.proposed(case, kind)
    return told if kind in states.WITH_BLOCKS else {"result": told["result"]}


@transaction.atomic
def keep_draft(
    case: Complaint,
    kind: str,
    texts: Mapping[str, str],
    letter: Letter | None = None,
    *,
    actor: User,
    at: datetime,
) -> Letter:
    """A new draft, or the changed texts of one. Raises CaseRefused, MoveRefused."""
    locked(case, actor)
    refuse_helpers(case, actor)
    if letter is not None:
        _lock(letter)
    if kind not in code_list("letter_kind").labels:
        raise CaseRefused(_("There is no such letter."))
    if letter is None:
        letter = Letter(complaint=case, kind=kind, status="draft")
        letter.written_by, letter.written_at = actor, at
    elif letter.status != "draft":
        raise CaseRefused(_("An issued letter never changes: write a new one."))
    for name in BLOCKS:
        setattr(letter, name, texts.get(name, "").strip())
    move = "changed" if letter.pk else "added"
    letter.save()
    trail.record(letter, move, actor=actor, at=at)
    return letter


@transaction.atomic
def issue(letter: Letter, *, actor: User, at: datetime) -> None:
    """Give it its number; from now on it never changes. Raises MoveRefused."""
    locked(letter.complaint, actor)
    refuse_helpers(letter.complaint, actor)
    make_move(letter, "issue", actor=actor, at=at)
    letter.issued_at = at
    letter.number = _number(letter.complaint, timezone.localdate(at).year)
    letter.save(update_fields=["issued_at", "number"])


@transaction.atomic
def tell(letter: Letter, notice: Notice, *, actor: User, at: datetime) -> None:
    """Keep that it was told, and what proves it (art. 21), once and for all. Raises
    CaseRefused, MoveRefused, FileUnfit."""
    case = letter.complaint
    locked(case, actor)
    refuse_helpers(case, actor)
    _lock(letter)
    if letter.is_told:
        raise CaseRefused(_("The notice is kept already; add a note to the journal."))
    if letter.status != "issued" or letter.issued_at is None:
        raise CaseRefused(_("Issue the letter first."))
    issued = timezone.localdate(letter.issued_at)
    if not issued <= notice.on <= timezone.localdate(at):
        message = _("Told between the day of issue and today: correct the day.")
        raise CaseRefused(message)
    if notice.method not in code_list("notify_method").labels:
        raise CaseRefused(_("Choose the way of notice."))
    if not notice.proof.strip() and notice.upload is None:
        raise CaseRefused(_("Name or attach what proves the notice."))
    if notice.upload is not None:
        letter.told_proof = attachments.attach(
            case, notice.upload, unit_id=case.unit_id, actor=actor, at=at
        )
    letter.told_on, letter.told_method = notice.on, notice.method
    letter.told_note = notice.proof.strip()[:500]
    fields = ["told_on", "told_method", "told_note", "told_proof"]
    letter.save(update_fields=fields)
    trail.record(letter, "told", actor=actor, at=at)


@transaction.atomic
def write_issued(
    case: Complaint, texts: Mapping[str, str], *, actor: User, at: datetime
) -> Letter:
    """All at once, for programs; told where a day of notice comes with it."""
    letter = keep_draft(case, texts["kind"], texts, actor=actor, at=at)
    issue(letter, actor=actor, at=at)
    if texts.get("told_on"):
        try:
            day = date.fromisoformat(texts["told_on"])
        except ValueError as error:
            message = _("No readable date: write it like 2024-03-05.")
            raise CaseRefused(message) from error
        how, proof = texts.get("told_method", ""), texts.get("told_note", "")
        tell(letter, Notice(day, how, proof), actor=actor, at=at)
    return letter


def _lock(letter: Letter) -> None:
    """The letter as it stands now: a form may have been open for long."""
    fresh = Letter.objects.select_for_update(of=("self",))
    letter.refresh_from_db(from_queryset=fresh)


def _number(case: Complaint, year: int) -> str:
    """明农信联消诉〔2024〕3号: the institution's letters, the year, the place in it."""
    own = Institution.objects.filter(unit=case.root).first()
    number = numbers.next_number(case.root, _COUNTER, year)
    return f"{own.letters if own else ''}消诉〔{year}〕{number}号"


def _remedies(case: Complaint, limits: Mapping[str, Any]) -> str:
    days = limits["complaint.recheck_apply"].days
    above = case.root.institution_name
    return (
        f"如对处理决定有异议，您可以自收到本告知书之日起{days}日内向{above}书面申请核查；"
        "也可以申请调解，或者依法申请仲裁、向人民法院提起诉讼。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
