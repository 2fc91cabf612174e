"""The states of a complaint, of its extensions and letters, and their moves."""

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
    Move(
        "accept",
        _("Accept"),
        *_to("accepted", "registered"),
        _HANDLE,
        takes=("level", "major_reason", "urgency", "sensitivity"),
    ),
    Move(
        "not_handle",
        _("Do not handle"),
        *_to("not_handled", "registered"),
        _APPROVE,
        note=True,
        takes=("not_handled_reason",),
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
        takes=("handler",),
    ),
    Move(
        "investigate",
        _("Investigate"),
        *_to("investigating", "assigned"),
        _HANDLE,
        guard="why_not_investigate",
    ),
    Move(
        "hand_back",
        _("Hand back"),
        *_to("accepted", "assigned", "investigating"),
        _HANDLE,
        note=True,
    ),
    Move(
        "suspend",
        _("Stop the clock"),
        *_to("suspended", "investigating"),
        _HANDLE,
        note=True,
        guard="why_not_suspend",
    ),
    Move("resume", _("Let the clock run"), *_to("investigating", "suspended"), _HANDLE),
    Move(
        "propose",
        _("Propose a decision"),
        *_to("pending_approval", "investigating"),
        _HANDLE,
        needs=("transaction_channel", "category", "cause", "finding", "outcome"),
        takes=(
            "investigation",
            "responsible",
            "root_cause",
            "rectification",
            "compensation",
        ),
    ),
    Move(
        "return",
        _("Return"),
        *_to("investigating", "pending_approval"),
        _APPROVE,
        note=True,
    ),
    Move(
        "decide",
        _("Decide"),
        *_to("decided", "pending_approval"),
        _APPROVE,
        guard="why_not_decide",
    ),
    Move(
        "notify",
        _("Notify"),
        *_to("notified", "decided"),
        _HANDLE,
        needs=("notified_on", "notify_method"),
        guard="why_not_notify",
    ),
    Move(
        "close",
        _("Close"),
        *_to("closed", "notified"),
        _HANDLE,
        needs=("closed_on",),
        takes=("satisfaction",),
        guard="why_not_close",
    ),
    Move(
        "answer",
        _("Answer and close"),
        *_to("closed", *(OPEN - {"draft"})),
        _HANDLE,
        note=True,
        guard="why_not_answer",
    ),
    Move("withdraw", _("Withdraw"), *_to("withdrawn"), _HANDLE, note=True),
    Move(
        "merge",
        _("Merge"),
        *_to("merged", *(OPEN - {"draft"})),
        _HANDLE,
        note=True,
        guard="why_not_merge",
    ),
    Move(
        "reopen",
        _("Reopen"),
        *_to("reopened", "closed", "withdrawn", "not_handled"),
        _HANDLE,
        note=True,
        guard="why_not_reopen",
    ),
)

# What else comes in than complaints is answered, and not decided upon with a letter.
FOR_COMPLAINTS = frozenset(
    {
        "suspend",
        "resume",
        "propose",
        "return",
        "decide",
        "notify",
        "close",
        "not_handle",
    }
)
FOR_OTHERS = frozenset({"answer"})

EXTENSION = Machine(
    Move(
        "approve",
        _("Approve"),
        frozenset({"asked"}),
        "approved",
        _APPROVE,
        guard="why_not_approve",
    ),
    Move("refuse", _("Refuse"), frozenset({"asked"}), "refused", _APPROVE, note=True),
    Move(
        "tell",
        _("Told to the complainant"),
        frozenset({"approved"}),
        "in_force",
        _HANDLE,
        needs=("told_on", "told_method"),
    ),
    Move(
        "take_back",
        _("Take back"),
        frozenset({"asked", "approved"}),
        "taken_back",
        _HANDLE,
    ),
)

# Letters that state result, basis, reasons and remedies.
WITH_BLOCKS = frozenset({"decision", "not_handled", "recheck"})
# Letters that tell how a case ended, and its state then.
TELLS_END = {"merge": "merged", "withdrawal": "withdrawn"}
DECIDED = frozenset({"decided", "notified", "closed"})
# From here on what is decided upon stays as the decider saw it.
WEIGHED = frozenset({"pending_approval"}) | DECIDED | ENDED

LETTER = Machine(
    Move(
        "issue",
        _("Issue"),
        frozenset({"draft"}),
        "issued",
        _HANDLE,
        guard="why_not_issue",
    ),
    Move("discard", _("Discard"), frozenset({"draft"}), "discarded", _HANDLE),
)
