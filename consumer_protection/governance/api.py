"""Policies, meetings and plans for programs."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.api.resources import Resource, of_ledger
from consumer_protection.core.scope import Asker
from consumer_protection.governance import ledgers
from consumer_protection.governance.actions import MEETING_FIELDS
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.filters import (
    AgendaItemFilter,
    MeetingFilter,
    PlanItemFilter,
    PolicyVersionFilter,
)
from consumer_protection.governance.models import Meeting

POLICIES = of_ledger(
    ledgers.POLICIES, PolicyVersionFilter, writes="records.keep", figures=FIGURES
)
# As in the ledger a record is an agenda item with its resolution.
MEETINGS = of_ledger(
    ledgers.MEETINGS, AgendaItemFilter, writes="records.keep", figures=FIGURES
)
PLAN_ITEMS = of_ledger(
    ledgers.PLAN_ITEMS,
    PlanItemFilter,
    writes="records.keep",
    keeps="records.keep",
    figures=FIGURES,
)


def _meetings(asker: Asker) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(asker).order_by("held_on", "pk")


def _read(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in MEETING_FIELDS}


HELD_MEETINGS = Resource(
    kind="held-meetings",
    label=_("Meetings held"),
    noun=Meeting,
    columns=tuple(ledgers.MEETINGS.column(name) for name in MEETING_FIELDS),
    records=_meetings,
    read=_read,
    filterset=MeetingFilter,
    figures=FIGURES,
    keeps="records.keep",
)
