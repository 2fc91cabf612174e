"""A case that ended without a decision asks for the letter that tells it."""

import io
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from docx import Document
from pypdf import PdfReader

from complaints.letters import documents, lettering
from complaints.models import Complaint, owed_letter
from complaints.quality import CHECKS
from consumer_protection.core.states import MoveRefused
from tests.complaints import after_making as making
from tests.complaints.after_making import go, on
from tests.complaints.making import complaint

CHECK = next(one for one in CHECKS if one.code == "complaints.end_not_told")


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(on(3, 6), tick=False) as clock:
        yield clock


@pytest.fixture
def head(staff):
    return staff("cp_head")


@pytest.fixture
def case(officer):
    """Received on Friday, 2024-03-01."""
    return making.registered(uuid4(), officer, on(3, 1))


@pytest.fixture
def end(case, officer, head):
    """Ends the case on Wednesday, 2024-03-06."""

    def make(move):
        if move == "not_handle":
            reason = {"not_handled_reason": "not_our_business"}
            return go(case, move, head, on(3, 6), **reason)
        if move == "merge":
            other = making.registered(uuid4(), officer, on(3, 1))
            return go(case, move, officer, on(3, 6), merged_into=other)
        return go(case, move, officer, on(3, 6))

    return make


ENDS = [
    ("not_handle", "not_handled", date(2024, 3, 16)),
    ("merge", "merge", date(2024, 3, 11)),
    ("withdraw", "withdrawal", date(2024, 3, 11)),
]


@pytest.mark.parametrize(("move", "kind", "due_on"), ENDS)
def test_the_end_asks_for_its_letter_until_it_is_told(
    end, officer, _the_day, move, kind, due_on
):
    case = end(move)
    owed = owed_letter(case)
    assert (owed.kind, owed.due_on) == (kind, due_on)
    assert case not in CHECK.records(officer)
    _the_day.move_to(on(due_on.month, due_on.day + 1))
    assert case in CHECK.records(officer)
    _the_day.move_to(on(3, 6))
    texts = lettering.proposed(case, kind)
    assert texts["result"]
    letter = lettering.keep_draft(case, kind, texts, actor=officer, at=on(3, 6))
    letter.remedies = letter.remedies or "可申请核查"
    letter.save()
    lettering.issue(letter, actor=officer, at=on(3, 6))
    assert owed_letter(case) is not None

    notice = lettering.Notice(date(2024, 3, 6), "sms", "短信回执")
    lettering.tell(letter, notice, actor=officer, at=on(3, 6))
    assert owed_letter(case) is None
    assert case not in CHECK.records(officer)


@pytest.mark.parametrize(("move", "kind", "due_on"), ENDS)
def test_it_is_late_on_the_day_after_its_limit(end, _the_day, move, kind, due_on):
    case = end(move)
    _the_day.move_to(on(due_on.month, due_on.day))
    assert not owed_letter(case).is_late
    _the_day.move_to(on(due_on.month, due_on.day + 1))

    assert owed_letter(case).is_late


@pytest.mark.parametrize(("move", "kind", "_due"), ENDS)
def test_it_goes_out_as_word_and_pdf(end, officer, move, kind, _due):
    case = end(move)
    texts = lettering.proposed(case, kind)
    letter = lettering.keep_draft(case, kind, texts, actor=officer, at=on(3, 6))

    word = Document(io.BytesIO(documents.letter_docx(letter, "王女士")))
    written = "".join(one.text for one in word.paragraphs)
    pages = PdfReader(io.BytesIO(documents.letter_pdf(letter, "王女士"))).pages
    printed = "".join(page.extract_text() for page in pages).replace("\n", "")
    for text in (written, printed):
        assert case.number in text
        assert texts["result"][:12] in text


def test_a_merged_case_names_the_one_it_went_into(end):
    case = end("merge")

    assert case.merged_into.number in lettering.proposed(case, "merge")["result"]


def test_a_case_not_handled_says_why_and_what_can_be_done(end):
    told = lettering.proposed(end("not_handle"), "not_handled")

    assert "非本机构业务" in told["result"]
    assert all(told.values())


@pytest.mark.parametrize("kind", ["merge", "withdrawal"])
def test_a_letter_of_an_end_that_was_not_is_not_issued(case, officer, kind):
    with pytest.raises(MoveRefused):
        making.told(case, kind, officer, on(3, 6))


def test_a_case_withdrawn_again_is_told_again(end, officer, _the_day):
    case = end("withdraw")
    making.told(case, "withdrawal", officer, on(3, 6))
    go(case, "reopen", officer, on(3, 8))
    assert owed_letter(case) is None
    go(case, "withdraw", officer, on(3, 10))

    assert owed_letter(case).kind == "withdrawal"


@pytest.mark.parametrize("status", ["withdrawn", "merged", "not_handled"])
def test_past_cases_are_not_asked_for_letters(union, system, now, status):
    case = complaint(system, now)
    Complaint.objects.update(status=status)
    case.refresh_from_db()

    assert owed_letter(case) is None
    assert not CHECK.records(system).exists()


@pytest.mark.parametrize("nature", ["inquiry", "suggestion", "praise"])
def test_what_is_no_complaint_asks_for_none(end, nature):
    case = end("withdraw")
    Complaint.objects.update(record_nature=nature)

    assert owed_letter(case) is None


def test_a_withdrawn_draft_has_nobody_to_write_to(end):
    case = end("withdraw")
    Complaint.objects.update(number="")

    assert owed_letter(case) is None


def test_an_open_case_and_a_closed_one_owe_none(case, officer, head):
    assert owed_letter(case) is None
    making.investigated(case, officer, on(3, 2))
    making.answered(case, officer, head, on(3, 5))

    assert owed_letter(case) is None


def test_the_page_says_so_and_leads_to_the_letter(end, officer, auditor, client):
    case = end("withdraw")
    client.force_login(officer)
    page = case.get_absolute_url()
    body = client.get(page).content.decode()
    assert "2024-03-11" in body
    new = f"{page}letters/withdrawal/"
    assert new in body

    result = lettering.proposed(case, "withdrawal")["result"]
    assert client.post(new, {"result": result}).status_code == 302
    letter = case.letters.get()
    body = client.get(page).content.decode()
    assert f"/complaints/letters/{letter.pk}/" in body
    assert new not in body
    assert "2024-03-11" in body

    client.force_login(auditor)
    body = client.get(page).content.decode()
    assert "2024-03-11" in body
    assert f"{page}letters/" not in body
