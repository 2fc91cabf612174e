"""What pages and documents of governance read."""

import difflib
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from consumer_protection.core.codes import label
from consumer_protection.core.models import Unit
from consumer_protection.core.scope import Asker
from consumer_protection.governance.figures import TEN_CATEGORIES
from consumer_protection.governance.models import (
    AgendaItem,
    Assignment,
    LawArticle,
    Meeting,
    Policy,
    PolicyVersion,
    UnitDuty,
)


def agenda(meeting: Meeting) -> QuerySet[AgendaItem]:
    return meeting.items.select_related("unit", "meeting").order_by("pk")


def last_resolutions(meeting: Meeting, asker: Asker) -> QuerySet[AgendaItem]:
    """How the last resolutions went, for the agenda of this meeting."""
    found = AgendaItem.objects.visible_to(asker).before(meeting)
    ordered: QuerySet[AgendaItem] = found.select_related("unit", "meeting").order_by(
        "meeting__held_on", "pk"
    )
    return ordered


def draft_minutes(meeting: Meeting, asker: Asker) -> str:
    """What the records tell already, for the secretary to complete."""
    present = [one.name for one in meeting.attendances.filter(is_present=True)]
    absent = [one.name for one in meeting.attendances.filter(is_present=False)]
    lines = [
        f"出席：{'、'.join(present)}。" if present else "",
        f"缺席：{'、'.join(absent)}。" if absent else "",
        f"应到{meeting.expected or 0}人，实到{meeting.present or 0}人，"
        + ("符合法定人数。" if meeting.has_quorum else "未达到法定人数，不作决议。"),
        *(
            f"听取上次决议落实情况：{one.resolution_number or one.text}，"
            f"{label('follow_up', one.follow_up) or '未报告'}。"
            for one in last_resolutions(meeting, asker)
        ),
    ]
    for number, item in enumerate(agenda(meeting), start=1):
        lines.append(f"议题{number}：{item.text}。")
        if item.resolution:
            lines.append(f"会议决议：{item.resolution}")
    return "\n".join(line for line in lines if line)


def coverage(asker: Asker, day: Any) -> list[tuple[str, list[PolicyVersion]]]:
    """Each of the ten categories with the versions in force on a day."""
    found = PolicyVersion.objects.visible_to(asker).in_force_on(day)
    versions = list(found.select_related("policy"))
    return [
        (
            label("policy_category", code),
            [one for one in versions if one.policy.category == code],
        )
        for code in TEN_CATEGORIES
    ]


def matrix(asker: Asker) -> tuple[list[Unit], list[tuple[str, list[str]]]]:
    """Units across, duties down, in each cell the unit's part."""
    found = UnitDuty.objects.visible_to(asker).select_related("unit")
    told = list(found.order_by("unit__code", "duty"))
    units = list({one.unit_id: one.unit for one in told}.values())
    parts = {(one.duty, one.unit_id): label("duty_part", one.part) for one in told}
    names = list(dict.fromkeys(one.duty for one in sorted(told, key=_by_pk)))
    rows = [
        (name, [parts.get((name, unit.pk), "") for unit in units]) for name in names
    ]
    return units, rows


def _by_pk(record: UnitDuty) -> int:
    return record.pk


def liaisons(asker: Asker, day: Any) -> list[tuple[Unit, list[Assignment]]]:
    """Every outlet with its liaison persons; an empty list is a gap."""
    serving = Assignment.objects.visible_to(asker).filter(
        Q(until_on=None) | Q(until_on__gt=day), kind="liaison", from_on__lte=day
    )
    known = list(serving)
    outlets = Unit.objects.visible_to(asker).valid_on(day).filter(kind="outlet")
    return [
        (unit, [one for one in known if one.unit_id == unit.pk])
        for unit in outlets.order_by("code")
    ]


def articles_of(policy: Policy, asker: Asker) -> QuerySet[LawArticle]:
    """The articles of law this policy carries out."""
    found: QuerySet[LawArticle] = LawArticle.objects.visible_to(asker)
    return found.filter(policies=policy).order_by("law", "pk")


def version_before(version: PolicyVersion) -> PolicyVersion | None:
    own: Policy = version.policy
    others = own.versions.exclude(pk=version.pk).filter(
        effective_on__lte=version.effective_on
    )
    before: PolicyVersion | None = others.order_by("effective_on", "pk").last()
    return before


def difference(old: str, new: str) -> Sequence[tuple[str, str]]:
    """Lines as ``same``, ``added`` or ``removed``."""
    kinds = {"  ": "same", "+ ": "added", "- ": "removed"}
    told = difflib.ndiff(old.splitlines(), new.splitlines())
    return [(kinds[line[:2]], line[2:]) for line in told if line[:2] in kinds]
