"""Products, fees, partners and checks of tests."""

from datetime import date, timedelta

from django.utils import timezone

from consumer_protection.core import trail
from consumer_protection.core.ledgers.declaration import Import
from consumer_protection.core.models import Unit
from reviews.models import Review
from reviews.offers import ledgers
from tests.reviews.making import review

REVIEW = "XS2024-900"
CLAUSES = (
    "information_security",
    "price",
    "continuity",
    "disclosure",
    "dispute",
    "breach",
    "emergency",
)


def make(ledger, actor, at, known, values):
    """``way``: how it came in, a ledger unless told otherwise."""
    whole = known | values
    way = whole.pop("way", trail.LEDGER)
    if isinstance(whole.get("unit"), str):
        whole["unit"] = Unit.objects.get(code=whole["unit"])
    root = Unit.objects.get(parent=None)
    return ledger.create(whole, Import(actor, at, root, way))


def passed(actor, at) -> str:
    """The number of a review that passed before everything here began."""
    if not Review.objects.filter(number=REVIEW).exists():
        review(
            actor,
            at,
            number=REVIEW,
            submitted_on=date(2023, 1, 3),
            concluded_on=date(2023, 1, 9),
            kind="fee_pricing",
            trigger="new",
            reviewer="沈静",
        )
    return REVIEW


def product(actor, at, **values):
    known = {"name": "惠农贷", "category": "loan", "origin": "own", "unit": "MXB02"}
    return make(ledgers.PRODUCTS, actor, at, known, values)


def fee(actor, at, **values):
    """A market price in force since March 2024, published and reviewed."""
    known = {
        "name": "短信通知",
        "price": "2元/月",
        "price_type": "market",
        "published_on": date(2024, 2, 1),
        "effective_from": date(2024, 3, 1),
        "contact": "0598-1234567",
        "review": passed(actor, at),
        "unit": "MXB02",
    }
    return make(ledgers.FEE_ITEMS, actor, at, known, values)


def partner(actor, at, **values):
    known = {
        "name": "明溪保险代理",
        "kind": "insurance",
        "entered_on": timezone.localdate() - timedelta(days=30),
        "clauses": CLAUSES,
        "unit": "MXB02",
    }
    return make(ledgers.PARTNERS, actor, at, known, values)


def check(actor, at, **values):
    """A look at an activity of 营业部 without an issue."""
    known = {
        "checked_on": date(2024, 3, 1),
        "aspect": "activity",
        "name": "开门红营销",
        "unit": "MXW10",
    }
    return make(ledgers.CHECKS, actor, at, known, values)


def evaluation(actor, at, **values):
    known = {"product": "惠农贷", "evaluated_on": date(2024, 6, 1), "result": "keep"}
    return make(ledgers.EVALUATIONS, actor, at, known, values)


def sample(actor, at, **values):
    known = {
        "product": "惠农贷",
        "unit": "MXW10",
        "checked_on": date(2024, 6, 1),
        "sampled": 20,
        "passed": 20,
    }
    return make(ledgers.SUITABILITY, actor, at, known, values)


def follow_up(actor, at, **values):
    known = {
        "product": "惠农贷",
        "unit": "MXW10",
        "held_on": date(2024, 6, 1),
        "contacted": 30,
        "reached": 25,
    }
    return make(ledgers.FOLLOW_UPS, actor, at, known, values)
