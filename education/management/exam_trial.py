"""An examination under fault: fifty people answer fifty questions at once while web
workers and the database are killed. What was acknowledged must be there afterwards."""

import http.client
import random
import re
import threading
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.utils import timezone

from consumer_protection.core import accounts
from consumer_protection.core.models import Unit, User
from education.doing import exams
from education.models import Question
from education.models.exam import ExamAnswer, ExamPaper

PEOPLE, QUESTIONS = 50, 50
_TRIES, _PAUSE = 120, 0.25
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PAPER = re.compile(r"/education/papers/(\d+)/")


def prepare() -> dict[str, Any]:
    """People with open sessions, and an examination that is open to them."""
    root, system, at = (
        Unit.objects.get(parent=None),
        User.objects.system(),
        timezone.now(),
    )
    outlet = Unit.objects.outlets().order_by("code")[0]
    Question.objects.bulk_create(
        Question(
            root=root,
            unit=root.lead(),
            kind="multiple",
            text=f"第{number}题",
            option_a="甲",
            option_b="乙",
            option_c="丙",
            option_d="丁",
            answer="AC",
        )
        for number in range(QUESTIONS)
    )
    people = [
        accounts.add_user(
            f"trial-{number}",
            name=f"考生{number}",
            unit=outlet,
            roles=["branch_handler"],
            actor=system,
            at=at,
        )
        for number in range(PEOPLE)
    ]
    exam = exams.plan_exam(
        root,
        {
            "name": "五十人同场答题",
            "audiences": ["frontline"],
            "opens_at": at - timedelta(minutes=1),
            "closes_at": at + timedelta(hours=3),
            "minutes": 120,
            "multiples": QUESTIONS,
            "singles": 0,
        },
        actor=system,
        at=at,
    )
    exams.open_exam(exam, actor=system, at=at)
    return {"exam": exam.pk, "sessions": [_session(one) for one in people]}


def _session(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Sitter(threading.Thread):
    """One person: begins, answers every question in an order of its own, hands in.
    ``kept`` holds what was acknowledged: place → letters."""

    def __init__(self, port: int, exam: int, session: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.exam, self.session = port, exam, session
        self.luck = random.Random(seed)  # noqa: S311
        self.cookies = {settings.SESSION_COOKIE_NAME: session}
        self.token = ""
        self.paper = 0
        self.kept: dict[int, str] = {}
        self.refused = 0
        self.failure = ""

    def run(self) -> None:
        try:
            self._sit()
        except Exception as error:  # noqa: BLE001
            self.failure = f"{type(error).__name__}: {error}"

    def _sit(self) -> None:
        self._insist("GET", "/education/exams/mine/")
        told = self._insist("POST", f"/education/exams/{self.exam}/begin/")
        found = _PAPER.search(told.getheader("Location") or "")
        if found is None:
            raise LookupError("no paper was given")
        self.paper = int(found[1])
        door = f"/education/papers/{self.paper}/"
        self._insist("GET", door)
        places = list(range(1, QUESTIONS + 1))
        self.luck.shuffle(places)
        for place in places:
            letters = "".join(sorted(self.luck.sample("ABCD", self.luck.randint(1, 3))))
            fields = {f"q-{place}": list(letters)}
            self._insist("POST", f"{door}answers/", fields)
            self.kept[place] = letters
        self._insist("POST", f"{door}hand-in/")

    def _insist(
        self, method: str, path: str, fields: Mapping[str, list[str]] | None = None
    ) -> http.client.HTTPResponse:
        """Ask until it is answered: what is not acknowledged is asked again."""
        for _try in range(_TRIES):
            try:
                told = self._ask(method, path, fields or {})
            except (OSError, http.client.HTTPException):
                self.refused += 1
            else:
                if told.status < 400:
                    return told
                self.refused += 1
            time.sleep(_PAUSE)
        raise TimeoutError(f"{method} {path}")

    def _ask(
        self, method: str, path: str, fields: Mapping[str, list[str]]
    ) -> http.client.HTTPResponse:
        web = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if method == "POST":
            sent = {"csrfmiddlewaretoken": [self.token], **fields}
            body = urlencode(sent, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            web.request(method, path, body, headers)
            told = web.getresponse()
            text = told.read().decode(errors="replace")
        finally:
            web.close()
        for cookie in told.headers.get_all("Set-Cookie") or ():
            name, _eq, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        if method == "GET" and (found := _TOKEN.search(text)):
            self.token = found[1]
        return told


def compare(kept: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
    """``kept``: paper → place → letters acknowledged. What of it is lost, how many
    papers there are beside one each, how many were counted otherwise than answered."""
    lost = wrong = 0
    for paper, places in kept.items():
        answers = {
            str(one.place): one for one in ExamAnswer.objects.filter(paper=int(paper))
        }
        lost += sum(answers[place].chosen != told for place, told in places.items())
        own = ExamPaper.objects.get(pk=int(paper))
        points = sum(one.points for one in answers.values() if one.chosen == one.right)
        wrong += own.handed_in_at is None or own.points != points
    double = ExamPaper.objects.count() - len(kept)
    return {"lost": lost, "double": double, "miscounted": wrong}


def spoil(kept: Mapping[str, Mapping[str, str]]) -> None:
    """Take one acknowledged answer away, for the control."""
    paper, places = next(iter(kept.items()))
    place = next(iter(places))
    ExamAnswer.objects.filter(paper=int(paper), place=place).update(chosen="")
