"""The states of a review and the moves between them."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

_SUBMIT = "reviews.submit"
_REVIEW = "reviews.review"
_BEFORE_CONCLUSION = frozenset(
    {"draft", "submitted", "returned", "in_review", "opinions_issued"}
)
OPEN = _BEFORE_CONCLUSION
PASSING = ("pass", "pass_with_change")


def _to(target: str, *sources: str) -> tuple[frozenset[str], str]:
    return frozenset(sources), target


REVIEW = Machine(
    Move("submit", _("Submit"), *_to("submitted", "draft", "returned"), _SUBMIT),
    Move(
        "return",
        _("Return"),
        *_to("returned", "submitted", "in_review"),
        _REVIEW,
        note=True,
    ),
    Move("take", _("Take on"), *_to("in_review", "submitted"), _REVIEW),
    Move("opine", _("Issue opinions"), *_to("opinions_issued", "in_review"), _REVIEW),
    Move(
        "answer",
        _("Answer opinions"),
        *_to("in_review", "opinions_issued"),
        _SUBMIT,
        guard="why_not_answered",
    ),
    Move(
        "conclude",
        _("Conclude"),
        *_to("concluded", "in_review"),
        _REVIEW,
        needs=("conclusion", "concluded_on"),
    ),
    Move(
        "launch",
        _("Launch"),
        *_to("launched", "concluded"),
        _SUBMIT,
        needs=("launched_on",),
        guard="why_not_launched",
    ),
    Move(
        "withdraw", _("Withdraw"), _BEFORE_CONCLUSION, "withdrawn", _SUBMIT, note=True
    ),
)
