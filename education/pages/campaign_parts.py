"""What its summary tells on the page of a campaign, and the lists of what hangs on it."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.registers import Label, Listing, Opened, Section
from education.models import Campaign
from education.models.campaign import PUBLISHED
from education.models.effect import effect
from education.queries import progress


def told(campaign: Campaign) -> Section:
    before, after = effect(campaign)
    return Section(
        _("Summary"),
        (
            (_("Highlights"), pii.mask_text(campaign.highlights)),
            (_("Effect"), pii.mask_text(campaign.effect)),
            (_("Right answers before (%)"), before),
            (_("Right answers after (%)"), after),
            (_("Praise by authorities or media"), pii.mask_text(campaign.praise)),
            (_("Problems and intentions"), pii.mask_text(campaign.problems)),
        ),
    )


def results(campaign: Campaign, metrics: Mapping[str, Label]) -> Section:
    """Of activities and publications, each number opening them; else as the campaign
    itself tells."""
    counts = campaign.totals()
    doors = _doors(campaign, metrics)
    return Section(
        _("Results"),
        (
            *(
                (name, Opened(counts[code], doors[code]))
                for code, name in metrics.items()
                if code in counts
            ),
            (_("Reported on"), campaign.reported_on),
            (_("Remark"), pii.mask_text(campaign.remark)),
        ),
    )


def _doors(campaign: Campaign, metrics: Mapping[str, Label]) -> dict[str, str]:
    """Metric → the list of what it sums; empty where it is the campaign's own total."""
    asked = urlencode({"campaign": campaign.pk})
    logged = f"{reverse('education:activity_list')}?{asked}"
    published = f"{reverse('education:publication_list')}?{asked}"
    sums_up = {
        **dict.fromkeys(metrics, logged if campaign.logged.exists() else ""),
        **dict.fromkeys(PUBLISHED, ""),
    }
    return sums_up | dict.fromkeys(campaign.published_totals(), published)


def listings(campaign: Campaign) -> Iterator[Listing]:
    """Outlets, activities, publications, materials, surveys; those there are."""
    outlets = progress.of_campaign(campaign)
    if outlets:
        columns = (_("Outlet"), _("Activities"), _("Persons reached"), _("Leaflets"))
        rows: list[tuple[object, ...]] = [
            (one.assignment.unit.name, *(_of_target(*cell) for cell in one.cells))
            for one in outlets
        ]
        yield Listing(_("Outlets assigned"), columns, rows)
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
    yield from _surveys(campaign)


def _surveys(campaign: Campaign) -> Iterator[Listing]:
    held = list(campaign.surveys.order_by("starts_on", "pk"))
    if held:
        columns = (_("Survey"), _("Before or after"), _("State"))
        rows: list[tuple[object, ...]] = [
            (
                one.name,
                label("survey_stage", one.stage),
                label("survey_status", one.status),
            )
            for one in held
        ]
        doors = [one.get_absolute_url() for one in held]
        yield Listing(_("Surveys of its effect"), columns, rows, doors)


def _publicity(campaign: Campaign) -> Iterator[Listing]:
    published = list(campaign.publications.order_by("published_on", "pk"))
    if published:
        columns = (_("Title"), _("Medium"), _("Day of publication"), _("Reads"))
        media = code_list("publication_medium").labels
        rows: list[tuple[object, ...]] = [
            (one.title, media[one.medium], one.published_on, one.count("reads"))
            for one in published
        ]
        doors = [one.get_absolute_url() for one in published]
        yield Listing(_("Publications"), columns, rows, doors)
    printed = list(campaign.materials.order_by("printed_on", "pk"))
    if printed:
        columns = (_("Printed material"), _("Printed"), _("Issued copies"), _("Left"))
        stock = [(one.name, one.printed, one.issued, one.left) for one in printed]
        doors = [one.get_absolute_url() for one in printed]
        yield Listing(_("Printed materials"), columns, stock, doors)


def _of_target(done: int, target: int | None) -> str:
    return str(done) if target is None else f"{done} / {target}"
