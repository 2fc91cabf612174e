"""Ten thousand steps nobody planned: whoever tries whatever, nothing goes wrong."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
import time_machine

from complaints import handling, registering, rules, states
from complaints.figures import FIGURES
from complaints.handling import Wish
from complaints.ledgers import COMPLAINTS
from complaints.letters import lettering
from complaints.models import Complaint, Extension, Letter
from complaints.registering import CaseRefused, Intake
from consumer_protection.core import trail
from consumer_protection.core.ledgers.declaration import Import
from consumer_protection.core.ledgers.writing import RecordWrong, change_record
from consumer_protection.core.models import TimeLimit, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import BLOCKS, PROPOSAL
from tests.conftest import SHANGHAI

STEPS = 2_500
SEEDS = range(4)
BEGIN = datetime(2025, 1, 1, 9, tzinfo=SHANGHAI)
REFUSALS = (MoveRefused, CaseRefused, RecordWrong)
ROLES = ("branch_handler", "cp_officer", "cp_head", "senior_exec", "internal_audit")
EVERY_MOVE = sorted(states.COMPLAINT.moves)


@dataclass
class Walk:
    """Some cases, the people who try things with them, and what must stay true."""

    random: Random
    people: list
    units: list
    at: datetime = BEGIN
    cases: list = field(default_factory=list)
    late: set = field(default_factory=set)
    done: Counter = field(default_factory=Counter)

    def step(self):
        self.at += timedelta(minutes=self.random.choice((1, 1, 5, 60, 12 * 60)))
        with time_machine.travel(self.at, tick=False):
            if len(self.cases) < 8 or self.random.random() < 0.02:
                return self.register()
            case = Complaint.objects.get(pk=self.random.choice(self.cases[-8:]))
            actor = self.random.choices(self.people, (2, 8, 5, 4, 1))[0]
            tried = self.random.choices(
                (self.move, self.extend, self.write, self.restart, self.correct),
                (12, 2, 4, 0.2, 1),
            )[0]
            before = row(case)
            status, moves = case.status, trail.moves_of(case).count()
            try:
                name = tried(case, actor)
            except REFUSALS:
                assert row(case) == before
                assert trail.moves_of(case).count() == moves
                self.done["refused"] += 1
            else:
                self.done[name] += 1
                self.check(case.pk, status, name)

    def register(self):
        values = {
            "unit": self.random.choice(self.units),
            "received_on": self.at.date(),
            "description": "柜面办理等候时间过长",
            "source": self.random.choice(("direct_customer", "pbc_forward")),
            "intake_channel": "phone",
            "sensitivity": self.random.choice(("", "", "regulator")),
        }
        clerk = self.people[1]
        as_draft = self.random.random() < 0.2
        case = registering.put_on_record(
            uuid4(), Intake(values), actor=clerk, at=self.at, as_draft=as_draft
        )
        self.cases.append(case.pk)
        self.done["registered"] += 1

    def move(self, case, actor):
        open_now = [
            m for m in EVERY_MOVE if case.status in states.COMPLAINT.moves[m].sources
        ]
        ending = {"withdraw", "merge", "not_handle", "transfer_out", "hand_back"}
        if self.random.random() < 0.96:
            open_now = [m for m in open_now if m not in ending]
        name = self.random.choice(open_now or EVERY_MOVE)
        if self.random.random() < 0.1:
            name = self.random.choice(EVERY_MOVE)
        handling.move_case(
            case, name, self.values_of(name), actor=actor, at=self.at, note="说明"
        )
        return name

    def values_of(self, name):
        day = self.at.date()
        some = {
            "assign": {"handling_unit": self.random.choice(self.units)},
            "propose": PROPOSAL
            | {"compensation": self.random.choice((0, 100, 90_000))},
            "notify": {
                "notified_on": day
                - timedelta(days=self.random.choice((0, 0, 0, 3, -3))),
                "notify_method": "phone",
            },
            "merge": {
                "merged_into": Complaint.objects.get(pk=self.random.choice(self.cases))
            },
        }
        return some.get(name, {})

    def extend(self, case, actor):
        open_one = case.extensions.exclude(
            status__in=("refused", "in_force", "taken_back")
        ).last()
        if open_one is None:
            kind = self.random.choice(("to_30", "plus_30", "pbc_60", "agreed"))
            until = self.at.date() + timedelta(days=self.random.randint(-5, 60))
            handling.ask_extension(
                case, Wish(kind, "复杂", until, "录音"), actor=actor, at=self.at
            )
            return "extension asked"
        name = self.random.choice(("approve", "tell", "tell", "refuse", "take_back"))
        told = (
            {"told_on": self.at.date(), "told_method": "phone"}
            if name == "tell"
            else {}
        )
        handling.move_extension(
            Extension.objects.get(pk=open_one.pk),
            name,
            told,
            actor=actor,
            at=self.at,
            note="说明",
        )
        return f"extension {name}"

    def write(self, case, actor):
        letter = case.letters.last()
        if letter is None or letter.is_told:
            texts = BLOCKS if self.random.random() < 0.9 else BLOCKS | {"remedies": ""}
            lettering.keep_draft(case, "decision", texts, actor=actor, at=self.at)
            return "letter written"
        fresh = Letter.objects.select_related("complaint").get(pk=letter.pk)
        if fresh.status == "draft":
            lettering.issue(fresh, actor=actor, at=self.at)
            return "letter issued"
        notice = lettering.Notice(self.at.date(), "phone", "录音")
        lettering.tell(fresh, notice, actor=actor, at=self.at)
        return "letter told"

    def restart(self, case, actor):
        handling.take_new_facts(case, "新事实", actor=actor, at=self.at)
        return "restarted"

    def correct(self, case, actor):
        name, value = self.random.choice(
            (
                ("compensation", "90000"),
                ("is_major", "否"),
                ("closed_on", "2025-01-02"),
                ("received_on", "2025-01-01"),
                ("remark", f"备注{self.at}"),
                ("finding", "不属实"),
            )
        )
        if not COMPLAINTS.records(actor).filter(pk=case.pk).exists():
            raise MoveRefused("unseen")
        about = Import(actor, self.at, None, trail.FORM)
        change_record(
            COMPLAINTS, case, {name: value}, trail.version_of(case), about=about
        )
        return f"corrected {name}"

    def check(self, pk, status, name):
        case = Complaint.objects.get(pk=pk)
        assert case.status in states.OPEN | states.ENDED
        if name in states.COMPLAINT.moves:
            move = states.COMPLAINT.moves[name]
            assert status in move.sources
            assert case.status == move.target
        assert (case.closed_on is not None) == (case.status in states.ENDED)
        assert bool(case.number) or case.status in {"draft", "withdrawn"}
        assert (case.status == "merged") == (case.merged_into_id is not None)
        self.check_clock(case)
        self.check_decision(case)

    def check_clock(self, case):
        limits = TimeLimit.objects.on(case.received_on)
        assert case.due_on == rules.due_on(case.clock, limits)
        assert case.due_on >= case.received_on
        assert (case.status == "suspended") <= case.stands
        if case.pk in self.late:
            assert case.was_late
        if case.closed_on and case.closed_on > case.due_on:
            assert case.was_late
        if case.was_late:
            self.late.add(case.pk)

    def check_decision(self, case):
        if case.status not in states.DECIDED:
            return
        decided = trail.moves_of(case).filter(action__endswith=".decide").last()
        assert decided.actor_id != case.proposed_by_id
        if case.is_major or (case.compensation or 0) >= 90_000:
            assert decided.actor.scope.allows("complaints.approve_major")
        if case.status == "closed":
            begun = trail.last_of(case, "reopen", "restarted")
            letters = case.letters.filter(kind="decision", status="issued")
            told = [one for one in letters if one.is_told and not one.missing]
            assert any(begun is None or one.issued_at > begun for one in told)


def row(case):
    return Complaint.objects.filter(pk=case.pk).values().get()


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_thousand_random_steps_keep_every_promise(seed, staff, system):
    people = [
        staff(role, "MXW10" if role == "branch_handler" else "MXB02") for role in ROLES
    ]
    units = list(Unit.objects.filter(code__in=("MXW10", "MXW11", "MXB02")))
    walk = Walk(Random(seed), people, units)

    for _step in range(STEPS):
        walk.step()

    kept = Complaint.objects.filter(pk__in=walk.cases)
    check_numbers(kept.exclude(number=""))
    assert sum(walk.done.values()) == STEPS
    # A walk that is refused everything would prove nothing.
    assert walk.done["refused"] < STEPS * 0.75, walk.done
    assert walk.done["close"] > 5, walk.done
    assert not list(trail.broken_entries())
    check_figures(kept, system)


def check_numbers(kept):
    """Each year from one, and none is missing."""
    for day in kept.dates("received_on", "year"):
        of_year = kept.filter(received_on__year=day.year)
        numbers = sorted(of_year.values_list("number", flat=True))
        wanted = range(1, len(numbers) + 1)
        assert numbers == [rules.own_number(day.year, n) for n in wanted]


def check_figures(kept, system):
    """What the figures say is what counting by hand says."""
    period = parse_period("2025", as_of=datetime(2030, 1, 1, tzinfo=SHANGHAI).date())
    own = [c for c in kept if c.number and c.status != "merged"]
    year = [c for c in own if c.closed_on and c.closed_on.year == 2025]
    closed = [c for c in year if c.status == "closed"]
    by_hand = {
        "received": sum(c.received_on.year == 2025 for c in own),
        "closed": len(closed),
        "closed_on_time": sum(not c.was_late for c in closed),
        "withdrawn": sum(c.status == "withdrawn" for c in year),
        "merged": sum(c.status == "merged" and c.closed_on.year == 2025 for c in kept),
        "not_handled": sum(c.status == "not_handled" for c in year),
    }
    counted = {
        code: FIGURES[f"complaints.{code}"].fact(system, period).value or 0
        for code in by_hand
    }
    assert counted == by_hand
