"""Which reports there are, and how the content of one is made in a snapshot."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from django.utils import timezone

from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import Period, parse_period
from consumer_protection.core.snapshot import snapshot
from reporting.models import SectionText
from reporting.models.section_text import own_texts
from reporting.reports import annual_work
from reporting.reports.checks import run_checks
from reporting.reports.frozen import Frozen
from reporting.reports.outline import outline
from reporting.reports.text import Section

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
    Texts that people wrote stand in place of the proposed ones.

    Stocks stand at the end of the period, or on the day of ``at`` while it runs.
    """
    report = KINDS[known_kind(kind)]
    period: Period = parse_period(period_code, as_of=timezone.localdate(at))
    with snapshot():
        material = report.gather(asker, root, period)
        texts = SectionText.objects.visible_to(asker)
        newest = texts.newest(root.pk, kind, period.code)
        own = own_texts(newest)
    sections = _with_own(report.write(material, period), own)
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


def _with_own(proposed: list[Section], own: Mapping[str, str]) -> list[Section]:
    return [
        replace(section, text=own[section.code], proposed=section.text)
        if section.code in own
        else section
        for section in proposed
    ]
