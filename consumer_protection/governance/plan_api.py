"""Duties, emergencies and conduct for programs."""

from typing import Any

from consumer_protection.core.api.resources import Resource, of_ledger
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.governance import ledgers
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import filters

_KEEP = "records.keep"


def _kept(ledger: Ledger, filterset: type[Any]) -> Resource:
    return of_ledger(ledger, filterset, writes=_KEEP, keeps=_KEEP, figures=FIGURES)


DUTY_RULES = _kept(ledgers.DUTY_RULES, filters.DutyRuleFilter)
DUTIES = _kept(ledgers.DUTIES, filters.DutyFilter)
EMERGENCY_PLANS = _kept(ledgers.EMERGENCY_PLANS, filters.EmergencyPlanFilter)
DRILLS = _kept(ledgers.DRILLS, filters.DrillFilter)
INCIDENTS = _kept(ledgers.INCIDENTS, filters.IncidentFilter)
COMMITMENT_LETTERS = _kept(ledgers.COMMITMENT_LETTERS, filters.CommitmentLetterFilter)
SCREENINGS = _kept(ledgers.SCREENINGS, filters.ScreeningFilter)
PLAN_PROBLEMS = _kept(ledgers.PLAN_PROBLEMS, filters.PlanProblemFilter)
