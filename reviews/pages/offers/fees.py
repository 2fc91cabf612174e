"""The lists of fees, of relief from them and of their displays, and a page of each."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from reviews.figures import FIGURES
from reviews.models.offers import FeeDisplay, FeeItem, ReliefMeasure
from reviews.offers.filters import DisplayFilter, FeeItemFilter, ReliefFilter
from reviews.offers.tables import DisplayTable, FeeItemTable, ReliefTable
from reviews.pages.offers import tabs


def _show(item: FeeItem) -> Shown:
    versions = list(item.versions)
    newest = _in_force(versions)
    return Shown(
        title=item.name,
        status=str(_("In force")) if newest == item else str(_("Not in force")),
        is_ended=newest != item,
        sections=(_fee(item), _basis(item), _preferential(item)),
        listings=(_versions(versions),) if len(versions) > 1 else (),
    )


def _in_force(versions: list[FeeItem]) -> FeeItem | None:
    """Of the versions, newest first, the one that holds today."""
    today = timezone.localdate()
    begun = next((one for one in versions if one.effective_from <= today), None)
    ends = begun.effective_until if begun else None
    return begun if ends is None or ends >= today else None


def _fee(item: FeeItem) -> Section:
    return Section(
        _("Service fee"),
        (
            (_("Service"), item.name),
            (_("What the service is"), item.content),
            (_("Price"), item.price),
            (_("Applies to"), item.applies_to),
            (_("Price type"), label("price_type", item.price_type)),
            (_("Fee category"), item.catalogue),
            (_("Published on"), item.published_on),
            (_("Effective from"), item.effective_from),
            (_("Effective until"), item.effective_until),
            (_("For questions and complaints"), item.contact),
        ),
    )


def _basis(item: FeeItem) -> Section:
    return Section(
        _("What it stands on"),
        (
            (_("Document behind the price"), item.document_number),
            (_("Approved by"), item.approving_body),
            (_("Notice it carries out"), item.source_notice),
            (_("Review"), item.review),
            (_("Product"), item.product),
            (_("Unit in charge"), item.unit.name),
            (_("Remark"), pii.mask_text(item.remark)),
        ),
    )


def _preferential(item: FeeItem) -> Section:
    return Section(
        _("Preferential policy"),
        (
            (_("Policy"), item.preferential),
            (_("From"), item.preferential_from),
            (_("Until"), item.preferential_until),
        ),
    )


def _versions(versions: list[FeeItem]) -> Listing:
    rows = [
        (one.effective_from, one.effective_until, one.price, one.published_on)
        for one in versions
    ]
    columns = (
        _("Effective from"),
        _("Effective until"),
        _("Price"),
        _("Published on"),
    )
    return Listing(_("Versions"), columns, rows)


def _show_relief(one: ReliefMeasure) -> Shown:
    facts = (
        (_("For whom"), one.beneficiaries),
        (_("Starts on"), one.starts_on),
        (_("Ends on"), one.ends_on),
        (_("Customers served"), one.persons),
        (_("Fees given up (yuan)"), one.amount),
        (_("Unit in charge"), one.unit.name),
        (_("Remark"), pii.mask_text(one.remark)),
    )
    return Shown(title=one.name, sections=(Section(_("Relief measure"), facts),))


def _show_display(one: FeeDisplay) -> Shown:
    facts = (
        (_("Outlet"), one.unit.name),
        (_("Displayed on"), one.displayed_on),
        (_("Where it hangs"), one.place),
        (_("Seen by"), one.person),
        (_("Remark"), pii.mask_text(one.remark)),
    )
    return Shown(title=str(one), sections=(Section(_("Display of prices"), facts),))


def _list_acts(user: User) -> list[Act]:
    return [Act(_("Price notices"), reverse("reviews:price_notices"), "report")]


FEE_ITEMS = Register(
    noun=FeeItem,
    label=_("Service fees"),
    subject="offers",
    table=FeeItemTable,
    filterset=FeeItemFilter,
    show=_show,
    order=("name", "-effective_from", "pk"),
    related=("unit", "review", "product"),
    figures=FIGURES,
    ledger="fee_items",
    writes="records.keep",
    keeps="records.keep",
    list_acts=_list_acts,
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.FEES),
)
RELIEF = Register(
    noun=ReliefMeasure,
    label=_("Relief measures"),
    subject="offers",
    table=ReliefTable,
    filterset=ReliefFilter,
    show=_show_relief,
    order=("-starts_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="relief_measures",
    writes="records.keep",
    keeps="records.keep",
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.FEES),
)
DISPLAYS = Register(
    noun=FeeDisplay,
    label=_("Displays of prices"),
    subject="offers",
    table=DisplayTable,
    filterset=DisplayFilter,
    show=_show_display,
    order=("-displayed_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="fee_displays",
    writes="monitoring.keep",
    keeps="monitoring.keep",
    list_acts=_list_acts,
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.FEES),
)
