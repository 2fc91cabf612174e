"""The price notice an outlet hangs up, as PDF."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.template.loader import render_to_string

from consumer_protection.core.documents.pdf import render_pdf
from consumer_protection.core.models import Unit
from reviews.models.offers import GOVERNED, FeeItem

_APART = re.compile(r"[；;]")
TITLE = "服务价格公示表"


def price_notice_pdf(
    outlet: Unit,
    items: Iterable[FeeItem],
    preferential: Iterable[FeeItem],
    at: datetime,
) -> bytes:
    """The two catalogues and the preferential policies of a day. Raises RenderFailed."""
    fees = list(items)
    root = outlet.root or outlet
    html = render_to_string(
        "reviews/documents/price_notice.html",
        {
            "title": TITLE,
            "organisation": root.institution_name,
            "outlet": outlet.name,
            "governed": [one for one in fees if one.price_type in GOVERNED],
            "market": [one for one in fees if one.price_type not in GOVERNED],
            "preferential": list(preferential),
            "contacts": _distinct(one.contact for one in fees),
            "approving": _distinct(one.approving_body for one in fees),
            "notices": _distinct(one.source_notice for one in fees),
            "date_text": _day(at.date()),
        },
    )
    return render_pdf(html, title=TITLE, author=root.institution_name, created=at)


def _distinct(texts: Iterable[str]) -> str:
    """Each once, also where one text lists several."""
    parts = (part.strip() for text in texts for part in _APART.split(text))
    return "；".join(dict.fromkeys(part for part in parts if part))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
