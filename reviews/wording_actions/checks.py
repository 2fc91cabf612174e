"""Checking a text for its wording: asked for, read, compared, kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import files, trail
from consumer_protection.core.documents.text_refusals import TextRefused
from consumer_protection.core.documents.texts import LONGEST, kind_of, read_text
from consumer_protection.core.leases import ATTEMPTS, LEASE, LeaseLost
from consumer_protection.core.models import Unit, User
from consumer_protection.core.transitions import make_move
from reviews.models import Material as Paper
from reviews.models import Review, WordingCheck, WordingRule
from reviews.wording.checking import Material, Result, check, version_of
from reviews.wording.rules import Rule

# About twenty pages are checked while somebody waits.
AT_ONCE_CHARACTERS = 60_000
AT_ONCE_BYTES = 300 * 1024
_UNKEPT = re.compile("[\x00\ud800-\udfff]")
Tell = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be checked: a file, or a text without a ``file_name``."""

    content: bytes
    unit: Unit
    kind: str = ""
    medium: str = ""
    file_name: str = ""
    title: str = ""
    review: Review | None = None
    material_sha256: str = ""


@transaction.atomic
def ask(asked: Asked, *, actor: User, at: datetime) -> WordingCheck:
    """Keep what is to be checked; a check is owed to it. Raises TextRefused."""
    trail.acting_as(actor)
    if asked.file_name:
        kind_of(asked.file_name)
    kept = files.store(asked.content)
    own = WordingCheck.objects.create(
        status="waiting",
        title=(asked.title or asked.file_name or _first_line(asked.content))[:300],
        unit=asked.unit,
        review=asked.review,
        material_sha256=asked.material_sha256,
        kind=asked.kind,
        medium=asked.medium,
        file_name=asked.file_name[-200:],
        stored_as=kept.stored_as,
        size=kept.size,
        asked_by=actor,
        asked_at=at,
    )
    told = {"sha256": kept.sha256, "kind": own.kind, "medium": own.medium}
    trail.record(own, "asked", actor=actor, at=at, changes=told)
    return own


def ask_of_material(paper: Paper, *, actor: User, at: datetime) -> WordingCheck:
    """Check one version of a review's material. Raises TextRefused."""
    review = paper.review
    kind = "contract" if review.kind == "contract" else ""
    asked = Asked(
        files.path_of(paper.file.stored_as).read_bytes(),
        review.unit,
        "personal_loan" if review.is_personal_loan else kind,
        file_name=paper.file.name,
        title=str(paper),
        review=review,
        material_sha256=paper.sha256,
    )
    return ask(asked, actor=actor, at=at)


def ask_again(old: WordingCheck, *, actor: User, at: datetime) -> WordingCheck:
    """The same material once more, by the rules of the day."""
    asked = Asked(
        files.path_of(old.stored_as).read_bytes(),
        old.unit,
        old.kind,
        old.medium,
        old.file_name,
        old.title,
        old.review,
        old.material_sha256,
    )
    return ask(asked, actor=actor, at=at)


def check_now(own: WordingCheck, *, at: datetime) -> bool:
    """Check a short text while its asker waits; a long one is left to a worker."""
    if own.size > AT_ONCE_BYTES:
        return False
    try:
        text = _text_of(own)
    except TextRefused as refused:
        _give_up(own, refused.message, at)
        return True
    if len(text) > AT_ONCE_CHARACTERS:
        return False
    _keep(own, text, _checked(own, text, at, None), at)
    return True


@transaction.atomic
def claim(check_id: int, *, at: datetime) -> WordingCheck | None:
    """Take a check that is owed, or None where it is not, or no more."""
    owed = WordingCheck.objects.select_for_update(skip_locked=True, of=("self",))
    own: WordingCheck | None = owed.owed(at).filter(pk=check_id).first()
    if own is None:
        return None
    own.attempt += 1
    own.lease_until = at + LEASE
    own.save(update_fields=["attempt", "lease_until"])
    if own.attempt > ATTEMPTS:
        _give_up(own, _("Given up after %(count)d attempts.") % {"count": ATTEMPTS}, at)
        return None
    return own


