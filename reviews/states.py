"""The states of a review and the moves between them."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

SUBMIT = "reviews.submit"
REVIEWS = "reviews.review"
RISK = "reviews.risk"
DECIDE = "reviews.decide"
_BEFORE_CONCLUSION = frozenset(
    {"draft", "submitted", "returned", "in_review", "opinions_issued"}
)
OPEN = _BEFORE_CONCLUSION
PASSING = ("pass", "pass_with_change")
# Who works in these: the reviewer, or the department that asked.
WITH_REVIEWER = frozenset({"submitted", "in_review"})
WITH_DEPARTMENT = frozenset({"returned", "opinions_issued"})
# The material may change in these; otherwise the reviewer reads what stands.
CHANGEABLE = frozenset({"draft", "returned", "opinions_issued"})


def _to(target: str, *sources: str) -> tuple[frozenset[str], str]:
    return frozenset(sources), target


REVIEW = Machine(
    Move(
        "submit",
        _("Submit"),
        *_to("submitted", "draft", "returned"),
        SUBMIT,
        guard="why_not_submitted",
    ),
    Move(
        "return",
        _("Return"),
        *_to("returned", "submitted", "in_review"),
        REVIEWS,
        note=True,
        guard="why_not_reviewed",
    ),
    Move(
        "take",
        _("Take on"),
        *_to("in_review", "submitted"),
        REVIEWS,
        guard="why_not_reviewed",
    ),
    Move(
        "opine",
        _("Issue opinions"),
        *_to("opinions_issued", "in_review"),
        REVIEWS,
        guard="why_not_opined",
    ),
    Move(
        "answer",
        _("Answer opinions"),
        *_to("in_review", "opinions_issued"),
        SUBMIT,
        guard="why_not_answered",
    ),
    Move(
        "conclude",
        _("Conclude"),
        *_to("concluded", "in_review"),
        REVIEWS,
        needs=("conclusion", "concluded_on"),
        guard="why_not_concluded",
    ),
    Move(
        "launch",
        _("Launch"),
        *_to("launched", "concluded"),
        SUBMIT,
        needs=("launched_on",),
        guard="why_not_launched",
    ),
    Move(
        "withdraw",
        _("Withdraw"),
        _BEFORE_CONCLUSION,
        "withdrawn",
        SUBMIT,
        note=True,
        guard="why_not_withdrawn",
    ),
)
