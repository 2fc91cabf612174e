"""A request from its draft to its launch, and what is refused on its way."""

import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from docx import Document
from pypdf import PdfReader

from consumer_protection.core import attachments, trail
from consumer_protection.core.deadlines import deadlines
from consumer_protection.core.models import Notice, TrailEntry, User
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.warning import warn
from reviews import documents, texts
from reviews.doing import checking, launching, materials, opining, requesting
from reviews.doing.holding import ReviewRefused
from reviews.doing.materials import Paper
from reviews.doing.opining import Answer, Wording
from reviews.figures import FIGURES
from reviews.models import (
    Checkpoint,
    LaunchCheck,
    Material,
    Opinion,
    Release,
    Review,
)
from tests.reviews.making import check_all, draft, paper, request

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2025, 1, 6, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def people(staff):
    return {
        "asker": staff("dept_submitter", "MXW10"),
        "colleague": staff("branch_manager", "MXW10"),
        "other": staff("dept_submitter", "MXW11"),
        "reviewer": staff("cp_officer"),
        "head": staff("cp_head"),
        "risk": staff("risk_reviewer", "MX00"),
        "leader": staff("senior_exec", "MX00"),
    }


@pytest.fixture
def asked(people):
    return request(people["asker"], AT)


@pytest.fixture
def taken(asked, people):
    go(asked, "take", people["reviewer"])
    return asked


@pytest.fixture
def passed(taken, people):
    check_all(taken, people["reviewer"], AT)
    go(taken, "conclude", people["reviewer"], conclusion="pass")
    return taken


def go(review, move, actor, at=AT, note="因由", **values):
    requesting.move_review(review, move, values, actor=actor, at=at, note=note)


def say(review, actor, text="补充风险提示", **more):
    return opining.give_opinion(review, Wording(text, **more), actor=actor, at=AT)


def answer(opinion, actor, adoption="adopted", text="已修改", **more):
    told = Answer(adoption, text, **more)
    opining.answer_opinion(opinion, told, actor=actor, at=AT)


def add(review, actor, upload, name="海报", at=AT):
    return materials.add_material(review, Paper(upload, name), actor=actor, at=at)


# --- Request and materials ---


def test_a_draft_is_its_writers_alone_and_counts_nowhere(people, system):
    found = draft(people["asker"], AT)

    assert Review.objects.visible_to(people["asker"]).get() == found
    for name in ("colleague", "reviewer", "head"):
        assert not Review.objects.visible_to(people[name]).exists()
    year = parse_period("2025", as_of=date(2025, 6, 1))
    assert FIGURES["reviews.submitted"].fact(system, year).value == 0
    go(found, "withdraw", people["asker"])
    assert FIGURES["reviews.submitted"].fact(system, year).value == 0


def test_the_same_form_twice_makes_one_request(people):
    uid, values = (
        uuid4(),
        {"unit": people["asker"].unit, "kind": "contract", "title": "甲"},
    )
    first = requesting.keep_request(uid, values, actor=people["asker"], at=AT)
    second = requesting.keep_request(uid, values, actor=people["asker"], at=AT)

    assert (first.pk, Review.objects.count()) == (second.pk, 1)
    assert first.number == "XS2025-001"


def test_nothing_is_submitted_without_material(people):
    found = draft(people["asker"], AT)

    with pytest.raises(MoveRefused, match=r"审查材料|material"):
        go(found, "submit", people["asker"])


def test_a_submitted_request_is_due_in_ten_working_days(asked):
    assert (asked.status, asked.submitted_on) == ("submitted", AT.date())
    # Ten working days after Monday: two weeks without holidays.
    assert asked.due_on == date(2025, 1, 20)


def test_nobody_asks_for_another_unit(people):
    with pytest.raises(ReviewRefused):
        draft(people["asker"], AT, unit=people["reviewer"].unit)
    assert not Review.objects.exists()


def test_versions_stand_side_by_side(asked, people):
    go(asked, "take", people["reviewer"])
    go(asked, "return", people["reviewer"])
    second = add(asked, people["asker"], paper("存款利率1.4%"))

    first = asked.materials.get(version=1)
    assert (second.version, first.text) == (2, "存款利率1.5%\n投诉电话96336")
    assert first.file.sha256 == first.sha256 != second.sha256
    with pytest.raises(ReviewRefused):
        add(asked, people["asker"], paper("存款利率1.4%"), at=AT)


