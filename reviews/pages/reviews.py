"""The lists of reviews and of their opinions, and the page of each."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Listing, Register, Section, Shown
from reviews.figures import FIGURES
from reviews.filters import OpinionFilter, ReviewFilter
from reviews.models import Opinion, Review
from reviews.tables import OpinionTable, ReviewTable


def _show_review(review: Review) -> Shown:
    return Shown(
        title=review.number,
        status=label("review_status", review.status),
        is_ended=not review.is_open,
        sections=(_request(review), _result(review)),
        listings=(_opinions(review),) if review.opinions.exists() else (),
    )


def _request(review: Review) -> Section:
    return Section(
        _("Request"),
        (
            (_("Reviewed item"), review.title),
            (_("Kind"), label("review_kind", review.kind)),
            (_("Trigger"), label("review_trigger", review.trigger)),
            (_("Submitting unit"), review.unit.name),
            (_("Submitter"), review.submitter),
            (_("Submitted on"), review.submitted_on),
        ),
    )


def _result(review: Review) -> Section:
    return Section(
        _("Result"),
        (
            (_("Conclusion"), label("review_conclusion", review.conclusion)),
            (_("Reviewer"), review.reviewer),
            (_("Concluded on"), review.concluded_on),
            (_("Launched on"), review.launched_on),
            (_("Remark"), pii.mask_text(review.remark)),
        ),
    )


def _opinions(review: Review) -> Listing:
    rows = [
        (
            one.sequence,
            pii.mask_text(one.text),
            label("opinion_adoption", one.adoption),
            pii.mask_text(one.answer),
        )
        for one in review.opinions.all()
    ]
    columns = (_("Number"), _("Opinion"), _("Answer"), _("How it was answered"))
    return Listing(_("Review opinions"), columns, rows)


def _show_opinion(opinion: Opinion) -> Shown:
    facts = (
        (_("Review"), opinion.review.number),
        (_("Reviewed item"), opinion.review.title),
        (_("Opinion"), pii.mask_text(opinion.text)),
        (_("Answer"), label("opinion_adoption", opinion.adoption)),
        (_("How it was answered"), pii.mask_text(opinion.answer)),
        (_("Concluded on"), opinion.review.concluded_on),
    )
    return Shown(title=str(opinion), sections=(Section(_("Opinion"), facts),))


REVIEWS = Register(
    noun=Review,
    label=_("Reviews"),
    subject="reviews",
    table=ReviewTable,
    filterset=ReviewFilter,
    show=_show_review,
    order=("-submitted_on", "-number"),
    related=("unit",),
    figures=FIGURES,
    ledger="reviews",
    writes="records.keep",
    keeps="records.keep",
)
OPINIONS = Register(
    noun=Opinion,
    label=_("Review opinions"),
    subject="reviews",
    table=OpinionTable,
    filterset=OpinionFilter,
    show=_show_opinion,
    order=("-review__concluded_on", "review__number", "sequence"),
    related=("review__unit",),
    figures=FIGURES,
    ledger="reviews",
)
