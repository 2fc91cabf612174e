"""What a campaign changed: right answers of the public before it and after it."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, QuerySet

from education.models.campaign import Campaign
from education.models.survey import SurveyAnswer
from education.states import REPORTED

BEFORE, AFTER = "before", "after"


def right_share(given: "QuerySet[SurveyAnswer]") -> Decimal | None:
    """Percent of the answers to questions with a right answer, to one decimal, half up;
    an answer is right with all right options and no other. None where nobody answered."""
    tested = given.exclude(question__right=[])
    every = tested.count()
    if not every:
        return None
    right = tested.filter(
        choices__contains=F("question__right"),
        choices__contained_by=F("question__right"),
    )
    share = Decimal(right.count() * 100) / every
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def effect(campaign: Campaign) -> tuple[Decimal | None, Decimal | None]:
    """Before and after: of its surveys, else as somebody wrote it. Handed in, it stays
    as it was told then."""
    told = campaign.effect_before, campaign.effect_after
    if campaign.status == REPORTED:
        return told
    given = SurveyAnswer.objects.filter(question__survey__campaign=campaign)
    measured = [
        right_share(given.filter(question__survey__stage=stage))
        for stage in (BEFORE, AFTER)
    ]
    before, after = (
        own if share is None else share
        for share, own in zip(measured, told, strict=True)
    )
    return before, after
