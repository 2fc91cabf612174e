"""Data quality: what records lack or contradict, declared where the data lives.

A check of records is a condition; the list behind its count applies the very same
condition, so both agree. What hangs on no single record is a finding of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Count, Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.core.scope import Asker

Label = str | Promise
# A contradiction makes a report wrong; what is merely missing never does.
ERROR, WARNING = "error", "warning"
COMPLETE = _("Complete it in the form of the record.")
COMPARE = _("Compare it with the papers, and correct it where it is wrong.")
CONTRADICTS = _("Both cannot be true: correct the wrong one.")
SEVERITIES = {ERROR: _("Error"), WARNING: _("Warning")}


@dataclass(frozen=True, slots=True)
class Check:
    """``wrong`` is the condition, on a day, of a record to be mended; it reads no
    other table than by Exists, so that records are never counted twice."""

    code: str
    label: Label
    advice: Label
    noun: type[Model]
    wrong: Callable[[date], Q]
    severity: str = WARNING

    def records(self, records: QuerySet[Any], today: date) -> QuerySet[Any]:
        return records.filter(self.wrong(today))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong that hangs on no single record; ``url`` leads where it is
    mended."""

    code: str
    text: str
    url: str = ""
    severity: str = WARNING


@dataclass(frozen=True, slots=True)
class Question:
    """Gives the findings of one kind."""

    code: str
    label: Label
    find: Callable[[User, date], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Result:
    """How many records of an asker a check finds wrong."""

    check: Check
    count: int


@cache
def checks() -> Mapping[str, Check]:
    """Code → check, of all duties."""
    found = [one for one in _declared() if isinstance(one, Check)]
    return {one.code: one for one in found}


def questions() -> Sequence[Question]:
    return [one for one in _declared() if isinstance(one, Question)]


def results(asker: User, today: date) -> Iterator[Result]:
    """Every check of what the asker may see, with its count; one query a noun."""
    for noun, own in groupby(checks().values(), lambda check: check.noun):
        counted = _counted(list(own), _visible(noun, asker), today)
        yield from (Result(check, count) for check, count in counted if count)


def findings(asker: User, today: date) -> Iterator[Finding]:
    for question in questions():
        yield from question.find(asker, today)


def doubts(record: Model, today: date) -> list[Check]:
    """The checks one record does not pass; one query."""
    own = [one for one in checks().values() if isinstance(record, one.noun)]
    itself = type(record)._default_manager.filter(pk=record.pk)
    return [check for check, count in _counted(own, itself, today) if count]


def sample(check: Check, asker: User, today: date, most: int) -> list[Any]:
    """The first of the records a check finds wrong."""
    found = check.records(_visible(check.noun, asker), today).order_by("pk")
    return list(found[:most])


@dataclass(frozen=True, slots=True)
class About:
    """Writes down the checks of one noun; ``area`` is the first part of their codes."""

    area: str
    noun: type[Model]

    def lacks(
        self, name: str, label: Label, wrong: Q, advice: Label = COMPLETE
    ) -> Check:
        """Something is missing."""
        return self.doubt(name, label, lambda today: wrong, advice)

    def doubt(
        self,
        name: str,
        label: Label,
        wrong: Callable[[date], Q],
        advice: Label = COMPARE,
    ) -> Check:
        """Something looks wrong, or hangs on the day."""
        return Check(f"{self.area}.{name}", label, advice, self.noun, wrong)

    def contradiction(
        self, name: str, label: Label, wrong: Q | Callable[[date], Q]
    ) -> Check:
        """Two things that cannot both be true."""
        asked = wrong if callable(wrong) else lambda today: wrong
        code = f"{self.area}.{name}"
        return Check(code, label, CONTRADICTS, self.noun, asked, ERROR)


def _counted(
    own: Sequence[Check], records: QuerySet[Any], today: date
) -> list[tuple[Check, int]]:
    if not own:
        return []
    counts = {
        f"of_{number}": Count("pk", filter=check.wrong(today))
        for number, check in enumerate(own)
    }
    found = records.order_by().aggregate(**counts)
    return [(check, found[f"of_{number}"]) for number, check in enumerate(own)]


def _visible(noun: type[Model], asker: Asker) -> QuerySet[Any]:
    manager: Any = noun._default_manager
    visible: QuerySet[Any] = manager.visible_to(asker)
    return visible


@cache
def _declared() -> tuple[Check | Question, ...]:
    return tuple(one for path in settings.QUALITY for one in import_string(path))
