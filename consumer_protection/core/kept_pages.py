"""What a plain record shows of itself."""

from collections.abc import Sequence
from typing import Any

from consumer_protection.core import pii
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.core.registers import Label, Listing, Section, Shown

KEEP = "records.keep"


def facts_of(ledger: Ledger, record: Any) -> list[tuple[Label, object]]:
    """A record's values under its ledger's own words, what is personal in its texts
    masked."""
    values = ledger.read(record)
    return [
        (one.label, _told(one.parser.write(values[one.field])))
        for one in ledger.columns
        if values[one.field] not in (None, "", ())
    ]


def _told(value: object) -> object:
    return pii.mask_text(value) if isinstance(value, str) else value


def shown(
    ledger: Ledger,
    record: Any,
    title: Label,
    *,
    status: str = "",
    is_ended: bool = False,
    listings: Sequence[Listing] = (),
) -> Shown:
    section = Section(title, facts_of(ledger, record))
    return Shown(str(record), status, is_ended, (section,), listings)
