"""The states of audit projects and of the rectification of their findings."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.rectifying import Terms, rectification_moves
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
    *rectification_moves(
        Terms(_KEEP, _APPROVE, _("Close the finding"), close_needs=("closed_on",))
    )
)
