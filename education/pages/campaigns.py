"""The list of campaigns and the page of one."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from education import states
from education.figures import FIGURES
from education.filters import CampaignFilter
from education.models import Campaign
from education.pages.campaign_parts import listings, results, told
from education.pages.wording import labels
from education.tables import CampaignTable


def _show(campaign: Campaign) -> Shown:
    return Shown(
        title=campaign.name,
        status=label("campaign_status", campaign.status),
        is_ended=not campaign.is_open,
        sections=(_plan(campaign), results(campaign, METRICS), told(campaign)),
        listings=tuple(listings(campaign)),
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
            (_("Theme of the year"), campaign.theme),
            (_("Other names"), campaign.aliases),
            (_("Document number of the plan"), campaign.plan_number),
            (_("Leaders"), campaign.leaders),
            (_("Division of work"), pii.mask_text(campaign.division)),
            (_("Summary due on"), campaign.due_on),
        ),
    )


METRICS = {
    "outlets": _("Outlets taking part"),
    "activities": _("Activities"),
    "staff": _("Staff taking part"),
    "reached": _("Persons reached"),
    "leaflets": _("Leaflets handed out"),
    "consultations": _("Consultations"),
    "banners": _("Banners"),
    "slogans": _("Slogans"),
    "led_hours": _("LED hours"),
    "complaints": _("Complaints taken on the spot"),
    "posts": _("Online posts"),
    "reads": _("Reads"),
    "media_reports": _("Media reports"),
}


def _acts(campaign: Campaign, user: User) -> list[Act]:
    own = [campaign.pk]
    acts: list[Act] = []
    for move in campaign.next_moves(user):
        door = reverse("education:campaign_move", args=[campaign.pk, move.name])
        why_not = str(getattr(campaign, move.guard)(user)) if move.guard else ""
        acts.append(Act(move.label, door, is_main=not acts, why_not=why_not))
    if campaign.is_open and user.scope.allows(states.KEEP):
        for name, text in (
            ("campaign_edit", _("Change the plan")),
            ("campaign_assign", _("Assign outlets")),
            ("campaign_summary", _("Write the summary")),
        ):
            acts.append(Act(text, reverse(f"education:{name}", args=own)))
    for form, kind in (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel")):
        paper = reverse("education:campaign_file", args=[campaign.pk, form])
        name = _("Summary (%(form)s)") % {"form": kind}
        acts.append(Act(name, paper, "report", group=_("Papers")))
    if campaign.status in states.LOGGING and user.scope.allows(states.LOG):
        asked = urlencode({"campaign": campaign.name})
        door = f"{reverse('education:activity_log')}?{asked}"
        acts.append(Act(_("Log an activity"), door, "plus"))
    return acts


def _list_acts(user: User) -> list[Act]:
    acts = [
        Act(_("Campaigns of the year"), reverse("education:calendar"), "list"),
        Act(_("Campaign tasks"), reverse("education:tasks"), "list"),
    ]
    if user.scope.allows(states.KEEP):
        door = reverse("education:campaign_plan")
        acts.append(Act(_("Plan a campaign"), door, "plus", is_main=True))
    return acts


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
    writes=states.KEEP,
    keeps=states.KEEP,
    acts=_acts,
    list_acts=_list_acts,
)
