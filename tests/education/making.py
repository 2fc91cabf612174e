"""Campaigns and trainings of tests."""

from datetime import date

from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.models import Unit
from education import actions
from education.models import Campaign, Training


def campaign(actor, at, **values) -> Campaign:
    """A campaign of March 2024, reported, unless told otherwise."""
    known = {
        "name": "“3·15”教育宣传",
        "kind": "mar15",
        "mode": "concentrated",
        "starts_on": date(2024, 3, 11),
        "ends_on": date(2024, 3, 20),
        "reported_on": date(2024, 3, 24),
    }
    return actions.import_campaign(
        _ready(known | values, Campaign), root=_root(), actor=actor, at=at
    )


def training(actor, at, **values) -> Training:
    """A training of May 2024, unless told otherwise."""
    known = {"name": "全员消保培训", "kind": "business", "held_on": date(2024, 5, 17)}
    return actions.import_training(
        _ready(known | values, Training), root=_root(), actor=actor, at=at
    )


def _ready(values, noun):
    """Plain numbers become counts, a unit's code becomes the unit."""
    for name in noun.COUNTS:
        if isinstance(values.get(name), int):
            values[name] = Count(values[name])
    if isinstance(values.get("unit"), str):
        values["unit"] = Unit.objects.get(code=values["unit"])
    return values


def _root():
    return Unit.objects.get(parent=None)
