"""The states of a report run."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

_BUILD = "reports.build"
# Building goes on by itself: a run not ended is owed to whoever asked.
UNENDED = frozenset({"queued", "building"})

RUN = Machine(
    Move("start", _("Start"), frozenset({"queued", "building"}), "building", _BUILD),
    Move("finish", _("Finish"), frozenset({"building"}), "built", _BUILD),
    Move("fail", _("Fail"), frozenset({"building"}), "failed", _BUILD, note=True),
    Move("retry", _("Try again"), frozenset({"failed"}), "queued", _BUILD),
)
