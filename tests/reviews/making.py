"""Reviews of tests."""

from datetime import date

from consumer_protection.core.models import Unit
from reviews import actions
from reviews.models import Review


def review(actor, at, **values) -> Review:
    """A contract passed in March 2024, without opinions, unless told otherwise."""
    known = {
        "unit": "MXB02",
        "submitted_on": date(2024, 3, 1),
        "kind": "contract",
        "title": "个人借款合同",
        "conclusion": "pass",
        "concluded_on": date(2024, 3, 5),
    }
    known |= values
    known["unit"] = Unit.objects.get(code=known["unit"])
    return actions.import_review(known, actor=actor, at=at)
