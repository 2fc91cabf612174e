"""The list of campaigns and the page of one."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from education.figures import FIGURES
from education.filters import CampaignFilter
from education.models import Campaign
from education.pages.wording import labels
from education.tables import CampaignTable


def _show(campaign: Campaign) -> Shown:
    return Shown(
        title=campaign.name,
        status=label("campaign_status", campaign.status),
        is_ended=not campaign.is_open,
        sections=(_plan(campaign), _results(campaign)),
    )


def _plan(campaign: Campaign) -> Section:
    return Section(
        _("Campaign"),
        (
            (_("Kind"), label("campaign_kind", campaign.kind)),
            (_("Mode"), label("campaign_mode", campaign.mode)),
            (_("Organiser"), label("organiser", campaign.organiser)),
            (_("Unit carrying it out"), campaign.unit.name),
            (_("Starts on"), campaign.starts_on),
            (_("Ends on"), campaign.ends_on),
            (_("Forms"), labels("form", campaign.forms)),
            (_("Topics"), labels("topic", campaign.topics)),
            (_("Audiences"), labels("audience", campaign.audiences)),
        ),
    )


def _results(campaign: Campaign) -> Section:
    return Section(
        _("Results"),
        (
            (_("Outlets taking part"), campaign.count("outlets")),
            (_("Activities"), campaign.count("activities")),
            (_("Persons reached"), campaign.count("reached")),
            (_("Leaflets handed out"), campaign.count("leaflets")),
            (_("Online posts"), campaign.count("posts")),
            (_("Reads"), campaign.count("reads")),
            (_("Media reports"), campaign.count("media_reports")),
            (_("Reported on"), campaign.reported_on),
            (_("Remark"), pii.mask_text(campaign.remark)),
        ),
    )


CAMPAIGNS = Register(
    noun=Campaign,
    label=_("Campaigns"),
    subject="education",
    table=CampaignTable,
    filterset=CampaignFilter,
    show=_show,
    order=("-starts_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="campaigns",
    writes="records.keep",
)
