"""One record of each noun of learning, for tests that ask every list."""

from datetime import date

from complaints.models import (
    CallBack,
    Problem,
    Rectification,
    Sanction,
    SecondRound,
    TrainingSuggestion,
)


def one_of_each_learnt(case, unit, actor, now):
    day = now.date()
    problem = Problem.objects.create(
        root=unit.root,
        number="WT20250001",
        title="收费未公示",
        unit=unit,
        occurred_from=date(2024, 3, 1),
        opened_on=day,
        opened_by=actor,
        status="open",
    )
    work = Rectification.objects.create(
        problem=problem,
        action="公示",
        unit=unit,
        due_on=day,
        set_on=day,
        set_by=actor,
        status="open",
    )
    sanction = Sanction.objects.create(
        root=unit.root,
        unit=unit,
        is_person=False,
        kind="talk",
        reason="管理不到位",
        decided_on=day,
        decided_by="联社",
        complaint=case,
        entered_by=actor,
    )
    call = CallBack.objects.create(complaint=case, due_on=day, status="open")
    second = SecondRound.objects.create(
        complaint=case, asked_by=call, opened_on=day, due_on=day, status="open"
    )
    training = TrainingSuggestion.objects.create(
        unit=unit, cause="pricing", count=5, since=day, until=day, status="suggested"
    )
    return problem, work, sanction, call, second, training
