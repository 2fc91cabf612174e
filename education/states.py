"""The states of campaigns, examinations, surveys and cases, and the moves between them."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

# Before its plan a campaign has no state at all.
UNPLANNED = ""
REPORTED = "reported"
OPEN = frozenset({"planned", "approved", "running", "summarised"})
# Where outlets log their activities.
LOGGING = frozenset({"approved", "running", "summarised"})
LOG = "education.log"
KEEP = "records.keep"
_APPROVE = "records.approve"


def _to(target: str, source: str) -> tuple[frozenset[str], str]:
    return frozenset({source}), target


CAMPAIGN = Machine(
    Move("plan", _("Plan"), *_to("planned", UNPLANNED), KEEP),
    Move(
        "approve",
        _("Approve"),
        *_to("approved", "planned"),
        _APPROVE,
        guard="why_not_approve",
    ),
    Move("start", _("Start"), *_to("running", "approved"), KEEP),
    Move(
        "summarise",
        _("Summarise"),
        *_to("summarised", "running"),
        KEEP,
        needs=("ends_on",),
        guard="why_not_summarise",
    ),
    Move(
        "hand_in",
        _("Hand in"),
        *_to(REPORTED, "summarised"),
        KEEP,
        needs=("reported_on",),
    ),
)

DRAFT = "draft"

EXAM = Machine(
    Move(
        "open",
        _("Open the examination"),
        frozenset({DRAFT}),
        "open",
        KEEP,
        guard="why_not_open",
    ),
    Move(
        "close",
        _("Close the examination"),
        frozenset({"open"}),
        "closed",
        KEEP,
        guard="why_not_close",
    ),
)

IN_LIBRARY = "approved"

TYPICAL_CASE = Machine(
    Move(
        "approve",
        _("Approve"),
        *_to(IN_LIBRARY, DRAFT),
        _APPROVE,
        guard="why_not_approve",
    ),
    Move("take_back", _("Take out of the library"), *_to(DRAFT, IN_LIBRARY), KEEP),
)

SURVEY = Machine(
    Move(
        "open",
        _("Open the survey"),
        frozenset({DRAFT}),
        "open",
        KEEP,
        guard="why_not_open",
    ),
    Move("close", _("Close the survey"), frozenset({"open"}), "closed", KEEP),
)
