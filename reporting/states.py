"""The states of a report run, of a self-assessment, of an assessment of branches."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

_BUILD = "reports.build"
_FREEZE = "reports.freeze"
# Building goes on by itself: a run not ended is owed to whoever asked.
UNENDED = frozenset({"queued", "building"})
# Built to its end: there are files to read.
READABLE = frozenset({"built", "frozen"})

RUN = Machine(
    Move("start", _("Start"), frozenset({"queued", "building"}), "building", _BUILD),
    Move("finish", _("Finish"), frozenset({"building"}), "built", _BUILD),
    Move("fail", _("Fail"), frozenset({"building"}), "failed", _BUILD, note=True),
    Move(
        "retry",
        _("Try again"),
        frozenset({"failed"}),
        "queued",
        _BUILD,
        guard="why_not_build",
    ),
    Move(
        "freeze",
        _("Freeze"),
        frozenset({"built"}),
        "frozen",
        _FREEZE,
        guard="why_not_freeze",
    ),
    Move("reopen", _("Reopen"), frozenset({"frozen"}), "built", _FREEZE, note=True),
)

ASSESSMENT = Machine(
    Move("submit", _("Submit for approval"), frozenset({"open"}), "submitted", _BUILD),
    Move(
        "return",
        _("Return"),
        frozenset({"submitted"}),
        "open",
        _FREEZE,
        note=True,
    ),
    Move(
        "approve",
        _("Approve"),
        frozenset({"submitted"}),
        "approved",
        _FREEZE,
        guard="why_not_approve",
    ),
    Move("reopen", _("Reopen"), frozenset({"approved"}), "open", _FREEZE, note=True),
)
ASSESSMENT_ITEM = Machine(
    Move(
        "submit",
        _("Submit"),
        frozenset({"open", "returned"}),
        "submitted",
        "tasks.answer",
        guard="why_not_move",
    ),
    Move(
        "return",
        _("Return"),
        frozenset({"submitted"}),
        "returned",
        _BUILD,
        note=True,
        guard="why_not_move",
    ),
    Move(
        "close",
        _("Confirm the points"),
        frozenset({"open", "submitted"}),
        "closed",
        _BUILD,
        guard="why_not_close",
    ),
    Move(
        "reopen",
        _("Reopen"),
        frozenset({"closed"}),
        "open",
        _BUILD,
        note=True,
        guard="why_not_move",
    ),
)

BRANCH_ROUND = Machine(
    Move(
        "publish",
        _("Publish"),
        frozenset({"open"}),
        "published",
        _FREEZE,
        guard="why_not_publish",
    )
)
_BRANCH = "tasks.answer"
BRANCH_SCORE = Machine(
    Move(
        "submit",
        _("Hand in the self-score"),
        frozenset({"open", "returned"}),
        "submitted",
        _BRANCH,
        guard="why_not_submit",
    ),
    Move(
        "return",
        _("Return"),
        frozenset({"submitted"}),
        "returned",
        _BUILD,
        note=True,
        guard="why_not_judge",
    ),
    Move(
        "review",
        _("Confirm the review"),
        frozenset({"submitted"}),
        "reviewed",
        _BUILD,
        guard="why_not_review",
    ),
    Move(
        "appeal",
        _("Appeal"),
        frozenset({"reviewed"}),
        "appealed",
        _BRANCH,
        needs=("appeal",),
        guard="why_not_appeal",
    ),
    Move(
        "answer",
        _("Answer the appeal"),
        frozenset({"appealed"}),
        "answered",
        _BUILD,
        needs=("answer",),
        guard="why_not_answer",
    ),
    Move(
        "lock",
        _("Lock"),
        frozenset({"reviewed", "answered"}),
        "locked",
        _FREEZE,
        guard="why_not_lock",
    ),
)
