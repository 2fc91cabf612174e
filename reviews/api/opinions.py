"""Opinions and checklist of a review for programs."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.api.problems import invalid
from reviews import states
from reviews.api.parts import FLAG, NUMBER, TEXT, Part, refuse_value
from reviews.doing import checking, opining, requesting
from reviews.doing.opining import Answer, Wording
from reviews.models import Opinion, Review

_DAY = {"type": ["string", "null"], "format": "date"}
_OPINION = {
    "sequence": NUMBER,
    "round": NUMBER,
    "text": TEXT,
    "checkpoint": TEXT,
    "law": TEXT,
    "must_change": FLAG,
    "adoption": TEXT,
    "answer": TEXT,
    "decision": TEXT,
    "decision_reason": TEXT,
}
_TOLD = tuple(name for name in _OPINION if name != "checkpoint")


class Opinions(Part):
    title = gettext_lazy("Review opinions")
    verb = "opinions"
    clearance = states.REVIEWS
    shape = _OPINION
    sent = {"text": TEXT, "checkpoint": TEXT, "law": TEXT, "must_change": FLAG}
    needed = ("text",)

    def told(self, review: Review) -> list[dict[str, Any]]:
        return _opinions(review)

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        wording = Wording(
            data["text"],
            data.get("checkpoint", ""),
            data.get("law", ""),
            data.get("must_change", False),
        )
        opining.give_opinion(review, wording, actor=self.asker, at=at)


class Answers(Part):
    title = gettext_lazy("Answer opinions")
    verb = "answers"
    clearance = states.SUBMIT
    shape = _OPINION
    sent = {"sequence": NUMBER, "adoption": TEXT, "answer": TEXT}
    needed = ("sequence", "adoption")
    is_read = False

    def told(self, review: Review) -> list[dict[str, Any]]:
        return _opinions(review)

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        answer = Answer(data["adoption"], data.get("answer", ""))
        opinion = _one(review, data["sequence"])
        opining.answer_opinion(opinion, answer, actor=self.asker, at=at)


class Decisions(Part):
    title = gettext_lazy("Decision")
    verb = "decisions"
    clearance = states.DECIDE
    shape = _OPINION
    sent = {"sequence": NUMBER, "decision": TEXT, "reason": TEXT}
    needed = ("sequence", "decision", "reason")
    is_read = False

    def told(self, review: Review) -> list[dict[str, Any]]:
        return _opinions(review)

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        opinion = _one(review, data["sequence"])
        opining.decide_opinion(
            opinion, data["decision"], data["reason"], actor=self.asker, at=at
        )


class Checklist(Part):
    title = gettext_lazy("Checklist")
    verb = "checklist"
    clearance = states.REVIEWS
    shape = {
        "code": TEXT,
        "question": TEXT,
        "severity": TEXT,
        "law": TEXT,
        "verdict": TEXT,
        "comment": TEXT,
    }
    sent = {"code": TEXT, "verdict": TEXT, "comment": TEXT}
    needed = ("code", "verdict")

    def told(self, review: Review) -> list[dict[str, Any]]:
        return [
            {
                "code": one.point.code,
                "question": one.point.question,
                "severity": one.point.severity,
                "law": one.point.source,
                "verdict": one.verdict,
                "comment": one.comment,
            }
            for one in checking.asked_of(review)
        ]

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        told = {data["code"]: (data["verdict"], data.get("comment", ""))}
        checking.answer_checklist(review, told, actor=self.asker, at=at)


class Risk(Part):
    title = gettext_lazy("Opinion on risk")
    verb = "risk"
    clearance = states.RISK
    shape = {"verdict": TEXT, "reasons": TEXT}
    sent = {"verdict": TEXT, "reasons": TEXT}
    needed = ("verdict", "reasons")

    def told(self, review: Review) -> list[dict[str, Any]]:
        if not review.risk_verdict:
            return []
        return [{"verdict": review.risk_verdict, "reasons": review.risk_opinion}]

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        opining.give_risk_opinion(
            review, data["verdict"], data["reasons"], actor=self.asker, at=at
        )


class Request(Part):
    """What a request says beside the ledger's columns; changed before it is handed in."""

    title = gettext_lazy("Request")
    verb = "request"
    clearance = states.SUBMIT
    shape = {
        "origin": TEXT,
        "customers": TEXT,
        "charges": TEXT,
        "channels": TEXT,
        "planned_on": _DAY,
        "is_personal_loan": FLAG,
        "is_new_product": FLAG,
    }
    sent = {
        **dict.fromkeys(("origin", "customers", "charges"), TEXT),
        "channels": {"type": "string", "maxLength": 300},
        "planned_on": {"type": "string", "format": "date", "maxLength": 10},
        "is_personal_loan": FLAG,
        "is_new_product": FLAG,
    }

    def told(self, review: Review) -> list[dict[str, Any]]:
        return [{name: getattr(review, name) for name in self.shape}]

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        if review.uid is None:
            raise Http404
        values: dict[str, Any] = dict(data)
        if "planned_on" in values:
            values["planned_on"] = _day(values["planned_on"])
        if values.get("origin", "own") not in ("own", "provincial"):
            raise invalid("origin", "code.unknown", _("Choose a value of the list."))
        requesting.keep_request(review.uid, values, actor=self.asker, at=at)


def _opinions(review: Review) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(one, name) for name in _TOLD},
            "checkpoint": one.checkpoint.code if one.checkpoint else "",
        }
        for one in review.opinions.select_related("checkpoint")
    ]


def _one(review: Review, sequence: int) -> Opinion:
    refuse_value("sequence", sequence, NUMBER)
    found = review.opinions.select_related("review").filter(
        sequence=min(max(sequence, 0), 32767)
    )
    opinion: Opinion | None = found.first()
    if opinion is None:
        raise invalid("sequence", "value.invalid", _("There is no such opinion."))
    return opinion


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = _("No readable date: write it like 2024-03-05.")
        raise invalid("planned_on", "date.unreadable", message) from error
