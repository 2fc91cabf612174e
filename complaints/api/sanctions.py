"""Sanctions and commendations for programs, by clearance alone."""

from complaints.learning.filters import SanctionFilter
from complaints.sanction_figures import FIGURES
from complaints.sanction_ledger import SANCTIONS as LEDGER
from consumer_protection.core.api.resources import of_ledger

SANCTIONS = of_ledger(
    LEDGER,
    SanctionFilter,
    reads="sanctions.see",
    writes="sanctions.keep",
    figures=FIGURES,
)
