"""The states of an application to verify an answer again (核查), and their moves."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

# While it waits for its decision or for the complainant to be told.
WAITING = frozenset({"applied", "accepted", "decided"})
# Results that say the answer was wrong: the case may be opened again.
OVERTURNED = frozenset({"changed", "revoked"})
_HANDLE = "complaints.handle"
_APPROVE = "complaints.approve"


def _of(*sources: str) -> frozenset[str]:
    return frozenset(sources)


RECHECK = Machine(
    Move(
        "accept",
        _("Accept"),
        _of("applied"),
        "accepted",
        _HANDLE,
        guard="why_not_accept",
    ),
    Move(
        "accept_late",
        _("Accept though late"),
        _of("applied"),
        "accepted",
        _APPROVE,
        note=True,
        guard="why_not_accept_late",
    ),
    Move(
        "refuse",
        _("Refuse the application"),
        _of("applied"),
        "refused",
        _HANDLE,
        note=True,
        guard="why_not_refuse",
    ),
    Move(
        "decide",
        _("Decide"),
        _of("accepted"),
        "decided",
        _APPROVE,
        needs=("result", "reasons"),
        guard="why_not_decide",
    ),
    Move(
        "tell",
        _("Told to the complainant"),
        _of("decided"),
        "told",
        _HANDLE,
        guard="why_not_tell",
    ),
    Move(
        "withdraw",
        _("Withdraw"),
        _of("applied", "accepted"),
        "withdrawn",
        _HANDLE,
        note=True,
    ),
)
