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
    submit_guard: str = ""
    judge_guard: str = ""
    close_guard: str = ""
    risk_guard: str = ""


def rectification_moves(terms: Terms) -> tuple[Move, ...]:
    """open → in_progress → submitted → closed or returned; or the risk is accepted,
    where that asks for its end until then: afterwards or before, the work goes on."""
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
    take_up = replace(
        work,
        name="take_up",
        label=_("Take up again"),
        sources=frozenset({"accepted_risk"}),
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
            guard=terms.submit_guard or terms.work_guard,
        ),
        judge,
        replace(
            judge,
            name="close",
            label=terms.close,
            target="closed",
            note=False,
            needs=terms.close_needs,
            guard=terms.close_guard or terms.judge_guard,
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
        *([take_up] if terms.risk_needs else []),
    )
