"""The lists of partners and of their reviews, and the page of each."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from reviews.figures import FIGURES
from reviews.models.offers import Partner, PartnerReview
from reviews.offers.filters import PartnerFilter, PartnerReviewFilter
from reviews.offers.tables import PartnerReviewTable, PartnerTable
from reviews.pages.offers import tabs


def _show(partner: Partner) -> Shown:
    facts = (
        (_("Kind of cooperation"), label("partner_kind", partner.kind)),
        (_("Unit in charge"), partner.unit.name),
        (_("On the list since"), partner.entered_on),
        (_("Contract from"), partner.contract_from),
        (_("Contract until"), partner.contract_until),
        (_("Last reviewed on"), partner.reviewed_on),
        (_("Next review due"), partner.review_due_on if partner.is_open else None),
        (_("Off the list since"), partner.exited_on),
        (_("Reason of the exit"), partner.exit_reason),
        (_("Remark"), pii.mask_text(partner.remark)),
    )
    return Shown(
        title=partner.name,
        status=str(_("On the list")) if partner.is_open else str(_("Off the list")),
        is_ended=not partner.is_open,
        sections=(Section(_("Partner"), facts),),
        listings=tuple(
            one for one in (_clauses(partner), _reviews(partner)) if one.rows
        ),
    )


def _clauses(partner: Partner) -> Listing:
    """The required clauses, each with yes or no."""
    labels = code_list("partner_clause").labels
    rows: list[Any] = [(text, code in partner.clauses) for code, text in labels.items()]
    return Listing(_("Required clauses"), (_("Clause"), _("In the contract")), rows)


def _reviews(partner: Partner) -> Listing:
    rows = [
        (
            one.reviewed_on,
            label("partner_review_result", one.result),
            one.complaints,
            one.reviewer,
            pii.mask_text(one.remark),
        )
        for one in partner.reviews.order_by("-reviewed_on")
    ]
    columns = (
        _("Reviewed on"),
        _("Result"),
        _("Complaints about it"),
        _("Reviewer"),
        _("Remark"),
    )
    return Listing(_("Partner reviews"), columns, rows)


def _acts(partner: Partner, user: User) -> list[Act]:
    if not user.scope.allows("records.keep") or not partner.is_open:
        return []
    return [Act(_("Record a review"), reverse("reviews:partnerreview_add"), "check")]


def _show_review(one: PartnerReview) -> Shown:
    facts = (
        (_("Partner"), one.partner.name),
        (_("Reviewed on"), one.reviewed_on),
        (_("Result"), label("partner_review_result", one.result)),
        (_("Complaints about it"), one.complaints),
        (_("Reviewer"), one.reviewer),
        (_("Unit in charge"), one.unit.name),
        (_("Remark"), pii.mask_text(one.remark)),
    )
    return Shown(title=str(one), sections=(Section(_("Partner review"), facts),))


PARTNERS = Register(
    noun=Partner,
    label=_("Partners"),
    subject="offers",
    table=PartnerTable,
    filterset=PartnerFilter,
    show=_show,
    order=("name", "pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="partners",
    writes="records.keep",
    keeps="records.keep",
    acts=_acts,
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.PARTNERS),
)
PARTNER_REVIEWS = Register(
    noun=PartnerReview,
    label=_("Partner reviews"),
    subject="offers",
    table=PartnerReviewTable,
    filterset=PartnerReviewFilter,
    show=_show_review,
    order=("-reviewed_on", "-pk"),
    related=("unit", "partner"),
    figures=FIGURES,
    ledger="partner_reviews",
    writes="records.keep",
    keeps="records.keep",
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.PARTNERS),
)
