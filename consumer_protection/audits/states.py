"""The states of audit projects and of the rectification of their findings."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

_WRITE = "audits.write"
_KEEP = "records.keep"
_APPROVE = "records.approve"


def _to(target: str, *sources: str) -> tuple[frozenset[str], str]:
    return frozenset(sources), target


AUDIT = Machine(
    Move("fieldwork", _("Begin the fieldwork"), *_to("fieldwork", "planned"), _WRITE),
    Move("report", _("Issue the audit report"), *_to("report", "fieldwork"), _WRITE),
    Move(
        "rectify", _("Begin the rectification"), *_to("rectification", "report"), _WRITE
    ),
    Move("close", _("Close the audit"), *_to("closed", "rectification"), _WRITE),
)

RECTIFICATION = Machine(
    Move("begin", _("Begin"), *_to("in_progress", "open", "returned"), _KEEP),
    Move("submit", _("Submit for acceptance"), *_to("submitted", "in_progress"), _KEEP),
    Move("return", _("Return"), *_to("returned", "submitted"), _APPROVE, note=True),
    Move(
        "close",
        _("Close the finding"),
        *_to("closed", "submitted"),
        _APPROVE,
        needs=("closed_on",),
    ),
    Move(
        "accept_risk",
        _("Accept the risk"),
        *_to("accepted_risk", "open", "in_progress", "returned"),
        _APPROVE,
        note=True,
    ),
)
