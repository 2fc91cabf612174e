"""The nine stages of a product, and the states of what is mended on it."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.rectifying import Terms, rectification_moves
from consumer_protection.core.states import Machine

STAGES = (
    "declare",
    "preliminary",
    "initiated",
    "filing",
    "dev_test",
    "handover",
    "marketing_plan",
    "cp_assessment",
    "run_feedback",
)
# From here on customers have it: no stage of it without a review that passed.
RUNNING = "run_feedback"

RECTIFICATION = Machine(
    *rectification_moves(
        Terms(
            "tasks.answer",
            "records.approve",
            _("Verify and close"),
            submit_needs=("result",),
            judge_guard="why_not_judge",
            risk_guard="why_not_judge",
        )
    )
)
