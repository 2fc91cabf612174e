"""The lists of education."""

from typing import Any

import django_tables2 as tables

from consumer_protection.core.tables import CodeColumn, DayColumn
from education.models import Campaign, Training


class CountColumn(tables.Column):
    """A count that says so where people rounded it."""

    def render(self, record: Any, bound_column: Any) -> str:
        return str(record.count(bound_column.name))


class CampaignTable(tables.Table):
    name = tables.Column(linkify=True)
    status = CodeColumn("campaign_status")
    kind = CodeColumn("campaign_kind")
    mode = CodeColumn("campaign_mode")
    unit = tables.Column()
    starts_on = DayColumn()
    ends_on = DayColumn()
    activities = CountColumn()
    reached = CountColumn()
    leaflets = CountColumn()
    reported_on = DayColumn()

    class Meta:
        model = Campaign
        fields = (
            "name",
            "status",
            "kind",
            "mode",
            "unit",
            "starts_on",
            "ends_on",
            "activities",
            "reached",
            "leaflets",
            "reported_on",
        )


class TrainingTable(tables.Table):
    name = tables.Column(linkify=True)
    kind = CodeColumn("training_kind")
    unit = tables.Column()
    held_on = DayColumn()
    expected = CountColumn()
    present = CountColumn()
    trainer = CodeColumn("trainer")
    passed = CountColumn()

    class Meta:
        model = Training
        fields = (
            "name",
            "kind",
            "unit",
            "held_on",
            "expected",
            "present",
            "trainer",
            "passed",
        )
