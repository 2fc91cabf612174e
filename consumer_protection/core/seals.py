"""Sealing the whole trail at intervals, with an anchor outside the database."""

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from consumer_protection.core.models import TrailSeal


def anchors_file() -> Path:
    """One JSON line a seal. Copied off the machine, it finds a restored database."""
    return Path(settings.DATA_DIR) / "trail-anchors.jsonl"


@transaction.atomic
def seal(*, at: datetime) -> TrailSeal | None:
    """Seal the entries of all finished transactions since the last seal.

    Bounded by transaction id, not by row id: a transaction still running may hold
    a lower row id than one already seen.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(724501)")
        cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot())")
        until = cursor.fetchone()[0]
    last = TrailSeal.objects.order_by("pk").last()
    since = last.to_txid if last else 0
    digest, entries = _digest(last.digest if last else "", since, until)
    if not entries:
        return None
    new = TrailSeal.objects.create(
        from_txid=since, to_txid=until, entries=entries, digest=digest, sealed_at=at
    )
    transaction.on_commit(lambda: _anchor(new))
    return new


def broken_seals() -> Iterator[str]:
    """A line for each seal or anchor that the entries no longer bear out."""
    seals = {}
    previous = ""
    for one in TrailSeal.objects.order_by("pk"):
        digest, entries = _digest(previous, one.from_txid, one.to_txid)
        if (digest, entries) != (one.digest, one.entries):
            yield f"seal {one.pk} of {one.sealed_at:%Y-%m-%d %H:%M}: entries were changed, added or removed"
        previous = one.digest
        seals[one.pk] = one.digest
    for number, anchor in enumerate(_anchors(), 1):
        if anchor is None:
            yield f"line {number} of {anchors_file().name} cannot be read"
        elif seals.get(anchor["seal"]) != anchor["digest"]:
            yield f"anchor of seal {anchor['seal']}: the database does not hold this seal"


def _digest(previous: str, since: int, until: int) -> tuple[str, int]:
    total = hashlib.sha256(previous.encode())
    entries = 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hash FROM core_trailentry WHERE txid >= %s AND txid < %s ORDER BY id",
            [since, until],
        )
        while rows := cursor.fetchmany(5000):
            entries += len(rows)
            for (entry,) in rows:
                total.update(entry.encode())
    return total.hexdigest(), entries


def _anchor(new: TrailSeal) -> None:
    line = {
        "seal": new.pk,
        "digest": new.digest,
        "sealed_at": new.sealed_at.isoformat(),
    }
    with anchors_file().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _anchors() -> list[dict[str, Any] | None]:
    """Line by line; None for one that broke off while it was written."""
    path = anchors_file()
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_read(line) for line in lines if line.strip()]


def _read(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return (
        found if isinstance(found, dict) and {"seal", "digest"} <= set(found) else None
    )
