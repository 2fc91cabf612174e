"""Campaigns and trainings for programs."""

from consumer_protection.core.api.resources import of_ledger
from education import ledgers
from education.figures import FIGURES
from education.filters import CampaignFilter, TrainingFilter

CAMPAIGNS = of_ledger(
    ledgers.CAMPAIGNS, CampaignFilter, writes="records.keep", figures=FIGURES
)
TRAININGS = of_ledger(
    ledgers.TRAININGS, TrainingFilter, writes="records.keep", figures=FIGURES
)
