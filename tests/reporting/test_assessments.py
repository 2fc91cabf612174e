"""Self-assessments: opened, filled in by hand where records say nothing, approved."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from consumer_protection.core import attachments
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from reporting.assessing import actions, papers
from reporting.assessing.actions import AssessmentRefused, Given
from reporting.assessing.sheet import sheet
from reporting.models import Assessment, AssessmentItem
from tests.complaints.making import complaint
from tests.core.test_attachments import PDF

LIST = "/assessments/"


@pytest.fixture
def opened(union, officer, now):
    return actions.open_assessment("2025", "2025", root=union, actor=officer, at=now)


@pytest.fixture
def head(staff):
    return staff("cp_head")


def given(points, reason="见附件", *, is_applicable=True):
    number = None if points is None else Decimal(points)
    return Given(is_applicable, number, reason)


def item(assessment, code):
    return assessment.items.get(indicator=code)


def prove(one, actor, at):
    upload = attachments.Upload("证明.pdf", PDF)
    root = one.assessment.root_id
    attachments.attach(one, upload, unit_id=root, actor=actor, at=at)


@pytest.fixture
def filled(opened, officer, head, now):
    """Every indicator by hand at its full points, with evidence, closed by the head."""
    found = sheet(opened, officer, now)
    for line in found["lines"]:
        one = item(opened, line["code"])
        actions.give(one, given(line["points"]), actor=officer, at=now)
        prove(one, officer, now)
        actions.move_item(one, "close", actor=head, at=now)
    return opened


def test_opening_twice_gives_the_same_one(opened, union, officer, now):
    again = actions.open_assessment("2025", "2025", root=union, actor=officer, at=now)

    assert again == opened
    assert opened.items.count() == 45


@pytest.mark.parametrize(
    ("method", "year"), [("1999", "2025"), ("2025", "2024"), ("2021", "x")]
)
def test_a_method_or_year_there_is_not_is_refused(union, officer, now, method, year):
    with pytest.raises(AssessmentRefused):
        actions.open_assessment(method, year, root=union, actor=officer, at=now)


def test_what_records_tell_is_scored_and_what_they_do_not_is_missing(
    opened, system, officer, now
):
    for number in range(2):
        complaint(
            system,
            now,
            number=f"TS2025-{number}",
            received_on=now.date().replace(month=1, day=2),
            closed_on=now.date().replace(month=1, day=3),
            satisfaction="satisfied",
        )

    found = sheet(opened, officer, now)
    lines = {one["code"]: one for one in found["lines"]}

    assert lines["I25"]["score"] == "3.00"
    assert lines["I23"]["score"] == "5.00"
    assert lines["I04"]["score"] == ""
    assert "I04" in found["missing"]
    assert found["grade"] == ""


def test_points_by_hand_need_a_reason_and_stay_within_the_indicator(
    opened, officer, now
):
    one = item(opened, "I04")
    for points, reason in (("0.5", " "), ("1.01", "多"), ("-1", "少")):
        with pytest.raises(AssessmentRefused):
            actions.give(one, given(points, reason), actor=officer, at=now)
    with pytest.raises(AssessmentRefused):
        actions.give(one, given("1", is_applicable=False), actor=officer, at=now)

    actions.give(one, given("1"), actor=officer, at=now)
    assert item(opened, "I04").points == 1


def test_points_by_hand_without_a_file_count_half_and_with_one_wholly(
    opened, officer, now
):
    one = item(opened, "I04")
    actions.give(one, given("1"), actor=officer, at=now)
    assert line_of(opened, "I04", officer, now)["score"] == "0.50"

    prove(one, officer, now)
    assert line_of(opened, "I04", officer, now)["score"] == "1.00"


def line_of(assessment, code, asker, now):
    found = sheet(assessment, asker, now)
    return next(one for one in found["lines"] if one["code"] == code)


def test_who_gave_points_does_not_close_them(opened, officer, head, now):
    one = item(opened, "I04")
    actions.give(one, given("1"), actor=officer, at=now)
    with pytest.raises(MoveRefused):
        actions.move_item(one, "close", actor=officer, at=now)

    actions.move_item(one, "close", actor=head, at=now)
    with pytest.raises(AssessmentRefused):
        actions.give(item(opened, "I04"), given("0.5"), actor=officer, at=now)


def test_a_sheet_with_gaps_is_not_submitted(opened, officer, now):
    with pytest.raises(MoveRefused, match="I04"):
        actions.move_assessment(opened, "submit", actor=officer, at=now)


def test_what_was_approved_stays_whatever_records_become(
    filled, officer, head, system, now
):
    actions.move_assessment(filled, "submit", actor=officer, at=now)
    with pytest.raises(MoveRefused):
        actions.move_assessment(filled, "approve", actor=officer, at=now)
    actions.move_assessment(filled, "approve", actor=head, at=now)

    kept = sheet(Assessment.objects.get(pk=filled.pk), officer, now)
    assert (kept["total"], kept["grade"]) == ("100.00", "1级")
    complaint(system, now, received_on=now.date(), closed_on=None)
    again = sheet(Assessment.objects.get(pk=filled.pk), officer, now)
    assert again == kept
    with pytest.raises(AssessmentRefused):
        actions.judge(filled, ["concealed"], Decimal(0), actor=officer, at=now)
    told = TrailEntry.objects.get(action="reporting.assessment.approve")
    assert told.changes["total"] == "100.00"

    actions.move_assessment(filled, "reopen", actor=head, at=now, note="更正")
    assert Assessment.objects.get(pk=filled.pk).card is None


def test_the_submitter_does_not_approve(filled, head, now):
    actions.move_assessment(filled, "submit", actor=head, at=now)

    with pytest.raises(MoveRefused):
        actions.move_assessment(filled, "approve", actor=head, at=now)


@pytest.mark.parametrize(
    ("method", "vetoes", "deducted"),
    [("2025", ["unheard"], 0), ("2025", [], 1), ("2021", [], 26)],
)
def test_only_the_methods_own_vetoes_and_deductions_are_taken(
    union, officer, now, method, vetoes, deducted
):
    one = actions.open_assessment(method, "2025", root=union, actor=officer, at=now)
    with pytest.raises(AssessmentRefused):
        actions.judge(one, vetoes, Decimal(deducted), actor=officer, at=now)


def test_a_veto_caps_the_total(filled, officer, now):
    actions.judge(filled, ["concealed"], Decimal(0), actor=officer, at=now)
    found = sheet(filled, officer, now)

    assert (found["total"], found["grade"]) == ("59.00", "5级")


def test_both_papers_tell_what_the_sheet_tells(filled, officer, now):
    found = sheet(filled, officer, now)
    docx_type, docx = papers.write(filled, found, "docx")
    _pdf_type, pdf = papers.write(filled, found, "pdf")

    texts = [one.text for one in Document(BytesIO(docx)).paragraphs]
    assert "wordprocessingml" in docx_type
    assert any("总分100.00分" in one for one in texts)
    assert pdf.startswith(b"%PDF")
    assert papers.write(filled, found, "docx")[1] == docx


MAY_BUILD = {code for code, role in ROLES.items() if "reports.build" in role.may}
MAY_SEE = {code for code, role in ROLES.items() if "reports.see" in role.may}


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_opens_and_reads_what_the_table_says(opened, staff, client, role):
    client.force_login(staff(role, "MXW11"))

    page = client.get(opened.get_absolute_url())
    assert page.status_code == (200 if role in MAY_SEE else 403)
    made = client.post(f"{LIST}add/", {"method": "2021", "year": "2024"})
    assert made.status_code == (302 if role in MAY_BUILD else 403)
    assert Assessment.objects.count() == (2 if role in MAY_BUILD else 1)


def test_a_department_fills_in_what_is_assigned_to_it_and_nothing_else(
    opened, staff, officer, client, now
):
    unit = Unit.objects.get(code="MXW11")
    own, other = item(opened, "I04"), item(opened, "I10")
    actions.assign(own, unit, None, actor=officer, at=now)
    client.force_login(staff("dept_submitter", "MXW11"))

    page = own.get_absolute_url()
    assert client.get(page).status_code == 200
    sent = {"is_applicable": "on", "points": "1", "reason": "已配备"}
    assert client.post(page, sent).status_code == 302
    file = SimpleUploadedFile("证明.pdf", PDF)
    assert client.post(f"{page}files/", {"file": file}).status_code == 302
    assert client.post(f"{page}moves/submit/").status_code == 302

    own.refresh_from_db()
    assert (own.status, own.points) == ("submitted", 1)
    assert attachments.of_record(own).count() == 1
    kept = attachments.of_record(own).get()
    assert client.get(reverse("core:attachment", args=[kept.pk])).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.post(other.get_absolute_url(), sent).status_code == 404
    assert client.get(opened.get_absolute_url()).status_code == 403


def test_another_institution_sees_nothing(opened, staff, client):
    root = Unit.objects.create(code="ZZ00", name="邻县农信联社", kind="legal_person")
    stranger = staff("cp_head", root.code)
    client.force_login(stranger)

    assert client.get(opened.get_absolute_url()).status_code == 404
    assert not AssessmentItem.objects.visible_to(stranger)


def test_the_page_lays_another_one_beside(opened, union, officer, client, now):
    other = actions.open_assessment("2021", "2025", root=union, actor=officer, at=now)
    client.force_login(officer)

    body = client.get(f"{opened.get_absolute_url()}?with={other.pk}").content.decode()
    assert str(other) in body
    assert client.get(f"{opened.get_absolute_url()}?with=x").status_code == 200


def test_the_pages_ask_a_bounded_number_of_queries(
    opened, officer, client, django_assert_max_num_queries
):
    client.force_login(officer)
    with django_assert_max_num_queries(90):
        client.get(opened.get_absolute_url())
