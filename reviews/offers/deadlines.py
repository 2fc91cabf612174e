"""What falls due: partners to be reviewed, contracts that end, issues to be mended."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.deadlines import Deadline, Due, people
from reviews.models.offers import Partner, Rectification

_KEEP, _APPROVE, _WORK = "records.keep", "records.approve", "tasks.answer"
# Before a contract's end: long enough to look for another partner.
_NOTICE = timedelta(days=90)
_YEAR = timedelta(days=365)


def _partners(found: Any) -> Any:
    return found.filter(exited_on=None)


def _contracts(found: Any) -> Any:
    return found.filter(exited_on=None, contract_until__isnull=False)


def _review_due(partner: Partner) -> Due:
    start = partner.reviewed_on or partner.entered_on
    due = partner.review_due_on
    start = max(start, due - _YEAR)
    return Due(start, due, partner.root_id, partner.unit_id, _KEEP)


def _contract_due(partner: Partner) -> Due:
    due = partner.contract_until
    if due is None:
        raise ValueError("contract_until")
    return Due(due - _NOTICE, due, partner.root_id, partner.unit_id, _KEEP)


def _works(found: Any) -> Any:
    return found.waiting()


def _work_due(work: Rectification) -> Due:
    """Handed in, it waits for somebody else to verify."""
    root = work.unit.root_id or work.unit_id
    if work.status != "submitted":
        return Due(work.set_on, work.due_on, root, work.unit_id, _WORK)
    own = people(work.submitted_by_id)
    return Due(work.set_on, work.due_on, root, work.unit_id, _APPROVE, never=own)


DEADLINES = (
    Deadline(
        "reviews.partner_review", Partner, _("Partner review"), _partners, _review_due
    ),
    Deadline(
        "reviews.partner_contract",
        Partner,
        _("Contract of a partner"),
        _contracts,
        _contract_due,
    ),
    Deadline(
        "reviews.rectification",
        Rectification,
        _("Rectification"),
        _works,
        _work_due,
        related=("unit",),
    ),
)