def renew_lease(own: WordingCheck, told: dict[str, object], at: datetime) -> None:
    """Say that the worker lives and how far it is; raises LeaseLost."""
    mine = WordingCheck.objects.filter(pk=own.pk, attempt=own.attempt, status="waiting")
    if not mine.update(lease_until=at + LEASE, **told):
        raise LeaseLost(own.pk)


def work(own: WordingCheck, tell: Tell, *, at: datetime) -> None:
    """Read and check a claimed text. Safe to be broken off anywhere."""
    tell("read", 5)
    try:
        text = _text_of(own)
    except TextRefused as refused:
        _give_up(own, refused.message, at)
        return
    _keep(own, text, _checked(own, text, at, tell), at)


def found_in(text: str, unit: Unit | None, kind: str, medium: str) -> Result:
    """What today's rules say of a text that is not kept."""
    names = Material(_kind(kind), medium)
    material = names if unit is None else material_of(unit, kind, medium)
    return check(text, rules_on(timezone.localdate()), material)


def rules_on(day: date) -> list[Rule]:
    return [one.value for one in WordingRule.objects.in_force(day)]


def material_of(unit: Unit, kind: str, medium: str) -> Material:
    """``kind`` "other" leaves it to the text what must be in it."""
    root = unit.root or unit
    own = getattr(root, "institution", None)
    name = own.legal_name if own is not None else root.name
    return Material(_kind(kind), medium, (name,))


def _kind(kind: str) -> str:
    return "" if kind == "other" else kind


def clean(text: str) -> str:
    """Without what cannot be kept, every character in its place."""
    return _UNKEPT.sub("\ufffd", text)


def _text_of(own: WordingCheck) -> str:
    path = files.path_of(own.stored_as)
    if own.file_name:
        return clean(read_text(path, own.file_name))
    text = clean(path.read_text(encoding="utf-8"))
    if not text.strip():
        raise TextRefused("empty")
    if len(text) > LONGEST:
        raise TextRefused("too_complex")
    return text


def _checked(
    own: WordingCheck, text: str, at: datetime, tell: Tell | None
) -> tuple[str, Result]:
    rules = rules_on(timezone.localdate(at))
    material = material_of(own.unit, own.kind, own.medium)
    progress = None

    if tell is not None:

        def progress(percent: int) -> None:
            tell("rules", 10 + percent * 85 // 100)

    return version_of(rules), check(text, rules, material, progress)


@transaction.atomic
def _keep(
    own: WordingCheck, text: str, found: tuple[str, Result], at: datetime
) -> None:
    rules, result = found
    encoded = text.encode()
    told = {
        "rules": rules,
        "text_sha256": sha256(encoded).hexdigest(),
        "hits": len(result.hits),
        "blocks": result.blocks,
        "omissions": len(result.omissions),
    }
    make_move(own, "finish", actor=own.asked_by, at=at, told=told)
    own.text_as = files.store(encoded).stored_as
    own.text_sha256, own.characters = str(told["text_sha256"]), len(text)
    own.rules_version, own.result = rules, result.as_json()
    own.checked_at, own.checked_on = at, timezone.localdate(at)
    own.hit_count, own.block_count = len(result.hits), result.blocks
    own.omission_count = len(result.omissions)
    own.progress, own.step, own.lease_until = 100, "", None
    own.save()


@transaction.atomic
def _give_up(own: WordingCheck, reason: str, at: datetime) -> None:
    make_move(own, "give_up", actor=own.asked_by, at=at, note=reason)
    own.failure, own.lease_until = reason, None
    own.save(update_fields=["failure", "lease_until"])


def _first_line(content: bytes) -> str:
    text = clean(content[:2000].decode(errors="replace")).strip()
    line = text.splitlines()[0].strip() if text else ""
    return line[:60] or _("Pasted text")