def test_material_stands_while_it_is_reviewed(asked, people):
    with pytest.raises(ReviewRefused):
        add(asked, people["asker"], paper("另一份"))


@pytest.mark.parametrize(
    "upload",
    [
        attachments.Upload("a.docm", b"PK\x03\x04"),
        attachments.Upload("a.exe", b"MZ"),
        attachments.Upload("a.txt", b""),
        attachments.Upload("a.txt", b"\x00\x01"),
        attachments.Upload("a.txt", b"x" * (attachments.LIMIT + 1)),
        attachments.Upload("a.docx", b"not a zip"),
        attachments.Upload("a.pdf", b"<html>"),
    ],
    ids=["docm", "exe", "empty", "binary", "oversized", "broken", "disguised"],
)
def test_unfit_files_leave_nothing_behind(people, upload):
    found = draft(people["asker"], AT)

    with pytest.raises(attachments.FileUnfit):
        add(found, people["asker"], upload)
    assert not Material.objects.exists()


def test_a_document_with_macros_is_refused(people):
    plain = paper("甲")
    target = BytesIO(plain.content)
    with zipfile.ZipFile(target, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    found = draft(people["asker"], AT)

    with pytest.raises(attachments.FileUnfit):
        add(found, people["asker"], attachments.Upload("a.docx", target.getvalue()))


def test_text_is_read_and_bounded():
    assert texts.read_text(paper("甲", "乙")) == "甲\n乙"
    told = attachments.Upload("a.txt", "甲\r\n乙".encode("gb18030"))
    assert texts.read_text(told) == "甲\n乙"
    long = attachments.Upload("a.txt", b"a" * (texts.LONGEST + 5))
    assert len(texts.read_text(long)) == texts.LONGEST
    assert texts.read_text(attachments.Upload("a.docx", b"x")) == ""
    assert texts.read_text(attachments.Upload("a.png", b"x")) == ""


def test_texts_differ_by_paragraph():
    found = texts.difference("甲\n乙\n丙", "甲\n乙二\n丙\n丁")

    assert [(one.kind, one.old, one.new) for one in found.lines] == [
        ("same", "甲", "甲"),
        ("changed", "乙", "乙二"),
        ("same", "丙", "丙"),
        ("added", None, "丁"),
    ]
    assert texts.difference("甲", "甲").is_same
    assert texts.difference("甲\n" * 5000, "甲\n" * 5000).is_cut


# --- Who reviews ---


def test_neither_submitter_nor_department_reviews(asked, people, staff):
    both = User.objects.get(pk=people["asker"].pk)
    both.grants.create(role="reviewer")
    of_unit = staff("reviewer", "MXW10")

    for somebody in (User.objects.get(pk=both.pk), of_unit):
        with pytest.raises(MoveRefused):
            go(asked, "take", somebody)
    assert Review.objects.get().status == "submitted"


def test_another_department_neither_answers_nor_withdraws(asked, people):
    with pytest.raises(MoveRefused):
        go(asked, "withdraw", people["other"])


def test_taking_on_names_the_reviewer(taken, people):
    assert taken.reviewer_account == people["reviewer"]
    assert taken.reviewer == people["reviewer"].name


def test_a_returned_request_comes_back_with_a_new_clock(asked, people):
    with pytest.raises(MoveRefused):
        go(asked, "return", people["reviewer"], note=" ")
    go(asked, "return", people["reviewer"], note="缺少利率说明")
    assert (asked.status, asked.due_on) == ("returned", None)

    later = AT + timedelta(days=7)
    with time_machine.travel(later, tick=False):
        go(asked, "submit", people["asker"], at=later)
    assert (asked.submitted_on, asked.due_on) == (AT.date(), date(2025, 1, 26))


# --- Checklist ---


@pytest.mark.parametrize(
    "kind", ["contract", "marketing", "fee_pricing", "emergency_plan", "other"]
)
def test_what_is_asked_follows_the_kind(first_data, kind):
    review = Review(kind=kind, submitted_on=AT.date())
    codes = {one.code for one in Checkpoint.objects.asked_of(review)}

    assert "C11.3" in codes
    assert ("C5.1" in codes) is (kind == "contract")
    assert ("C9.1" in codes) is (kind == "marketing")
    assert not any(code.startswith("C15") for code in codes)


@pytest.mark.parametrize(
    ("day", "loan", "found"),
    [
        (date(2026, 7, 31), True, False),
        (date(2026, 8, 1), True, True),
        (date(2026, 8, 1), False, False),
    ],
)
def test_the_cost_table_is_asked_of_personal_loans_from_its_day(
    first_data, day, loan, found
):
    review = Review(kind="contract", submitted_on=day, is_personal_loan=loan)
    codes = [one.code for one in Checkpoint.objects.asked_of(review)]

    assert any(code.startswith("C15") for code in codes) is found


def test_the_checkpoints_are_whole(first_data):
    points = Checkpoint.objects.all()

    assert 45 <= points.count() <= 65
    assert {one.group for one in points} == {f"C{number}" for number in range(1, 16)}
    assert all(one.question.endswith("？") and one.law for one in points)


def test_no_and_na_of_a_blocking_point_need_a_comment(taken, people):
    for verdict in ("no", "na"):
        with pytest.raises(ReviewRefused):
            checking.answer_checklist(
                taken, {"C1.1": (verdict, " ")}, actor=people["reviewer"], at=AT
            )
    told = {"C1.1": ("na", "代理产品"), "C3.2": ("no", "")}
    checking.answer_checklist(taken, told, actor=people["reviewer"], at=AT)
    assert taken.check_items.count() == 2


@pytest.mark.parametrize("told", [{"C5.1": ("yes", "")}, {"C1.1": ("maybe", "x")}])
def test_strange_answers_are_refused(taken, people, told):
    with pytest.raises(ReviewRefused):
        checking.answer_checklist(taken, told, actor=people["reviewer"], at=AT)


def test_the_submitter_checks_first_but_does_not_answer(people):
    found = draft(people["asker"], AT)
    checking.precheck(found, {"C1.1": "yes"}, actor=people["asker"], at=AT)

    item = found.check_items.get()
    assert (item.precheck, item.verdict) == ("yes", "")
    with pytest.raises(MoveRefused):
        checking.answer_checklist(
            found, {"C1.1": ("yes", "")}, actor=people["asker"], at=AT
        )


@pytest.mark.parametrize("conclusion", ["pass", "pass_with_change"])
def test_nothing_passes_with_open_or_failed_points(taken, people, conclusion):
    with pytest.raises(MoveRefused):
        go(taken, "conclude", people["reviewer"], conclusion=conclusion)
    check_all(taken, people["reviewer"], AT, C1_1="no")
    with pytest.raises(MoveRefused, match=r"C1\.1"):
        go(taken, "conclude", people["reviewer"], conclusion=conclusion)
    assert Review.objects.get().concluded_on is None
    go(taken, "conclude", people["reviewer"], conclusion="reject")
    assert taken.status == "concluded"


def test_a_point_that_only_warns_does_not_block(taken, people):
    check_all(taken, people["reviewer"], AT, C3_2="no")
    go(taken, "conclude", people["reviewer"], conclusion="pass")

    assert taken.status == "concluded"


# --- Opinions ---


def test_opinions_go_round_until_all_is_well(taken, people):
    reviewer, asker = people["reviewer"], people["asker"]
    with pytest.raises(MoveRefused):
        go(taken, "opine", reviewer)
    opinion = say(taken, reviewer, code="C2.3", must_change=True)
    assert opinion.law.startswith("《银行保险机构")
    go(taken, "opine", reviewer)
    assert taken.due_on == date(2025, 1, 13)
    with pytest.raises(MoveRefused):
        go(taken, "answer", asker)
    answer(opinion, asker)
    with pytest.raises(MoveRefused):
        go(taken, "answer", asker)
    add(taken, asker, paper("存款利率1.5%", "投诉电话96336", "理财有风险"))
    go(taken, "answer", asker)
    assert (taken.status, taken.round) == ("in_review", 2)
    second = say(taken, reviewer, "字号放大")
    assert (second.sequence, second.round) == (2, 2)
    go(taken, "opine", reviewer)
    answer(second, asker)
    go(taken, "answer", asker)
    check_all(taken, reviewer, AT)
    go(taken, "conclude", reviewer, conclusion="pass_with_change")
    assert taken.letter_number == "明农信联消审〔2025〕1号"


@pytest.mark.parametrize(
    ("adoption", "text"),
    [("partly", " "), ("not_adopted", ""), ("adopted", ""), ("", "x")],
)
def test_answers_need_their_reason_or_proof(taken, people, adoption, text):
    opinion = say(taken, people["reviewer"])
    go(taken, "opine", people["reviewer"])

    with pytest.raises(ReviewRefused):
        answer(opinion, people["asker"], adoption, text)


def test_a_proof_is_kept(taken, people):
    opinion = say(taken, people["reviewer"])
    go(taken, "opine", people["reviewer"])
    answer(opinion, people["asker"], "adopted", "", upload=paper("证明"))

    assert Opinion.objects.get().proof.name == "海报.docx"


def test_not_adopted_waits_for_the_leader(taken, people):
    reviewer, asker = people["reviewer"], people["asker"]
    opinion = say(taken, reviewer)
    go(taken, "opine", reviewer)
    answer(opinion, asker, "not_adopted", "版面不足")
    go(taken, "answer", asker)
    check_all(taken, reviewer, AT)
    for conclusion in ("pass", "reject"):
        with pytest.raises(MoveRefused):
            go(taken, "conclude", reviewer, conclusion=conclusion)
    for somebody in (reviewer, asker, people["head"]):
        with pytest.raises((MoveRefused, ReviewRefused)):
            opining.decide_opinion(opinion, "accepted", "可", actor=somebody, at=AT)
    with pytest.raises(ReviewRefused):
        opining.decide_opinion(opinion, "accepted", " ", actor=people["leader"], at=AT)

    opining.decide_opinion(opinion, "upheld", "须提示", actor=people["leader"], at=AT)
    with pytest.raises(MoveRefused):
        go(taken, "conclude", reviewer, conclusion="pass")
    answer(opinion, asker, "adopted", "已改")
    go(taken, "conclude", reviewer, conclusion="pass")
    assert taken.status == "concluded"


def test_an_accepted_reason_lets_it_pass(taken, people):
    opinion = say(taken, people["reviewer"])
    go(taken, "opine", people["reviewer"])
    answer(opinion, people["asker"], "not_adopted", "系统统一格式")
    go(taken, "answer", people["asker"])
    opining.decide_opinion(opinion, "accepted", "属实", actor=people["leader"], at=AT)
    check_all(taken, people["reviewer"], AT)
    go(taken, "conclude", people["reviewer"], conclusion="pass")

    assert taken.status == "concluded"


def test_issued_opinions_never_change(taken, people):
    opinion = say(taken, people["reviewer"])
    opining.change_opinion(opinion, Wording("改写"), actor=people["reviewer"], at=AT)
    go(taken, "opine", people["reviewer"])

    for act in (
        lambda: opining.change_opinion(
            opinion, Wording("再改"), actor=people["reviewer"], at=AT
        ),
        lambda: opining.drop_opinion(opinion, actor=people["reviewer"], at=AT),
    ):
        with pytest.raises(ReviewRefused):
            act()
    assert Opinion.objects.get().text == "改写"


def test_only_the_last_opinion_is_taken_out(taken, people):
    first, second = say(taken, people["reviewer"]), say(taken, people["reviewer"])
    with pytest.raises(ReviewRefused):
        opining.drop_opinion(first, actor=people["reviewer"], at=AT)
    opining.drop_opinion(second, actor=people["reviewer"], at=AT)

    assert list(Opinion.objects.values_list("sequence", flat=True)) == [1]


def test_something_new_needs_the_opinion_on_its_risk(people):
    asker, reviewer, risk = people["asker"], people["reviewer"], people["risk"]
    found = request(asker, AT, kind="product_development", title="新贷款")
    go(found, "take", reviewer)
    check_all(found, reviewer, AT)
    with pytest.raises(MoveRefused):
        go(found, "conclude", reviewer, conclusion="pass")
    for somebody in (reviewer, asker):
        with pytest.raises((MoveRefused, ReviewRefused)):
            opining.give_risk_opinion(found, "agree", "可控", actor=somebody, at=AT)
    opining.give_risk_opinion(found, "object", "无风控", actor=risk, at=AT)
    with pytest.raises(MoveRefused):
        go(found, "conclude", reviewer, conclusion="pass")
    opining.give_risk_opinion(found, "agree", "已补", actor=risk, at=AT)
    go(found, "conclude", reviewer, conclusion="pass")
    assert found.risk_reviewer == risk


# --- Letter ---


def test_the_letter_tells_all_in_both_forms(passed):
    review = Review.objects.get()
    word = Document(BytesIO(documents.letter_docx(review)))
    said = "\n".join(one.text for one in word.paragraphs)
    pdf = documents.letter_pdf(review)
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)

    digest = review.materials.get().sha256[:16]
    for words in ("明农信联消审〔2025〕1号", "网点存款海报", "结论：通过", digest):
        assert words in said
        assert words.replace(" ", "") in printed.replace("\n", "").replace(" ", "")
    assert documents.letter_docx(review) == documents.letter_docx(review)


