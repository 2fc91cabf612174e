"""The states of policy versions, plan items, meetings and proposals."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

_KEEP = "records.keep"
_APPROVE = "records.approve"


def _to(target: str, *sources: str) -> tuple[frozenset[str], str]:
    return frozenset(sources), target


POLICY_VERSION = Machine(
    Move("submit", _("Submit"), *_to("in_approval", "draft"), _KEEP),
    Move("return", _("Return"), *_to("draft", "in_approval"), _APPROVE, note=True),
    Move(
        "approve",
        _("Approve"),
        *_to("approved", "in_approval"),
        _APPROVE,
        needs=("review_number",),
        guard="why_not_approved",
    ),
    Move(
        "put_in_force",
        _("Put in force"),
        *_to("in_force", "approved"),
        _APPROVE,
        needs=("effective_on",),
    ),
    Move("supersede", _("Supersede"), *_to("superseded", "in_force"), _APPROVE),
    Move("repeal", _("Repeal"), *_to("repealed", "in_force"), _APPROVE, note=True),
)

PLAN_ITEM = Machine(
    Move("start", _("Start"), *_to("in_progress", "not_started"), _KEEP),
    Move(
        "finish",
        _("Finish"),
        *_to("done", "not_started", "in_progress"),
        _KEEP,
        needs=("done_on",),
        guard="why_not_finished",
    ),
    Move(
        "cancel",
        _("Cancel"),
        *_to("cancelled", "not_started", "in_progress"),
        _APPROVE,
        note=True,
    ),
)

MEETING = Machine(
    Move(
        "hold",
        _("Meeting was held"),
        *_to("held", "planned"),
        _KEEP,
        needs=("present", "expected"),
    ),
    Move(
        "approve_minutes",
        _("Approve the minutes"),
        *_to("minuted", "held"),
        _KEEP,
        needs=("minutes", "approved_in"),
        guard="why_not_approved",
    ),
)

PROPOSAL = Machine(
    Move("take_up", _("Put on an agenda"), *_to("on_agenda", "proposed"), _KEEP),
    Move("decline", _("Decline"), *_to("declined", "proposed"), _KEEP, note=True),
    Move("resolve", _("Resolve"), *_to("resolved", "on_agenda"), _KEEP),
    Move("answer", _("Send the excerpt"), *_to("answered", "resolved"), _KEEP),
)
