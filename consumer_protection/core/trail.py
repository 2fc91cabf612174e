"""Writing, reading and verifying the trail."""

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models
from django.db.models import Max, Q

from consumer_protection.core import pii
from consumer_protection.core.models import TrailEntry, User

_INSERT = """
INSERT INTO core_trailentry (noun, record_id, action, actor_id, note, changes, happened_at)
VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s)
"""
_INSERT_MANY = """
INSERT INTO core_trailentry (noun, record_id, action, actor_id, note, changes, happened_at)
SELECT %s, record_id, %s, %s, '', changes::jsonb, %s
FROM unnest(%s::bigint[], %s::text[]) AS told (record_id, changes)
"""
_READ = """
SELECT noun, record_id, action, actor_id, note, changes::text,
       trail_time(happened_at), trail_time(recorded_at), txid, sequence,
       previous_hash, hash, id
FROM core_trailentry ORDER BY noun, record_id, sequence
"""
_PARTS = 11
_HASH = re.compile(r"[0-9a-f]{64}")
# Entries that tell of somebody looking; the record is the same as before.
_LOOKS = (
    Q(action__endswith=".read")
    | Q(action__endswith=".revealed")
    | Q(action__endswith=".printed")
)


@dataclass(frozen=True, slots=True)
class Way:
    """How a record came in, as its trail tells a new one and a changed one."""

    created: str
    changed: str


LEDGER = Way("imported", "updated_from_ledger")
API = Way("added_by_api", "changed_by_api")
FORM = Way("added_by_hand", "corrected")


def acting_as(actor: User) -> None:
    """Name the actor for rows the triggers catch in this transaction.

    Called first in every action, inside its transaction; it ends with it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('trail.actor', %s, true)", [str(actor.pk)])


def record(
    subject: models.Model,
    move: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    changes: Mapping[str, object] | None = None,
) -> None:
    """Tell a move in the same transaction as its effect; never a plain personal
    value in ``changes``, since an entry cannot be taken out again: what looks like a
    phone, ID or card in a text, such as a file's name, is masked."""
    noun = subject._meta.label_lower
    values = [noun, subject.pk, f"{noun}.{move}", actor.pk, pii.mask_text(note)]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [*values, _told(changes or {}), at])


def record_all(
    told: Sequence[tuple[models.Model, Mapping[str, object]]],
    move: str,
    *,
    actor: User,
    at: datetime,
) -> None:
    """Tell the same move of many records of one noun, each with its changes."""
    if not told:
        return
    noun = told[0][0]._meta.label_lower
    ids = [subject.pk for subject, _changes in told]
    changes = [_told(changed) for _subject, changed in told]
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT_MANY, [noun, f"{noun}.{move}", actor.pk, at, ids, changes]
        )


def of_record(subject: models.Model) -> models.QuerySet[TrailEntry]:
    """The record's entries, oldest first; reading the record is the permission."""
    entries = TrailEntry.objects.filter(
        noun=subject._meta.label_lower, record_id=subject.pk
    )
    return entries.select_related("actor").order_by("sequence")


def version_of(subject: models.Model) -> int:
    """The number of the record's last entry that is no look at it: it grows with
    every change of its row.

    To compare and then write, lock the row first.
    """
    return versions_of([subject])[subject.pk]


def versions_of(subjects: Collection[models.Model]) -> dict[int, int]:
    """The versions of several records of one noun by their ids; one query."""
    found = {one.pk: 0 for one in subjects}
    nouns = {one._meta.label_lower for one in subjects}
    entries = TrailEntry.objects.filter(noun__in=nouns, record_id__in=found)
    rows = entries.exclude(_LOOKS).values("record_id").order_by()
    newest = rows.annotate(newest=Max("sequence")).values_list("record_id", "newest")
    return found | dict(newest)


def moves_of(subject: models.Model) -> models.QuerySet[TrailEntry]:
    """What people did, without the row changes the triggers caught."""
    return of_record(subject).exclude(Q(action__contains=".row_"))


def without_looks(entries: models.QuerySet[TrailEntry]) -> models.QuerySet[TrailEntry]:
    """What was done, without who looked."""
    return entries.exclude(_LOOKS)


def last_of(subject: models.Model, *moves: str) -> datetime | None:
    """When the record last made one of these moves."""
    actions = [f"{subject._meta.label_lower}.{move}" for move in moves]
    entries = of_record(subject).filter(action__in=actions)
    last: datetime | None = entries.aggregate(last=Max("happened_at"))["last"]
    return last


def entry_hash(parts: tuple[object, ...]) -> str:
    """The hash of one entry's parts, exactly as the trigger computes it."""
    text = "".join(f"{len(part)}:{part}" for part in map(_text, parts))
    return hashlib.sha256(text.encode()).hexdigest()


def _told(changes: Mapping[str, object]) -> str:
    return json.dumps(_masked(dict(changes)), ensure_ascii=False, default=str)


def _masked(value: object) -> object:
    """Its texts without personal numbers; the hash of a file is no such text."""
    if isinstance(value, str):
        return value if _HASH.fullmatch(value) else pii.mask_text(value)
    if isinstance(value, Mapping):
        return {name: _masked(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(one) for one in value]
    return value


def _text(part: object) -> str:
    return "" if part is None else str(part)


def broken_entries() -> Iterator[str]:
    """A line for each entry whose hash, sequence or link does not hold."""
    chain: tuple[object, object] = ("", 0)
    sequence, previous = 0, ""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        while rows := cursor.fetchmany(2000):
            for row in rows:
                if (row[0], row[1]) != chain:
                    chain, sequence, previous = (row[0], row[1]), 0, ""
                sequence += 1
                whole = row[11] == entry_hash(row[:_PARTS]) and row[10] == previous
                if not whole or row[9] != sequence:
                    yield f"{row[0]} {row[1]}: entry {row[12]} (sequence {row[9]})"
                sequence, previous = row[9], row[11]
