"""The states of audit projects and of the rectification of their findings."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.rectifying import ENDED as RECTIFIED
from consumer_protection.core.rectifying import Terms, rectification_moves
from consumer_protection.core.states import Machine, Move

__all__ = ["AUDIT", "BEFORE_REPORT", "RECTIFICATION", "RECTIFIED"]

WRITE = "audits.write"
VERIFY = "audits.verify"
WORK = "tasks.answer"
# What was found is not told to those audited before.
BEFORE_REPORT = frozenset({"planned", "fieldwork"})


def _to(target: str, *sources: str) -> tuple[frozenset[str], str]:
    return frozenset(sources), target


AUDIT = Machine(
    Move(
        "fieldwork",
        _("Begin the fieldwork"),
        *_to("fieldwork", "planned"),
        WRITE,
        guard="why_not_fieldwork",
    ),
    Move(
        "report",
        _("Issue the audit report"),
        *_to("report", "fieldwork"),
        WRITE,
        guard="why_not_report",
    ),
    Move(
        "rectify", _("Begin the rectification"), *_to("rectification", "report"), WRITE
    ),
    Move(
        "close",
        _("Close the audit"),
        *_to("closed", "rectification"),
        WRITE,
        guard="why_not_close",
    ),
)

RECTIFICATION = Machine(
    *rectification_moves(
        Terms(
            WORK,
            VERIFY,
            _("Close the finding"),
            submit_needs=("result",),
            close_needs=("closed_on",),
            risk_needs=("accepted_until",),
            work_guard="why_not_work",
            submit_guard="why_not_submit",
            judge_guard="why_not_judge",
            close_guard="why_not_close",
            risk_guard="why_not_accept",
        )
    )
)
