"""Which reports there are, and how the content of one is made in a snapshot."""

from datetime import datetime
from types import MappingProxyType

from django.utils import timezone

from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import Period, parse_period
from consumer_protection.core.snapshot import snapshot
from reporting.reports import annual_work
from reporting.reports.checks import run_checks
from reporting.reports.frozen import Frozen
from reporting.reports.outline import outline

KINDS = MappingProxyType({annual_work.KIND: annual_work})


class UnknownKind(LookupError):
    """No report of this kind."""


def known_kind(kind: str) -> str:
    if kind not in KINDS:
        raise UnknownKind(", ".join(KINDS))
    return kind


def freeze(
    kind: str, period_code: str, *, root: Unit, asker: User, at: datetime
) -> Frozen:
    """Read everything in one snapshot, then write and check; nothing is saved.

    Stocks stand at the end of the period, or on the day of ``at`` while it runs.
    """
    report = KINDS[known_kind(kind)]
    period: Period = parse_period(period_code, as_of=timezone.localdate(at))
    with snapshot():
        material = report.gather(asker, root, period)
    sections = report.write(material, period)
    return Frozen(
        kind=kind,
        period=period.code,
        template=outline(kind).version,
        title=report.title(material["institution"], period),
        institution=material["institution"],
        facts=material["facts"],
        sections=sections,
        checks=run_checks(material["facts"], sections),
        names=material["names"],
        labels=material["labels"],
        tables=material["tables"],
    )
