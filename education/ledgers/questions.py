"""The pool of examination questions as people keep it in a sheet."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import (
    CellError,
    Column,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.kept import kept_ledger, text
from consumer_protection.core.ledgers.parsers import Coded, Text, YesNo
from education.models import Question
from education.rules import FALSE, LETTERS, TRUE

_RIGHT = re.compile("正确|对|√|是|true", re.IGNORECASE)
_WRONG = re.compile("错误|错|×|x|否|false", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s、，,;；/]+")


@dataclass(frozen=True, slots=True)
class Answer(Text):
    """ACD, A、C、D, or of a statement 对 and 错."""

    def read(self, cell: Cell, setting: Setting) -> str:
        told = _BETWEEN.sub("", Text.read(self, cell, setting))
        if _RIGHT.fullmatch(told):
            return TRUE
        if told.upper() not in LETTERS and _WRONG.fullmatch(told):
            return FALSE
        letters = set(told.upper())
        if not letters or not letters <= set(LETTERS):
            advice = _(
                "Write the letters of the right options, such as ACD, or 对 or 错."
            )
            raise CellError("answer.unreadable", advice)
        return "".join(sorted(letters))


def _check(values: Values) -> Iterator[Problem]:
    kind, answer = values.get("kind"), values.get("answer") or ""
    if kind == "true_false":
        if answer not in (TRUE, FALSE):
            yield Problem("answer.unfit", _("A statement is 对 or 错."), "answer")
        return
    there = [one for one in LETTERS if values.get(f"option_{one.lower()}")]
    if there != list(LETTERS[: len(there)]) or len(there) < 2:
        advice = _("Fill in at least the options A and B, without a gap.")
        yield Problem("options.unfit", advice, "option_a")
    elif not set(answer) <= set(there):
        yield Problem("answer.unfit", _("The answer names no option."), "answer")
    elif kind == "single" and len(answer) != 1:
        yield Problem("answer.unfit", _("Of a single choice one is right."), "answer")
    elif kind == "multiple" and len(answer) < 2:
        advice = _("Of a multiple choice at least two are right.")
        yield Problem("answer.unfit", advice, "answer")


QUESTIONS = kept_ledger(
    Question,
    "exam_questions",
    gettext_lazy("Exam questions"),
    (
        text("text", "题目", "题干", "试题", limit=1000, required=True),
        Column("kind", ("题型", "题目类型"), Coded("question_kind"), required=True),
        *(
            text(f"option_{one.lower()}", f"选项{one}", one, limit=300)
            for one in LETTERS
        ),
        Column("answer", ("正确答案", "答案", "标准答案"), Answer(30), required=True),
        Column("topic", ("知识点", "主题"), Coded("topic"), default=""),
        text("explanation", "解析", "答案解析", limit=1000),
        Column("in_use", ("是否启用", "启用"), YesNo(), default=True),
    ),
    ("text",),
    order=("kind",),
    check=_check,
)
