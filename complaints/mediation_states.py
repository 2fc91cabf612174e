"""The states of a mediation: offered, taken or refused, tried, and how it ended."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

UNDER_WAY = frozenset({"offered", "accepted", "started"})
_HANDLE = "complaints.handle"


def _of(*sources: str) -> frozenset[str]:
    return frozenset(sources)


MEDIATION = Machine(
    Move(
        "accept",
        _("Both sides agree to mediate"),
        _of("offered"),
        "accepted",
        _HANDLE,
        needs=("answered_on",),
        guard="why_not_on_these_days",
    ),
    Move(
        "refuse",
        _("Mediation refused"),
        _of("offered"),
        "refused",
        _HANDLE,
        needs=("answered_on", "refused_by", "refusal"),
        guard="why_not_on_these_days",
    ),
    Move(
        "start",
        _("Mediation began"),
        _of("accepted"),
        "started",
        _HANDLE,
        needs=("started_on",),
        guard="why_not_on_these_days",
    ),
    Move(
        "agree",
        _("Agreement reached"),
        _of("started"),
        "agreed",
        _HANDLE,
        needs=("ended_on", "agreement"),
        guard="why_not_on_these_days",
    ),
    Move(
        "fail",
        _("No agreement"),
        _of("started"),
        "failed",
        _HANDLE,
        needs=("ended_on",),
        guard="why_not_on_these_days",
    ),
    Move(
        "withdraw",
        _("Withdraw"),
        UNDER_WAY,
        "withdrawn",
        _HANDLE,
        note=True,
        needs=("ended_on",),
        guard="why_not_on_these_days",
    ),
)