# --- Launch ---


def test_nothing_is_launched_before_it_passed(taken, people):
    with pytest.raises(MoveRefused):
        go(taken, "launch", people["asker"], launched_on=AT.date())
    with pytest.raises((MoveRefused, ReviewRefused)):
        launching.keep_release(
            taken, taken.materials.get(), paper("x"), actor=people["asker"], at=AT
        )
    assert Review.objects.get().launched_on is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.update(status="launched", launched_on=AT.date())


def test_the_same_file_is_launched_and_checked_twice(passed, people):
    asker = people["asker"]
    with pytest.raises(MoveRefused):
        go(passed, "launch", asker, launched_on=AT.date())
    approved = passed.materials.get()
    release = launching.keep_release(
        passed, approved, paper("存款利率1.5%", "投诉电话96336"), actor=asker, at=AT
    )
    assert release.is_same
    for day in (AT.date() - timedelta(days=1), AT.date() + timedelta(days=1)):
        with pytest.raises(MoveRefused):
            go(passed, "launch", asker, launched_on=day)
    go(passed, "launch", asker, launched_on=AT.date())

    due = dict(LaunchCheck.objects.values_list("kind", "due_on"))
    assert due == {"first": date(2025, 2, 5), "second": date(2025, 4, 6)}


def test_another_file_needs_a_reason(passed, people):
    asker = people["asker"]
    approved = passed.materials.get()
    release = launching.keep_release(
        passed, approved, paper("存款利率1.6%"), actor=asker, at=AT
    )
    assert not release.is_same
    with pytest.raises(MoveRefused):
        go(passed, "launch", asker, launched_on=AT.date())
    with pytest.raises(ReviewRefused):
        launching.confirm_release(passed, " ", actor=asker, at=AT)
    launching.confirm_release(passed, "仅改版面", actor=asker, at=AT)
    go(passed, "launch", asker, launched_on=AT.date())

    assert Release.objects.get().reason == "仅改版面"
    assert "reviews.review.difference_confirmed" in {
        one.action for one in trail.moves_of(passed)
    }


