"""Results of a survey: by question, by outlet, the open answers, what is to follow."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Q, QuerySet
from django.db.models import Count as Number

from consumer_protection.core import pii
from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.drawing import Drawing, drawn
from consumer_protection.core.models import Unit, User
from education.models import Survey
from education.models.effect import right_share
from education.models.survey import LOW, SurveyAnswer, SurveyQuestion, SurveyResponse

RATINGS = {5: "非常满意", 4: "满意", 3: "一般", 2: "不满意", 1: "非常不满意"}
_NOBODY: dict[str, Any] = {"number": 0, "mean": None}
# So many open answers are shown on the page, the newest first.
_MOST_TEXTS = 100


@dataclass(frozen=True, slots=True)
class Outlet:
    """``returned`` answers of ``target``; ``index`` None where nobody rated."""

    name: str
    returned: int
    target: int | None
    index: Decimal | None


@dataclass(frozen=True, slots=True)
class Told:
    """One question: its chart, or its open answers."""

    question: SurveyQuestion
    chart: Chart | None
    texts: Sequence[str]

    @property
    def plane(self) -> Drawing | None:
        """The chart drawn, where anybody answered."""
        counted = self.chart is not None and any(self.chart.series[0].values)
        return drawn(self.chart) if self.chart is not None and counted else None


@dataclass(frozen=True, slots=True)
class Results:
    """``right``: percent of right answers, None where none is right or wrong."""

    returned: int
    index: Decimal | None
    right: Decimal | None
    questions: Sequence[Told]
    outlets: Sequence[Outlet]


def results(survey: Survey, asker: User) -> Results:
    """Of the answers given to the asker's outlets; those who see the whole institution
    see also answers given to none."""
    seen = responses(survey, asker)
    answers = SurveyAnswer.objects.filter(response__in=seen)
    return Results(
        seen.count(),
        index_of(answers),
        right_share(answers),
        [_told(one, answers.filter(question=one)) for one in survey.questions.all()],
        _outlets(survey, asker),
    )


def responses(survey: Survey, asker: User) -> QuerySet[SurveyResponse]:
    found = SurveyResponse.objects.filter(survey=survey)
    if asker.scope.everywhere:
        return found
    found = found.filter(survey__root=asker.scope.root_id)
    if asker.scope.sees_all("education"):
        return found
    return found.filter(outlet__in={asker.scope.unit_id, *asker.scope.below})


def index_of(answers: QuerySet[SurveyAnswer]) -> Decimal | None:
    """The mean of all ratings, 1 as 0 and 5 as 100, to one decimal, half up."""
    return _scaled(answers.aggregate(mean=Avg("rating"))["mean"])


def _told(question: SurveyQuestion, answers: QuerySet[SurveyAnswer]) -> Told:
    if question.kind == "open":
        texts = answers.exclude(text="").order_by("-pk")
        newest = texts.values_list("text", flat=True)[:_MOST_TEXTS]
        return Told(question, None, [pii.mask_text(one) for one in newest])
    if question.kind == "rating":
        rows = answers.values_list("rating").annotate(number=Number("pk"))
        counted = Counter(dict(rows))
        names = list(RATINGS.values())
        numbers = [counted[rating] for rating in RATINGS]
    else:
        chosen = answers.values_list("choices", flat=True)
        every = Counter(place for places in chosen for place in places)
        names = list(question.options)
        numbers = [every[place] for place in range(len(names))]
    series = Series("", tuple(numbers))
    return Told(question, Chart(question.text, "人", tuple(names), (series,)), ())


def _outlets(survey: Survey, asker: User) -> list[Outlet]:
    rows = responses(survey, asker).filter(outlet__isnull=False).order_by()
    told = {
        row["outlet"]: row
        for row in rows.values("outlet").annotate(
            number=Number("pk", distinct=True), mean=Avg("answers__rating")
        )
    }
    units = Unit.objects.visible_to(asker).outlets().order_by("code")
    if not asker.scope.sees_all("education"):
        units = units.filter(pk__in={asker.scope.unit_id, *asker.scope.below})
    return [
        Outlet(unit.name, row["number"], survey.target, _scaled(row["mean"]))
        for unit in units.filter(
            Q(pk__in=told) | Q(valid_to=None) | Q(valid_to__gt=survey.starts_on)
        )
        if (row := told.get(unit.pk, _NOBODY))
    ]


def _scaled(mean: float | None) -> Decimal | None:
    if mean is None:
        return None
    exact = (Decimal(str(mean)) - 1) / 4 * 100
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def low(survey: Survey, asker: User) -> list[SurveyResponse]:
    """Answers with a low rating, those without a measure first."""
    found = responses(survey, asker).filter(answers__rating__lte=LOW).distinct()
    ordered = found.select_related("outlet", "measured_by").order_by("measure", "-pk")
    return list(ordered.prefetch_related("answers__question")[:_MOST_TEXTS])
