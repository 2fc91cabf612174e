"""What is doubtful in products, fees, partners and checks."""

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.quality import Check, blank, outside_life, where
from reviews.models.offers import GOVERNED, FeeItem, MonitoringCheck, Partner, Product

_product = partial(Check, noun=Product, day="launched_on")
_fee = partial(Check, noun=FeeItem, day="effective_from")
_partner = partial(Check, noun=Partner, day="entered_on")


def _unreviewed(records: Any) -> Any:
    return records.unreviewed()


def _lacking(records: Any) -> Any:
    required = list(code_list("partner_clause").labels)
    return records.filter(exited_on=None).lacking_clauses(required)


def _run_out(records: Any) -> Any:
    today = timezone.localdate()
    return records.filter(exited_on=None, contract_until__lt=today)


def _overdue(records: Any) -> Any:
    return records.filter(exited_on=None, review_due_on__lt=timezone.localdate())


CHECKS = (
    _product(
        "products.unreviewed",
        _("Launched without a review that had passed"),
        wrong=_unreviewed,
        fields=("reviews", "launched_on"),
        advice=_("Link the review it stands on, or ask for one now."),
    ),
    blank("products.no_category", Product, "category", day="launched_on"),
    _fee(
        "fee_items.unreviewed",
        _("In force without a review that had passed"),
        wrong=_unreviewed,
        fields=("review", "effective_from"),
        advice=_("Link the review it stands on, or ask for one now."),
    ),
    _fee(
        "fee_items.unpublished",
        _("Nobody knows when it was made known"),
        wrong=where(published_on=None),
        fields=("published_on",),
        advice=_("Fill in the day: a fee is made known before it begins."),
    ),
    _fee(
        "fee_items.no_document",
        _("A price of the authorities without their document"),
        wrong=where(Q(price_type__in=GOVERNED), document_number=""),
        fields=("document_number",),
        advice=_("Fill in the number of the document: the notice shows it."),
    ),
    blank("fee_items.no_contact", FeeItem, "contact", day="effective_from"),
    _partner(
        "partners.lacking_clauses",
        _("The contract lacks required clauses"),
        wrong=_lacking,
        fields=("clauses",),
        advice=_("Add them to the contract, then mark them here."),
    ),
    _partner(
        "partners.contract_ended",
        _("The contract ended, the partner is still on the list"),
        wrong=_run_out,
        fields=("contract_until", "exited_on"),
        advice=_("Fill in the new contract, or the day it left the list."),
    ),
    _partner(
        "partners.review_overdue",
        _("Not reviewed for more than a year"),
        wrong=_overdue,
        fields=("entered_on",),
        advice=_("Review the partner and record the result."),
    ),
    outside_life("monitoring_checks.unit_not_there", MonitoringCheck, "checked_on"),
)
