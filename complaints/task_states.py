"""The states of a task that another department has for a case."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine, Move

# While a task is with its unit, the unit sees the case it belongs to.
WITH_UNIT = frozenset({"open", "returned"})
# What still waits for somebody.
WAITING = WITH_UNIT | {"done"}
_ANSWER = "tasks.answer"
_HANDLE = "complaints.handle"

CASE_TASK = Machine(
    Move("finish", _("Submit"), WITH_UNIT, "done", _ANSWER, needs=("answer",)),
    Move("accept", _("Take as done"), frozenset({"done"}), "accepted", _HANDLE),
    Move("return", _("Return"), frozenset({"done"}), "returned", _HANDLE, note=True),
    Move("withdraw", _("Withdraw"), WITH_UNIT, "withdrawn", _HANDLE, note=True),
)
