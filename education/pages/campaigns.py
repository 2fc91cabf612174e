"""The list of campaigns and the page of one."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from education import states
from education.figures import FIGURES
from education.filters import CampaignFilter
from education.models import Campaign
from education.pages.wording import labels
from education.queries import progress
from education.tables import CampaignTable


def _show(campaign: Campaign) -> Shown:
    return Shown(
        title=campaign.name,
        status=label("campaign_status", campaign.status),
        is_ended=not campaign.is_open,
        sections=(_plan(campaign), _results(campaign), _told(campaign)),
        listings=tuple(_listings(campaign)),
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


def _results(campaign: Campaign) -> Section:
    """Of activities logged, else as the campaign itself tells."""
    counts = campaign.totals()
    return Section(
        _("Results"),
        (
            *((name, counts.get(code)) for code, name in METRICS.items()),
            (_("Reported on"), campaign.reported_on),
            (_("Remark"), pii.mask_text(campaign.remark)),
        ),
    )


def _told(campaign: Campaign) -> Section:
    return Section(
        _("Summary"),
        (
            (_("Highlights"), pii.mask_text(campaign.highlights)),
            (_("Effect"), pii.mask_text(campaign.effect)),
            (_("Right answers before (%)"), campaign.effect_before),
            (_("Right answers after (%)"), campaign.effect_after),
            (_("Praise by authorities or media"), pii.mask_text(campaign.praise)),
            (_("Problems and intentions"), pii.mask_text(campaign.problems)),
        ),
    )


def _listings(campaign: Campaign) -> Iterator[Listing]:
    outlets = progress.of_campaign(campaign)
    if outlets:
        columns = (_("Outlet"), _("Activities"), _("Persons reached"), _("Leaflets"))
        told: list[tuple[object, ...]] = [
            (one.assignment.unit.name, *(_of_target(*cell) for cell in one.cells))
            for one in outlets
        ]
        yield Listing(_("Outlets assigned"), columns, told)
    logged = list(campaign.logged.select_related("unit").order_by("held_on", "pk"))
    if logged:
        rows = [
            (
                one.name,
                one.held_on,
                one.unit.name,
                label("form", one.form),
                one.count("reached"),
                one.count("leaflets"),
            )
            for one in logged
        ]
        yield Listing(
            _("Activities"),
            (
                _("Activity"),
                _("Held on"),
                _("Unit"),
                _("Form"),
                _("Persons reached"),
                _("Leaflets"),
            ),
            rows,
            [one.get_absolute_url() for one in logged],
        )
    yield from _publicity(campaign)


def _publicity(campaign: Campaign) -> Iterator[Listing]:
    published = list(campaign.publications.order_by("published_on", "pk"))
    if published:
        columns = (_("Title"), _("Medium"), _("Day of publication"), _("Reads"))
        media = code_list("publication_medium").labels
        told: list[tuple[object, ...]] = [
            (one.title, media[one.medium], one.published_on, one.count("reads"))
            for one in published
        ]
        doors = [one.get_absolute_url() for one in published]
        yield Listing(_("Publications"), columns, told, doors)
    printed = list(campaign.materials.order_by("printed_on", "pk"))
    if printed:
        columns = (_("Printed material"), _("Printed"), _("Issued"), _("Left"))
        stock = [(one.name, one.printed, one.issued, one.left) for one in printed]
        doors = [one.get_absolute_url() for one in printed]
        yield Listing(_("Printed materials"), columns, stock, doors)


def _of_target(done: int, target: int | None) -> str:
    return str(done) if target is None else f"{done} / {target}"


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
