"""The moves of 整改, which duties share: each makes its own machine of them."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Move

ENDED = frozenset({"closed", "accepted_risk"})


@dataclass(frozen=True, slots=True)
class Terms:
    """Who rectifies (``keep``) and who judges (``approve``); what submitting, closing
    and accepting a risk wait for; guards as methods of the record."""

    keep: str
    approve: str
    close: str | Promise
    submit_needs: tuple[str, ...] = ()
    close_needs: tuple[str, ...] = ()
    risk_needs: tuple[str, ...] = ()
    work_guard: str = ""
    judge_guard: str = ""
    risk_guard: str = ""


def rectification_moves(terms: Terms) -> tuple[Move, ...]:
    """open → in_progress → submitted → closed or returned; or the risk is accepted."""
    work = Move(
        "begin",
        _("Begin"),
        frozenset({"open", "returned"}),
        "in_progress",
        terms.keep,
        guard=terms.work_guard,
    )
    judge = Move(
        "return",
        _("Return"),
        frozenset({"submitted"}),
        "returned",
        terms.approve,
        note=True,
        guard=terms.judge_guard,
    )
    return (
        work,
        replace(
            work,
            name="submit",
            label=_("Submit for acceptance"),
            sources=frozenset({"in_progress"}),
            target="submitted",
            needs=terms.submit_needs,
        ),
        judge,
        replace(
            judge,
            name="close",
            label=terms.close,
            target="closed",
            note=False,
            needs=terms.close_needs,
        ),
        replace(
            judge,
            name="accept_risk",
            label=_("Accept the risk"),
            sources=frozenset({"open", "in_progress", "returned"}),
            target="accepted_risk",
            needs=terms.risk_needs,
            guard=terms.risk_guard,
        ),
    )
