"""Units for programs."""

from consumer_protection.core.api.resources import of_ledger
from consumer_protection.core.pages.units import UnitFilter
from consumer_protection.core.unit_figures import FIGURES
from consumer_protection.core.unit_ledger import UNITS as LEDGER

UNITS = of_ledger(LEDGER, UnitFilter, writes="ledgers.import", figures=FIGURES)
