"""An examination from the pool of questions to the result that every figure knows."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Unit
from consumer_protection.core.states import MoveRefused
from education import ledgers, rules
from education.doing import exams, sitting
from education.models import Exam, Question, Training
from education.models.exam import ExamAnswer, ExamPaper
from education.queries import exams as reading
from tests.governance.making import problems
from tests.making import workbook

HOUR = timedelta(hours=1)


# The pool.


SINGLE = {
    "题目": "存款保险最高偿付限额为多少？",
    "题型": "单选题",
    "选项A": "20万元",
    "选项B": "50万元",
    "答案": "B",
}


@pytest.fixture
def take(union, system, now, tmp_path):
    def run(*rows):
        headers = list(dict.fromkeys(header for row in rows for header in row))
        cells = [[row.get(header) for header in headers] for row in rows]
        path = workbook(tmp_path, headers, cells)
        order = Order(path=path, actor=system, at=now)
        return import_ledger(ledgers.QUESTIONS, order)

    return run


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({}, "B"),
        ({"答案": " b "}, "B"),
        ({"题型": "多选题", "答案": "B、A"}, "AB"),
        ({"题型": "判断", "答案": "√"}, "A"),
        ({"题型": "判断", "答案": "错"}, "B"),
        ({"题型": "判断题", "答案": "×"}, "B"),
        ({"题型": "案例题", "答案": "A,B"}, "AB"),
    ],
)
def test_answers_come_as_people_write_them(take, told, kept):
    assert problems(take(SINGLE | told)) == []
    assert Question.objects.get().answer == kept


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"答案": "C"}, ("answer", "answer.unfit")),
        ({"答案": "AB"}, ("answer", "answer.unfit")),
        ({"答案": "甲"}, ("answer", "answer.unreadable")),
        ({"题型": "多选题"}, ("answer", "answer.unfit")),
        ({"选项B": None}, ("option_a", "options.unfit")),
        ({"选项D": "100万元"}, ("option_a", "options.unfit")),
        ({"题型": "判断题", "答案": "C"}, ("answer", "answer.unfit")),
    ],
)
def test_a_question_nobody_could_answer_is_an_error(take, told, wrong):
    assert problems(take(SINGLE | told)) == [wrong]
    assert not Question.objects.exists()


# Drawing and counting.


@given(
    st.dictionaries(st.sampled_from(rules.KINDS), st.integers(0, 6)),
    st.integers(0, 10**6),
)
def test_a_paper_has_what_was_asked_each_question_once(asked, seed):
    pool = {kind: [f"{kind}{number}" for number in range(6)] for kind in rules.KINDS}
    paper = rules.drawn(pool, asked, seed)

    assert len(paper) == len(set(paper)) == sum(asked.values())
    for kind, number in asked.items():
        assert sum(one in pool[kind] for one in paper) == number
    assert paper == rules.drawn(pool, asked, seed)


def test_a_pool_too_small_says_of_what():
    with pytest.raises(rules.PoolTooSmall) as told:
        rules.drawn({"single": [1]}, {"single": 2}, 0)
    assert (told.value.kind, told.value.has, told.value.asks) == ("single", 1, 2)


@pytest.mark.parametrize(
    ("chosen", "answer", "right"),
    [
        ("A", "A", True),
        ("BA", "AB", True),
        ("A", "AB", False),
        ("ABC", "AB", False),
        ("", "A", False),
    ],
)
def test_half_an_answer_is_none(chosen, answer, right):
    assert rules.is_right(chosen, answer) is right


@pytest.mark.parametrize(
    ("points", "most", "score"),
    [(2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3"), (0, 0, "0.0"), (7, 7, "100.0")],
)
def test_scores_are_rounded_half_up_to_one_decimal(points, most, score):
    assert str(rules.share(points, most)) == score


# Sitting.


@pytest.fixture
def root(union):
    return Unit.objects.get(parent=None)


@pytest.fixture
def pool(root):
    Question.objects.bulk_create(
        Question(
            root=root,
            unit=root.lead(),
            kind="single",
            text=f"第{number}题",
            option_a="甲",
            option_b="乙",
            option_c="丙",
            answer="B",
        )
        for number in range(6)
    )


def planned(root, actor, at, **values):
    known = {
        "name": "消保应知应会答题",
        "audiences": ["frontline"],
        "opens_at": at - HOUR,
        "closes_at": at + HOUR,
        "singles": 4,
        "minutes": 30,
        "pass_mark": 75,
        "resits": 1,
    }
    return exams.plan_exam(root, known | values, actor=actor, at=at)


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def exam(root, pool, officer, manager, at):
    made = planned(root, officer, at)
    exams.open_exam(made, actor=officer, at=at)
    return made


def begin(exam, person, at):
    return sitting.begin(exam, exams.pool_of(exam), actor=person, at=at)


def right(paper, number=4):
    return {one.place: one.right for one in paper.answers.all()[:number]}


def test_a_person_sits_fails_and_passes_the_resit(exam, manager, at):
    first = begin(exam, manager, at)
    sitting.hand_in(first, right(first, 2), at=at)
    assert (str(first.score), first.has_passed) == ("50.0", False)
    second = begin(exam, manager, at)
    assert second.attempt == 2
    sitting.hand_in(second, right(second, 3), at=at)
    assert (str(second.score), second.has_passed) == ("75.0", True)
    with pytest.raises(MoveRefused, match="已合格"):
        begin(exam, manager, at)


def test_all_tries_used_is_the_end(exam, manager, at):
    for _try in range(2):
        sitting.hand_in(begin(exam, manager, at), {}, at=at)
    with pytest.raises(MoveRefused, match="次数已用完"):
        begin(exam, manager, at)


def test_handed_in_twice_counts_once(exam, manager, at):
    paper = begin(exam, manager, at)
    sitting.hand_in(paper, right(paper), at=at)
    sitting.hand_in(paper, dict.fromkeys(range(1, 5), "A"), at=at + HOUR / 4)
    paper.refresh_from_db()
    assert str(paper.score) == "100.0"
    assert paper.handed_in_at == at
    with pytest.raises(MoveRefused, match="不能再改"):
        sitting.save(paper, {1: "A"}, at=at)


def test_after_its_time_only_what_was_saved_before_counts(exam, manager, at):
    paper = begin(exam, manager, at)
    sitting.save(paper, right(paper, 3), at=paper.due_at)
    late = paper.due_at + timedelta(minutes=1)
    with pytest.raises(MoveRefused, match="时间已到"):
        sitting.save(paper, right(paper), at=late)
    sitting.hand_in(paper, right(paper), at=late)
    assert str(paper.score) == "75.0"
    assert paper.handed_in_at == paper.due_at


def test_the_same_paper_is_got_again_while_it_is_out(exam, manager, at):
    paper = begin(exam, manager, at)
    assert begin(exam, manager, at) == paper
    assert ExamPaper.objects.count() == 1


def test_a_paper_ends_with_the_examination(exam, manager, at):
    late = exam.closes_at - timedelta(minutes=5)
    assert begin(exam, manager, late).due_at == exam.closes_at
    with pytest.raises(MoveRefused, match="已结束"):
        begin(exam, manager, exam.closes_at + HOUR)


def test_whoever_is_not_invited_gets_no_paper(exam, auditor, at):
    with pytest.raises(MoveRefused, match="名单"):
        begin(exam, auditor, at)


def test_letters_that_were_not_offered_are_left_out(exam, manager, at):
    paper = begin(exam, manager, at)
    sitting.save(paper, {1: ["Z", "F", "B", "C"], 99: "A"}, at=at)
    assert paper.answers.get(place=1).chosen == "B"


def test_a_paper_asks_what_it_was_drawn_with(exam, manager, at):
    paper = begin(exam, manager, at)
    Question.objects.update(answer="A", option_a="改过")
    sitting.hand_in(paper, right(paper), at=at)
    assert str(paper.score) == "100.0"
    assert not any("改过" in str(one.options) for one in paper.answers.all())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"singles": 0}, "题数"),
        ({"singles": 7}, "题库"),
        ({"audiences": ["board"]}, "没有可以登录"),
        ({"topics": ["credit"]}, "题库"),
    ],
)
def test_an_examination_nobody_could_sit_is_not_opened(
    root, pool, officer, manager, at, wrong, told
):
    made = planned(root, officer, at, **wrong)
    with pytest.raises(MoveRefused, match=told):
        exams.open_exam(made, actor=officer, at=at)
    assert Exam.objects.get().status == "draft"
    assert not made.seats.exists()


def test_closed_it_becomes_a_training_and_counts_what_was_left(
    exam, officer, manager, staff, at
):
    paper = begin(exam, manager, at)
    sitting.save(paper, right(paper), at=at)
    with pytest.raises(MoveRefused, match="结束时间"):
        exams.close_exam(exam, actor=officer, at=at)
    before = at - 2 * HOUR
    Exam.objects.update(opens_at=before - HOUR, closes_at=before)
    ExamPaper.objects.update(due_at=before)
    exams.close_exam(exam, actor=officer, at=at)

    own = Training.objects.get()
    assert (own.kind, own.expected, own.present, own.passed) == ("exam", 1, 1, 1)
    assert own.held_on == timezone.localdate(before - HOUR)
    (line,) = reading.results(Exam.objects.get())
    assert line.paper.has_passed
    assert {one.share for one in reading.questions(exam)} == {100}


# Pages.


def test_an_examination_is_sat_on_pages_by_whoever_is_invited(
    client, exam, manager, officer
):
    client.force_login(manager)
    mine = reverse("education:my_exams")
    assert exam.name in client.get(mine).text
    made = client.post(reverse("education:exam_begin", args=[exam.pk]))
    paper = ExamPaper.objects.get()
    assert made.url == reverse("education:exam_paper", args=[paper.pk])
    page = client.get(made.url).text
    assert page.count('type="radio"') == 12
    save = reverse("education:exam_save", args=[paper.pk])
    assert "已保存" in client.post(save, {"q-1": "B", "q-x": "A"}).text
    hand_in = reverse("education:exam_hand_in", args=[paper.pk])
    client.post(hand_in, {f"q-{place}": "B" for place in (2, 3, 4)})
    paper.refresh_from_db()
    assert paper.has_passed
    result = client.get(made.url).text
    assert "100.0" in result
    assert " ✓" not in result.replace("\n", "") or exam.is_open_now is False
    assert client.post(save, {"q-1": "A"}).status_code == 409
    made_out = client.get(reverse("education:certificate", args=[paper.pk]))
    assert made_out.content.startswith(b"%PDF-")

    client.force_login(officer)
    assert client.get(made.url).status_code == 404
    assert client.post(save, {"q-1": "A"}).status_code == 404
    page = client.get(exam.get_absolute_url()).text
    assert "100.0" in page
    assert "第" in page


def test_the_pool_with_its_answers_is_for_its_keepers_alone(
    client, exam, officer, manager, auditor
):
    door = reverse("education:question_list")
    for person, status in ((officer, 200), (manager, 403), (auditor, 403)):
        client.force_login(person)
        assert client.get(door).status_code == status


def test_head_office_plans_and_opens_on_pages(client, pool, officer, manager, at):
    client.force_login(officer)
    sent = {
        "name": "年度考试",
        "audiences": ["frontline"],
        "opens_at": f"{timezone.localtime(at):%Y-%m-%dT%H:%M}",
        "closes_at": f"{timezone.localtime(at + HOUR):%Y-%m-%dT%H:%M}",
        "minutes": 30,
        "pass_mark": 60,
        "resits": 0,
        "singles": 5,
        "single_points": 20,
    }
    rest = ("multiples", "statements", "cases")
    points = ("multiple_points", "statement_points", "case_points")
    sent |= dict.fromkeys(rest, 0) | dict.fromkeys(points, 2)
    made = client.post(reverse("education:exam_plan"), sent)
    own = Exam.objects.get()
    assert made.url == own.get_absolute_url()
    edit = reverse("education:exam_edit", args=[own.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, sent | {"resits": 2}).status_code == 302
    door = reverse("education:exam_move", args=[own.pk, "open"])
    assert client.get(door).status_code == 200
    assert client.post(door).status_code == 302
    assert client.post(edit, sent).status_code == 422
    own.refresh_from_db()
    assert (own.status, own.resits, own.seats.count()) == ("open", 2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_draws_one_paper(exam, manager, at):
    def click():
        begin(Exam.objects.get(), manager, at)
        connections.close_all()

    clicks = [Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    connection.close()
    assert ExamPaper.objects.count() == 1
    assert ExamAnswer.objects.count() == 4
