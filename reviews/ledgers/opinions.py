"""The ledger of review opinions, one a row: what was asked for and how it was answered."""

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
)
from consumer_protection.core.ledgers.parsers import Coded, Text, Whole, YesNo
from consumer_protection.core.scope import Asker
from reviews import opinion_actions
from reviews.models import Opinion, Review

COLUMNS = (
    Column("review", ("审查编号", "编号"), Text(40), required=True),
    Column("sequence", ("意见序号", "意见编号"), Whole(), required=True),
    Column("round", ("轮次", "审查轮次"), Whole(), default=1),
    Column("text", ("审查意见", "意见内容", "意见"), Text(), required=True),
    Column("law", ("依据", "法规依据"), Text(300), default=""),
    Column("must_change", ("须修改", "是否须修改"), YesNo(), default=False),
    Column(
        "adoption", ("意见采纳情况", "采纳情况"), Coded("opinion_adoption"), default=""
    ),
    Column("answer", ("意见落实说明", "落实说明", "整改说明"), Text(), default=""),
)
_MOST = 200


def _check(values: Values, setting: Setting) -> Iterator[Problem]:
    if not 1 <= values["sequence"] <= _MOST:
        advice = _("Check the number of the opinion.")
        yield Problem("number.unlikely", advice, "sequence")
    if not 1 <= (values.get("round") or 1) <= _MOST:
        yield Problem("number.unlikely", _("Check the round."), "round")
    if values.get("adoption") == "not_adopted" and not values.get("answer"):
        advice = _("Give the reason for what is not adopted.")
        yield Problem("value.missing", advice, "answer", is_warning=True)


def _arrange(
    rows: list[Any], setting: Setting
) -> tuple[list[Any], Mapping[Place, Problem]]:
    """In the order of their numbers; each of a review that is there and does not live
    here, whose opinions are given and answered by its own steps."""
    refused = {row.place: one for row in rows for one in _refusals(row, setting)}
    return sorted(rows, key=_place), refused


def _place(row: Any) -> tuple[str, int]:
    return str(row.values.get("review")), row.values.get("sequence") or 0


def _refusals(row: Any, setting: Setting) -> Iterator[Problem]:
    number = row.values.get("review")
    own = Review.objects.filter(root=setting.root)
    review = own.filter(number=number).first()
    if review is None:
        advice = _("There is no review of this number: import it first.")
        yield Problem("review.unknown", advice, "review")
        return
    found = _find(row.values, setting)
    standing = _read(found) if found else {}
    changed = [
        name
        for name, value in row.values.items()
        if plain(value) != plain(standing.get(name))
    ]
    if review.lives_here and changed:
        advice = _("It was requested here: it is changed by its own steps alone.")
        yield Problem("review.lives_here", advice, changed[0])


def _find(values: Values, setting: Setting) -> Opinion | None:
    own = Opinion.objects.filter(review__root=setting.root)
    known = own.filter(review__number=values["review"], sequence=values["sequence"])
    return known.select_related("review").first()


def _read(opinion: Opinion) -> dict[str, Any]:
    told = {column.field: getattr(opinion, column.field) for column in COLUMNS}
    return told | {"review": opinion.review.number}


def _create(values: dict[str, Any], about: Import) -> Opinion:
    return opinion_actions.import_opinion(
        values, root=about.root, actor=about.actor, at=about.at, way=about.way
    )


def _update(opinion: Opinion, changes: dict[str, Any], about: Import) -> None:
    opinion_actions.update_opinion(
        opinion, changes, actor=about.actor, at=about.at, way=about.way
    )


def _records(asker: Asker) -> QuerySet[Opinion]:
    visible = Opinion.objects.visible_to(asker).select_related("review")
    return visible.order_by("review__number", "sequence")


def _remove(opinion: Opinion) -> None:
    opinion.delete()


OPINIONS = Ledger(
    kind="review_opinions",
    label=gettext_lazy("Review opinions"),
    noun=Opinion,
    columns=COLUMNS,
    key=("review", "sequence"),
    find=_find,
    read=_read,
    create=_create,
    update=_update,
    records=_records,
    remove=_remove,
    period_field="review__submitted_on",
    check=_check,
    arrange=_arrange,
)
