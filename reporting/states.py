"""The states of a report run."""

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
