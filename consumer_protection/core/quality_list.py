"""The whole list of data quality for one asker, for the page and the command."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from consumer_protection.core import pii
from consumer_protection.core.models import User
from consumer_protection.core.periods import Period
from consumer_protection.core.quality import (
    Check,
    Label,
    Remark,
    checks,
    counts,
    surveys,
)

_FEW = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One check that found something; ``url`` opens its very records, ``remarks`` are
    what a survey found."""

    code: str
    app: str
    label: Label
    advice: Label
    count: int
    is_error: bool
    url: str = ""
    remarks: tuple[Remark, ...] = ()
    check: Check | None = None

    @property
    def severity(self) -> str:
        return "error" if self.is_error else "warning"


def lines(asker: User, at: datetime, period: Period | None = None) -> list[Line]:
    """What was found, in the order declared, errors of each duty first. A period
    takes the records of its days, and of the surveys all."""
    asked = [one for one in checks() if one.is_seen_by(asker) and one.takes(period)]
    number = counts(asker, asked, period)
    found = [_line(one, number[one.code], period) for one in asked if number[one.code]]
    found += list(_surveyed(asker, at))
    order = list(dict.fromkeys(line.app for line in found))
    return sorted(found, key=lambda line: (order.index(line.app), not line.is_error))


def _line(check: Check, count: int, period: Period | None) -> Line:
    asked = {"quality": check.code} | ({"period": period.code} if period else {})
    url = f"{reverse(check.list_route)}?{urlencode(asked)}"
    return Line(
        check.code,
        check.app,
        check.label,
        check.advice,
        count,
        check.is_error,
        url,
        check=check,
    )


def _surveyed(asker: User, at: datetime) -> Iterator[Line]:
    for one in surveys():
        if not one.is_seen_by(asker):
            continue
        found = tuple(one.find(asker, at))
        if found:
            yield Line(
                one.code,
                one.app,
                one.label,
                one.advice,
                len(found),
                is_error=False,
                remarks=found,
            )


def names(
    line: Line, asker: User, period: Period | None = None, *, every: bool = False
) -> list[str]:
    """What the records are called: their number, where they have one; the first few,
    or every one. Texts are masked."""
    if line.check is None:
        told = [remark.text for remark in line.remarks]
    else:
        records = line.check.records(asker, period).order_by("pk")
        told = list(map(name_of, records if every else records[:_FEW]))
    return told if every else told[:_FEW]


def name_of(record: Any) -> str:
    return pii.mask_text(str(record))
