"""Education for programs."""

from typing import Any

from consumer_protection.core.api.resources import Resource, of_ledger
from consumer_protection.core.ledgers.declaration import Ledger
from education import filters, ledgers
from education.figures import FIGURES
from education.states import KEEP, LOG


def _kept(ledger: Ledger, filterset: type[Any], clearance: str = KEEP) -> Resource:
    return of_ledger(
        ledger, filterset, writes=clearance, keeps=clearance, figures=FIGURES
    )


CAMPAIGNS = of_ledger(
    ledgers.CAMPAIGNS, filters.CampaignFilter, writes=KEEP, figures=FIGURES
)
TRAININGS = of_ledger(
    ledgers.TRAININGS, filters.TrainingFilter, writes=KEEP, figures=FIGURES
)
PUBLICATIONS = _kept(ledgers.PUBLICATIONS, filters.PublicationFilter)
MATERIALS = _kept(ledgers.MATERIALS, filters.MaterialFilter)
ACTIVITIES = of_ledger(
    ledgers.ACTIVITIES, filters.ActivityFilter, writes=LOG, figures=FIGURES
)
SURVEYS = _kept(ledgers.SURVEYS, filters.SurveyFilter)
TYPICAL_CASES = _kept(ledgers.TYPICAL_CASES, filters.TypicalCaseFilter, LOG)
SERVICE_RECORDS = _kept(ledgers.SERVICE_RECORDS, filters.ServiceRecordFilter, LOG)
