"""The lists of reviews and of their opinions, and the page of each."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from reviews.figures import FIGURES
from reviews.filters import OpinionFilter, ReviewFilter
from reviews.models import Opinion, Review
from reviews.pages.acts import acts, list_acts
from reviews.pages.beside import beside, queue_bar, show
from reviews.tables import OpinionTable, ReviewTable


def _show_opinion(opinion: Opinion) -> Shown:
    facts = (
        (_("Review"), opinion.review.number),
        (_("Reviewed item"), opinion.review.title),
        (_("Round"), opinion.round),
        (_("Opinion"), pii.mask_text(opinion.text)),
        (_("Must be changed"), opinion.must_change or None),
        (_("Legal source"), opinion.law),
        (_("Answer"), label("opinion_adoption", opinion.adoption)),
        (_("How it was answered"), pii.mask_text(opinion.answer)),
        (_("Proof"), opinion.proof),
        (_("Leader's decision"), label("opinion_decision", opinion.decision)),
        (_("Reason of the decision"), pii.mask_text(opinion.decision_reason)),
        (_("Concluded on"), opinion.review.concluded_on),
    )
    return Shown(title=str(opinion), sections=(Section(_("Opinion"), facts),))


def _is_told_by_ledger(review: Review) -> bool:
    """What lives here is changed by its own steps alone."""
    return not review.lives_here


REVIEWS = Register(
    noun=Review,
    label=_("Reviews"),
    subject="reviews",
    table=ReviewTable,
    filterset=ReviewFilter,
    show=show,
    order=("-submitted_on", "-number"),
    related=("unit", "root", "requested_by", "reviewer_account", "risk_reviewer"),
    figures=FIGURES,
    ledger="reviews",
    writes="records.keep",
    is_mended=_is_told_by_ledger,
    keeps="records.keep",
    acts=acts,
    list_acts=list_acts,
    page="reviews/review.html",
    more=beside,
    above="reviews/_queues.html",
    list_more=queue_bar,
)
OPINIONS = Register(
    noun=Opinion,
    label=_("Review opinions"),
    subject="reviews",
    table=OpinionTable,
    filterset=OpinionFilter,
    show=_show_opinion,
    order=("-review__concluded_on", "review__number", "sequence"),
    related=("review__unit", "proof"),
    figures=FIGURES,
    ledger="review_opinions",
)
