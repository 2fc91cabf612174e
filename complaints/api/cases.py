"""Complaints for programs."""

from complaints import rules
from complaints.api.deadline import Deadline
from complaints.api.letters import Letters
from complaints.figures import FIGURES
from complaints.filters import ComplaintFilter
from complaints.handling import refuse_helpers
from complaints.ledgers import COMPLAINTS as LEDGER
from consumer_protection.core.api.resources import of_ledger
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import Day

COMPLAINTS = of_ledger(
    LEDGER,
    ComplaintFilter,
    writes="complaints.handle",
    keeps="complaints.handle",
    figures=FIGURES,
    told=(Column("due_on", ("办理期限",), Day(future=True)),),
    parts={"deadline": Deadline, "letters": Letters},
    before_move=refuse_helpers,
    declares=dict.fromkeys(rules.DECLARED, ("no_interest", rules.NO_INTEREST)),
)
