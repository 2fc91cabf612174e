"""The ledger of reviews as people keep it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.ledgers.comparing import plain
from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Place,
    Problem,
    Setting,
    Values,
    WriteRefused,
)
from consumer_protection.core.ledgers.parsers import Coded, Day, Text, UnitName, Whole
from consumer_protection.core.scope import Asker
from consumer_protection.core.trail import LEDGER
from reviews import actions
from reviews.doing import requesting
from reviews.models import Review
from reviews.states import PASSING

_MOST_OPINIONS = 200
_OUTCOME = frozenset({"conclusion", "concluded_on", "launched_on"})
COLUMNS = (
    Column("number", ("审查编号", "编号"), Text(40), default=""),
    Column("submitted_on", ("送审日期", "送审时间", "提交日期"), Day(), required=True),
    Column("unit", ("送审部门", "提交部门", "部门"), UnitName(), required=True),
    Column("submitter", ("送审人", "提交人"), Text(60), default=""),
    Column(
        "kind", ("审查类别", "审查类型", "类别"), Coded("review_kind"), required=True
    ),
    Column(
        "title", ("项目名称", "审查事项", "送审事项", "名称"), Text(300), required=True
    ),
    Column("trigger", ("触发情形", "送审原因"), Coded("review_trigger"), default=""),
    Column("opinions", ("审查意见数", "意见数", "审查意见条数"), Whole()),
    Column("answer", ("意见落实说明", "落实说明", "整改说明"), Text(), default=""),
    Column(
        "adoption", ("意见采纳情况", "采纳情况"), Coded("opinion_adoption"), default=""
    ),
    Column("conclusion", ("审查结论", "结论"), Coded("review_conclusion"), default=""),
    Column("reviewer", ("审查人", "审核人"), Text(60), default=""),
    Column("concluded_on", ("审结日期", "审查日期", "办结日期"), Day()),
    Column("launched_on", ("上线日期", "发布日期", "上线(发布)日期"), Day()),
    Column("remark", ("备注",), Text(), default=""),
)


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    yield from _opinions(values)
    concluded, launched = values.get("concluded_on"), values.get("launched_on")
    if concluded and concluded < values["submitted_on"]:
        advice = _("Concluded before it was submitted.")
        yield Problem("date.order", advice, "concluded_on")
    if bool(concluded) is not bool(values.get("conclusion")):
        advice = _("A conclusion and its date belong together: fill in both.")
        missing = "conclusion" if concluded else "concluded_on"
        yield Problem("value.missing", advice, missing)
    if launched and not (concluded and concluded <= launched):
        advice = _("Launched without a conclusion before it.")
        yield Problem(
            "review.not_before_launch", advice, "launched_on", is_warning=True
        )
    if launched and values.get("conclusion") == "reject":
        advice = _("Launched although the review was not passed.")
        yield Problem(
            "review.launched_rejected", advice, "launched_on", is_warning=True
        )


def _opinions(values: Values) -> Iterator[Problem]:
    count, adoption = values.get("opinions") or 0, values.get("adoption")
    if count > _MOST_OPINIONS:
        yield Problem("number.unlikely", _("Check the number of opinions."), "opinions")
    if adoption and not count:
        advice = _("An answer to opinions needs their number.")
        yield Problem("value.missing", advice, "opinions")
    if count and not adoption and values.get("concluded_on"):
        advice = _("A concluded review needs the answer to its opinions.")
        yield Problem("value.missing", advice, "adoption")


def _arrange(
    rows: list[Any], setting: Setting
) -> tuple[list[Any], Mapping[Place, Problem]]:
    """Rows with a number first: one given by the system must not come before them.
    Of a review that lives here a row may repeat what stands, and change nothing."""
    refused = {}
    if Review.objects.filter(root=setting.root, requested_by__isnull=False).exists():
        refused = {row.place: one for row in rows for one in _lives_here(row, setting)}
    return sorted(rows, key=lambda row: not row.values.get("number")), refused


def _lives_here(row: Any, setting: Setting) -> Iterator[Problem]:
    found = _find(row.values, setting)
    if found is None or not found.lives_here:
        return
    standing = _read(found)
    changed = [
        name
        for name, value in row.values.items()
        if name in standing and plain(value) != plain(standing[name])
    ]
    if advice := actions.why_not_written(found, changed):
        yield Problem("review.lives_here", advice, changed[0])


def _find(values: Values, setting: Setting) -> Review | None:
    """By number; a row without one by what makes it the same request."""
    own = Review.objects.filter(root=setting.root)
    if values.get("number"):
        return own.filter(number=values["number"]).first()
    same = ("submitted_on", "unit", "title")
    return own.filter(**{name: values[name] for name in same}).first()


def _read(review: Review) -> dict[str, Any]:
    own = (column.field for column in COLUMNS)
    plain = {
        name: getattr(review, name)
        for name in own
        if name not in actions.OPINION_FIELDS
    }
    return plain | actions.opinion_values(review)


def _create(values: dict[str, Any], about: Import) -> Review:
    """A past ledger may tell a launch without a review; nobody enters one by hand. A
    program of whoever asks for reviews asks for one."""
    by_hand = about.way is not LEDGER
    if by_hand and not about.actor.scope.allows("records.keep"):
        return requesting.ask_by_row(values, actor=about.actor, at=about.at)
    if by_hand:
        _refuse_launch(values)
    return actions.import_review(values, actor=about.actor, at=about.at, way=about.way)


def _refuse_launch(values: Mapping[str, Any]) -> None:
    launched, concluded = values.get("launched_on"), values.get("concluded_on")
    has_passed = values.get("conclusion") in PASSING and concluded is not None
    if launched and not (has_passed and concluded <= launched):
        raise WriteRefused(_("It cannot be launched before it has passed its review."))


def _update(review: Review, changes: dict[str, Any], about: Import) -> None:
    """What a past ledger told stays; by hand no launch comes before its conclusion."""
    if about.way is not LEDGER and not _OUTCOME.isdisjoint(changes):
        _refuse_launch({**_read(review), **changes})
    actions.update_review(
        review, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[Review]:
    visible = Review.objects.visible_to(asker).select_related("unit")
    return visible.prefetch_related("opinions").order_by("submitted_on", "number")


def _remove(review: Review) -> None:
    review.delete()


REVIEWS = Ledger(
    kind="reviews",
    label=gettext_lazy("Reviews"),
    noun=Review,
    columns=COLUMNS,
    key=("number",),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="submitted_on",
    check=_check,
    arrange=_arrange,
)
