"""The states of a complaint and the moves between them."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

ENDED = frozenset({"closed", "withdrawn", "merged", "not_handled", "transferred_out"})
OPEN = frozenset(
    {
        "draft",
        "registered",
        "accepted",
        "assigned",
        "investigating",
        "suspended",
        "pending_approval",
        "decided",
        "notified",
        "reopened",
    }
)
_HANDLE = "complaints.handle"
_APPROVE = "complaints.approve"


def _to(target: str, *sources: str) -> tuple[frozenset[str], str]:
    return frozenset(sources or OPEN), target


COMPLAINT = Machine(
    Move("register", _("Put on record"), *_to("registered", "draft"), _HANDLE),
    Move("accept", _("Accept"), *_to("accepted", "registered"), _HANDLE),
    Move(
        "not_handle",
        _("Do not handle"),
        *_to("not_handled", "registered"),
        _APPROVE,
        note=True,
    ),
    Move(
        "transfer_out",
        _("Transfer out"),
        *_to("transferred_out", "registered"),
        _HANDLE,
        note=True,
    ),
    Move(
        "assign",
        _("Assign"),
        *_to("assigned", "accepted", "reopened"),
        _HANDLE,
        needs=("handling_unit",),
    ),
    Move("investigate", _("Investigate"), *_to("investigating", "assigned"), _HANDLE),
    Move(
        "suspend",
        _("Stop the clock"),
        *_to("suspended", "investigating"),
        _HANDLE,
        note=True,
    ),
    Move("resume", _("Let the clock run"), *_to("investigating", "suspended"), _HANDLE),
    Move(
        "propose",
        _("Propose a decision"),
        *_to("pending_approval", "investigating"),
        _HANDLE,
        needs=("transaction_channel", "category", "cause", "finding", "outcome"),
    ),
    Move(
        "return",
        _("Return"),
        *_to("investigating", "pending_approval"),
        _APPROVE,
        note=True,
    ),
    Move("decide", _("Decide"), *_to("decided", "pending_approval"), _APPROVE),
    Move(
        "notify",
        _("Notify"),
        *_to("notified", "decided"),
        _HANDLE,
        needs=("notified_on", "notify_method"),
    ),
    Move(
        "close", _("Close"), *_to("closed", "notified"), _HANDLE, needs=("closed_on",)
    ),
    Move("withdraw", _("Withdraw"), *_to("withdrawn"), _HANDLE, note=True),
    Move("merge", _("Merge"), *_to("merged"), _HANDLE, note=True),
    Move(
        "reopen",
        _("Reopen"),
        *_to("reopened", "closed", "withdrawn"),
        _HANDLE,
        note=True,
    ),
)
