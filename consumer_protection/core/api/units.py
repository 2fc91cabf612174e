"""Units, people and base figures for programs."""

from consumer_protection.core.accounts import MANAGES
from consumer_protection.core.api.resources import of_ledger
from consumer_protection.core.base_ledger import BASE_FIGURES as BASE_LEDGER
from consumer_protection.core.pages.base_figures import BaseFigureFilter
from consumer_protection.core.pages.people import PersonFilter
from consumer_protection.core.pages.units import UnitFilter
from consumer_protection.core.staff_ledger import STAFF as STAFF_LEDGER
from consumer_protection.core.unit_figures import FIGURES
from consumer_protection.core.unit_ledger import UNITS as UNIT_LEDGER

UNITS = of_ledger(UNIT_LEDGER, UnitFilter, writes=UNIT_LEDGER.may, figures=FIGURES)
STAFF = of_ledger(STAFF_LEDGER, PersonFilter, reads=MANAGES, writes=MANAGES)
BASE_FIGURES = of_ledger(BASE_LEDGER, BaseFigureFilter, writes="figures.enter")
