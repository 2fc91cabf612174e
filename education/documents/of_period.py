"""All summaries of the campaigns that began in a period, as files."""

from collections.abc import Iterator
from datetime import datetime

from consumer_protection.core.documents import paper
from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import Period
from education.documents.summary import campaign_book, campaign_paper
from education.models import Campaign


def summaries(
    asker: User, root: Unit, period: Period, at: datetime
) -> Iterator[tuple[str, bytes]]:
    """(file name, content): Word, PDF and workbook of each campaign, one at a time.
    Raises RenderFailed."""
    for campaign in _campaigns(asker, root, period):
        told = campaign_paper(campaign, at)
        name = f"campaign-{campaign.starts_on}-{campaign.pk}"
        yield f"{name}.docx", paper.docx(told)
        yield f"{name}.pdf", paper.pdf(told)
        yield f"{name}.xlsx", campaign_book(campaign, at)


def unfinished(asker: User, root: Unit, period: Period) -> list[tuple[str, str]]:
    """(check, campaign): those planned here whose summary is a draft still."""
    return [
        ("campaign.unsummarised", one.name)
        for one in _campaigns(asker, root, period)
        if one.lives_here and one.status not in ("summarised", "reported")
    ]


def _campaigns(asker: User, root: Unit, period: Period) -> list[Campaign]:
    found = Campaign.objects.visible_to(asker).filter(
        root=root, starts_on__gte=period.start, starts_on__lt=period.end
    )
    return list(found.select_related("root").order_by("starts_on", "pk"))
