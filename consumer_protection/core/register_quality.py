"""Data quality at a register: its list narrowed to what a check finds, what is wrong
with one record and where that is mended."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from consumer_protection.core.periods import Period, UnknownPeriod, parse_period
from consumer_protection.core.quality import Check, check_of, faults_of


@dataclass(frozen=True, slots=True)
class ChosenCheck:
    """The check a list was opened from, and the period it was asked for, if any."""

    check: Check
    period: Period | None


def narrowed(
    noun: type[Model], request: HttpRequest, records: QuerySet[Any]
) -> tuple[ChosenCheck | None, QuerySet[Any]]:
    """Just the records the check counts; a code that is none of the register's is
    told like a page there is not."""
    code = request.GET.get("quality", "")
    if not code:
        return None, records
    check = check_of(code, noun)
    if check is None:
        raise Http404
    period = _period(request.GET.get("period", ""))
    if not check.takes(period):
        raise Http404
    return ChosenCheck(check, period), check.narrowed(records, period)


def _period(text: str) -> Period | None:
    if not text:
        return None
    try:
        return parse_period(text, as_of=timezone.localdate())
    except UnknownPeriod as error:
        raise Http404(str(error)) from error


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record; ``url`` is its form, where the asker may mend it."""

    check: Check
    url: str


def faults(record: Any, mend_url: str) -> list[Fault]:
    own = sorted(faults_of(record), key=lambda check: not check.is_error)
    return [
        Fault(one, f"{mend_url}?quality={one.code}" if mend_url else "") for one in own
    ]
