"""The states of what is learnt from complaints: problems, rectifications, call-backs,
second rounds, suggested trainings."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.rectifying import ENDED as RECTIFIED
from consumer_protection.core.rectifying import Terms, rectification_moves
from consumer_protection.core.states import Machine, Move

__all__ = [
    "CALL_BACK",
    "PROBLEM",
    "RECTIFICATION",
    "RECTIFIED",
    "SECOND_ROUND",
    "TRAINING_SUGGESTION",
]

_HANDLE = "complaints.handle"
_APPROVE = "complaints.approve"
_WORK = "tasks.answer"
_TRAIN = "records.keep"


def _of(*sources: str) -> frozenset[str]:
    return frozenset(sources)


PROBLEM = Machine(
    Move(
        "close",
        _("Close the problem"),
        _of("open", "reopened"),
        "closed",
        _APPROVE,
        needs=("root_cause",),
        guard="why_not_close",
    ),
    Move("reopen", _("Reopen"), _of("closed"), "reopened", _HANDLE, note=True),
    # Made when a new complaint is added to a closed problem, never by a button.
    Move("recur", _("It recurred"), _of("closed"), "reopened", _HANDLE, note=True),
)

RECTIFICATION = Machine(
    *rectification_moves(
        Terms(
            _WORK,
            _APPROVE,
            _("Verify and close"),
            submit_needs=("result",),
            risk_needs=("risk_until",),
            work_guard="why_not_work",
            judge_guard="why_not_judge",
            risk_guard="why_not_accept",
        )
    )
)

CALL_BACK = Machine(
    Move(
        "finish",
        _("Keep the answers"),
        _of("open"),
        "done",
        _HANDLE,
        needs=("satisfaction",),
        guard="why_not_finish",
    ),
    Move(
        "give_up",
        _("Could not be reached"),
        _of("open"),
        "unreachable",
        _HANDLE,
        guard="why_not_give_up",
    ),
)

SECOND_ROUND = Machine(
    Move(
        "answer",
        _("Answer the second round"),
        _of("open"),
        "answered",
        _HANDLE,
        needs=("answer",),
        guard="why_not_answer",
    ),
)

TRAINING_SUGGESTION = Machine(
    Move("accept", _("Take up"), _of("suggested"), "accepted", _TRAIN),
    Move("dismiss", _("Dismiss"), _of("suggested"), "dismissed", _TRAIN, note=True),
)