@pytest.fixture
def launched(passed, people):
    launching.keep_release(
        passed,
        passed.materials.get(),
        paper("存款利率1.5%", "投诉电话96336"),
        actor=people["asker"],
        at=AT,
    )
    go(passed, "launch", people["asker"], launched_on=AT.date())
    return passed


def test_a_check_is_done_by_a_reviewer_once(launched, people):
    check = launched.launch_checks.get(kind="first")
    for somebody in (people["asker"], people["colleague"]):
        with pytest.raises((MoveRefused, ReviewRefused)):
            launching.complete_check(check, "", "看过", actor=somebody, at=AT)
    with pytest.raises(ReviewRefused):
        launching.complete_check(check, " ", " ", actor=people["reviewer"], at=AT)
    launching.complete_check(
        check, "海报未撤下", "现场检查", actor=people["reviewer"], at=AT
    )
    assert (check.result, check.done_on) == ("issue", AT.date())
    with pytest.raises(ReviewRefused):
        launching.complete_check(check, "", "再看", actor=people["reviewer"], at=AT)


# --- Warnings ---


def test_due_dates_warn_whoever_has_it_in_hand(launched, people):
    second = request(people["asker"], AT, title="第二份")
    day = AT + timedelta(days=13)
    warn(at=day)
    told = set(
        Notice.objects.filter(matter="reviews.review").values_list("user", "record_id")
    )
    assert told >= {(people["reviewer"].pk, second.pk)}
    assert people["asker"].pk not in {user for user, _record in told}

    warn(at=AT + timedelta(days=29))
    matters = set(Notice.objects.values_list("matter", flat=True))
    assert "reviews.launch_check" in matters
    assert {"reviews.answer", "reviews.risk", "reviews.decision"} <= set(deadlines())


def test_what_is_done_leaves_its_trail(launched):
    told = [one.action.rpartition(".")[2] for one in trail.moves_of(launched)]

    assert told == [
        *("added", "attached", "submit", "take", "checked", "conclude"),
        *("attached", "released", "launch"),
    ]
    assert TrailEntry.objects.filter(noun="reviews.launchcheck").exists()
