"""Rows that name a campaign: which one is meant, and whether it still takes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.ledgers.links import RecordName
from consumer_protection.core.models import Unit, User
from education.models import Campaign
from education.states import REPORTED


@dataclass(frozen=True, slots=True)
class CampaignName(RecordName):
    """A campaign of the institution: outlets name those head office planned."""

    noun: str = "education.Campaign"

    def _seen(self, user: User) -> "QuerySet[Any]":
        every: QuerySet[Any] = apps.get_model(self.noun)._default_manager.all()
        if user.scope.everywhere:
            return every
        return every.filter(root_id=user.scope.root_id)


def linked_by(day: str) -> Callable[[dict[str, Any], Unit, Any], dict[str, Any]]:
    """Turns the name into the campaign of that name that last began before the row's
    ``day``, else the first to begin. The function raises WriteRefused where the summary
    of the old or the new campaign was handed in."""

    def linked(values: dict[str, Any], root: Unit, standing: Any) -> dict[str, Any]:
        if standing is not None:
            _refuse_handed_in(standing.campaign)
        if "campaign" not in values:
            return values
        campaign = None
        if values["campaign"]:
            on = values.get(day) or getattr(standing, day, None)
            same = Campaign.objects.filter(root=root, name=values["campaign"])
            begun = same.filter(starts_on__lte=on).order_by("-starts_on").first()
            campaign = begun or same.order_by("starts_on").first()
            if campaign is None:
                raise WriteRefused(_("There is no such record."))
            _refuse_handed_in(campaign)
        return {**values, "campaign": campaign}

    return linked


def _refuse_handed_in(campaign: Campaign | None) -> None:
    if campaign and campaign.status == REPORTED and campaign.lives_here:
        raise WriteRefused(
            _("The summary of %(name)s was handed in: it stays as it is.")
            % {"name": campaign.name}
        )
