"""An audit from its plan to its close, and what is refused on the way."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from docx import Document

from consumer_protection.audits import documents
from consumer_protection.audits.doing import findings, projects
from consumer_protection.audits.doing.mending import Brought, move_mended
from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.ledgers import AUDIT_FINDINGS
from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.audits.rules import score_of
from consumer_protection.core import attachments
from consumer_protection.core.documents import paper
from consumer_protection.core.ledgers.declaration import Import, WriteRefused
from consumer_protection.core.models import Notice, Threshold, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.trail import FORM
from consumer_protection.core.transitions import make_move
from consumer_protection.core.warning import warn
from tests.conftest import SHANGHAI

TODAY = date(2025, 3, 20)
AT = datetime(2025, 3, 20, 10, tzinfo=SHANGHAI)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
PLAN = {
    "name": "2025年消保专项审计",
    "year": 2025,
    "starts_on": date(2025, 3, 10),
    "ends_on": date(2025, 3, 14),
    "period_from": date(2024, 1, 1),
    "period_to": date(2024, 12, 31),
    "scopes": ["complaint", "education"],
    "lead": "王审计",
    "basis": "2025年审计计划",
    "conclusion": "制度基本健全，回访记录需加强。",
}


@pytest.fixture(autouse=True)
def _the_day(union):
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def people(staff):
    return {
        "auditor": staff("auditor", "MX00"),
        "manager": staff("branch_manager", "MXW10"),
        "handler": staff("branch_handler", "MXW10"),
        "other": staff("branch_manager", "MXW11"),
        "head": staff("cp_head"),
    }


@pytest.fixture
def project(union, people):
    outlet = Unit.objects.get(code="MXW10")
    values = {**PLAN, "audited": [outlet]}
    return projects.plan_audit(union, values, actor=people["auditor"], at=AT)


def go(project, *names, by):
    for name in names:
        projects.move_audit(project, name, actor=by, at=AT)


def write(project, by, **values):
    known = {
        "text": "回访记录不完整",
        "severity": "low",
        "scope": "complaint",
        "unit": Unit.objects.get(code="MXW10"),
        "due_on": TODAY + timedelta(30),
    }
    return findings.write_finding(project, known | values, actor=by, at=AT)


def move(finding, name, by, value=None, note="", upload=None):
    brought = Brought(value, upload, note)
    move_mended(finding, name, brought, actor=by, at=AT)


def proof():
    return attachments.Upload("签字表.png", PNG)


@pytest.fixture
def reported(project, people):
    """Reported with one finding, which its unit is to mend."""
    go(project, "fieldwork", by=people["auditor"])
    write(project, people["auditor"])
    go(project, "report", "rectify", by=people["auditor"])
    return project.findings.get()


@pytest.fixture
def submitted(reported, people):
    move(reported, "begin", people["manager"])
    move(reported, "submit", people["manager"], "已补录回访记录", upload=proof())
    return reported


def test_an_audit_goes_from_its_plan_to_its_close(submitted, people):
    project = submitted.project
    with pytest.raises(MoveRefused):
        go(project, "close", by=people["auditor"])

    move(submitted, "close", people["auditor"])
    go(project, "close", by=people["auditor"])

    submitted.refresh_from_db()
    assert (submitted.status, submitted.closed_on) == ("closed", TODAY)
    assert submitted.judged_by == people["auditor"]
    assert (project.status, project.score) == ("closed", 98)
    assert project.report_number.endswith("审〔2025〕1号")


def test_each_report_has_the_next_number(project, people, union):
    second = projects.plan_audit(
        union, {**PLAN, "name": "另一项审计"}, actor=people["auditor"], at=AT
    )
    for one in (project, second):
        go(one, "fieldwork", "report", by=people["auditor"])

    assert second.report_number.endswith("〔2025〕2号")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2025, 3, 9)},
        {"period_to": date(2023, 12, 31)},
        {"period_to": date(2025, 3, 15)},
    ],
)
def test_days_that_run_backwards_are_refused(union, people, wrong):
    with pytest.raises(MoveRefused):
        projects.plan_audit(union, PLAN | wrong, actor=people["auditor"], at=AT)

    assert not AuditProject.objects.exists()


def test_fieldwork_on_a_holiday_is_told_and_kept(client, people):
    client.force_login(people["auditor"])
    outlet = Unit.objects.get(code="MXW10").pk
    told = {**PLAN, "starts_on": date(2025, 5, 1), "ends_on": date(2025, 5, 9)}
    page = client.post(
        reverse("audits:audit_plan"), {**told, "audited": [outlet]}, follow=True
    )

    assert "2025-05-01" in page.text
    assert AuditProject.objects.get().starts_on == date(2025, 5, 1)


def test_no_fieldwork_before_its_day_no_report_before_its_end(union, people, _the_day):
    own = {"starts_on": TODAY + timedelta(1), "ends_on": TODAY + timedelta(3)}
    project = projects.plan_audit(union, PLAN | own, actor=people["auditor"], at=AT)
    with pytest.raises(MoveRefused):
        go(project, "fieldwork", by=people["auditor"])

    _the_day.move_to(AT + timedelta(2))
    go(project, "fieldwork", by=people["auditor"])
    with pytest.raises(MoveRefused):
        go(project, "report", by=people["auditor"])


def test_no_report_without_an_opinion(union, people):
    values = PLAN | {"conclusion": " "}
    project = projects.plan_audit(union, values, actor=people["auditor"], at=AT)
    go(project, "fieldwork", by=people["auditor"])

    with pytest.raises(MoveRefused):
        go(project, "report", by=people["auditor"])
    project.refresh_from_db()
    assert (project.status, project.score) == ("fieldwork", None)


def test_findings_are_written_down_during_the_fieldwork_alone(project, people):
    with pytest.raises(MoveRefused):
        write(project, people["auditor"])
    go(project, "fieldwork", by=people["auditor"])
    found = write(project, people["auditor"])
    with pytest.raises(MoveRefused):
        write(project, people["auditor"])
    with pytest.raises(MoveRefused):
        write(project, people["manager"], text="另一问题")
    with pytest.raises(MoveRefused):
        write(project, people["auditor"], text="甲", due_on=TODAY - timedelta(1))
    go(project, "report", by=people["auditor"])

    with pytest.raises(MoveRefused):
        findings.change_finding(found, {"text": "乙"}, actor=people["auditor"], at=AT)
    with pytest.raises(MoveRefused):
        projects.change_audit(project, PLAN, actor=people["auditor"], at=AT)


def test_those_audited_learn_of_a_finding_with_the_report(project, people, client):
    go(project, "fieldwork", by=people["auditor"])
    found = write(project, people["auditor"])
    client.force_login(people["manager"])
    assert client.get(found.get_absolute_url()).status_code == 404

    go(project, "report", by=people["auditor"])
    assert client.get(found.get_absolute_url()).status_code == 200
    client.force_login(people["other"])
    assert client.get(found.get_absolute_url()).status_code == 404


def test_a_result_needs_its_proof(reported, people):
    move(reported, "begin", people["manager"])
    with pytest.raises(MoveRefused):
        move(reported, "submit", people["manager"], "已补录")
    with pytest.raises(MoveRefused):
        move(reported, "submit", people["manager"], "", upload=proof())

    reported.refresh_from_db()
    assert (reported.status, reported.result) == ("in_progress", "")
    assert not attachments.of_record(reported).exists()


@pytest.mark.parametrize(
    ("by", "is_free"),
    [("auditor", True), ("head", True), ("manager", False), ("handler", False)],
)
def test_another_verifies_what_was_handed_in(submitted, people, by, is_free):
    person = people[by]
    if by == "head":
        submitted.unit = person.unit
        submitted.save()
        with pytest.raises(MoveRefused):
            move(submitted, "close", person)
        submitted.unit = Unit.objects.get(code="MXW10")
        submitted.save()
    if is_free:
        move(submitted, "close", person)
    else:
        with pytest.raises(MoveRefused):
            move(submitted, "close", person)


def test_who_handed_it_in_does_not_verify_it(reported, people):
    head = people["head"]
    move(reported, "begin", head)
    move(reported, "submit", head, "已补录", upload=proof())

    with pytest.raises(MoveRefused):
        move(reported, "close", head)


def test_another_outlet_does_not_mend_it(reported, people):
    with pytest.raises(MoveRefused):
        move(reported, "begin", people["other"])


def test_a_risk_is_accepted_for_a_time_and_taken_up_again(reported, people):
    for until in (None, TODAY):
        with pytest.raises(MoveRefused):
            move(reported, "accept_risk", people["auditor"], until, "系统改造")
        reported.refresh_from_db()
    until = TODAY + timedelta(60)
    with pytest.raises(MoveRefused):
        move(reported, "accept_risk", people["auditor"], until)
    reported.refresh_from_db()
    move(reported, "accept_risk", people["auditor"], until, "系统改造后解决")
    assert reported.accepted_until == until

    move(reported, "take_up", people["manager"])
    assert (reported.status, reported.accepted_until) == ("in_progress", None)


def test_what_came_back_is_linked_to_what_was_closed(submitted, people, union, client):
    move(submitted, "close", people["auditor"])
    again = projects.plan_audit(
        union, {**PLAN, "name": "后续审计"}, actor=people["auditor"], at=AT
    )
    go(again, "fieldwork", by=people["auditor"])
    found = write(again, people["auditor"], repeats=submitted)
    with pytest.raises(MoveRefused):
        write(again, people["auditor"], text="甲", repeats=found)

    go(again, "report", by=people["auditor"])
    client.force_login(people["auditor"])
    assert "后续审计" in client.get(submitted.get_absolute_url()).text
    assert PLAN["name"] in client.get(found.get_absolute_url()).text


def test_the_score_is_what_its_findings_cost_on_the_day_of_the_report(project, people):
    go(project, "fieldwork", by=people["auditor"])
    for number, severity in enumerate(("high", "medium", "low", "low", "suggestion")):
        write(project, people["auditor"], text=f"问题{number}", severity=severity)

    assert score_of(project, on=AT).points == 100 - 10 - 5 - 2 - 2
    go(project, "report", by=people["auditor"])
    Threshold.objects.filter(code="audit.points.low").update(amount=50)
    project.refresh_from_db()
    assert project.score == 81


def test_a_score_is_never_below_nothing(project, people):
    go(project, "fieldwork", by=people["auditor"])
    for number in range(11):
        write(project, people["auditor"], text=f"问题{number}", severity="high")

    assert score_of(project, on=AT).points == 0


def test_the_report_tells_findings_the_gravest_first(project, people):
    go(project, "fieldwork", by=people["auditor"])
    write(project, people["auditor"], recommendation="逐笔补录")
    write(project, people["auditor"], text="电话13812345678外泄", severity="high")
    draft = documents.audit_report(project, AT)
    assert draft.is_draft
    go(project, "report", by=people["auditor"])

    told = documents.audit_report(project, AT)
    document = Document(BytesIO(paper.docx(told)))
    text = "\n".join(one.text for one in document.paragraphs)
    assert not told.is_draft
    assert text.index("138****5678") < text.index("回访记录不完整")
    for part in (project.report_number, "本次审计得分88分", "逐笔补录", "王审计"):
        assert part in text
    assert paper.pdf(told).startswith(b"%PDF")


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_report_is_handed_out(client, project, people, form):
    client.force_login(people["auditor"])

    address = reverse("audits:audit_report", args=[project.pk, form])
    assert client.get(address).status_code == 200
    assert client.get(address.replace(f".{form}", ".exe")).status_code == 404


def test_five_years_show_what_was_audited_and_what_was_not(reported, people, client):
    client.force_login(people["auditor"])
    page = client.get(reverse("audits:coverage"))
    found = page.context["found"]
    rows = {row.key: row for row in found.scopes}

    assert list(found.years) == [2021, 2022, 2023, 2024, 2025]
    assert list(rows["complaint"].counts) == [0, 0, 0, 0, 1]
    assert list(rows["fee"].counts) == [0] * 5
    units = {row.label: row for row in found.units}
    assert units["营业部"].is_covered
    assert "未审计" in page.text
    address = reverse("audits:coverage")
    for wrong in ("0", "20255", "abc", "２０２５"):
        assert client.get(address, {"until": wrong}).status_code == 404


def test_a_finding_is_due_to_its_unit_then_to_the_auditors(reported, people):
    def told():
        found = Notice.objects.waiting().filter(matter="audits.finding")
        return {one.user for one in found}

    due = datetime(2025, 4, 17, 10, tzinfo=SHANGHAI)
    with time_machine.travel(due, tick=False):
        warn(at=due)
        assert people["manager"] in told() and people["auditor"] not in told()
        move(reported, "begin", people["manager"])
        move(reported, "submit", people["manager"], "已补录", upload=proof())
        warn(at=due)
        assert people["auditor"] in told() and people["manager"] not in told()
        move(reported, "close", people["auditor"])
        assert told() == set()


def test_no_ledger_form_or_program_changes_what_was_found_here(
    submitted, people, officer, client
):
    about = Import(officer, AT, submitted.project.root, FORM)
    with pytest.raises(WriteRefused):
        AUDIT_FINDINGS.update(submitted, {"closed_on": TODAY}, about)
    client.force_login(officer)
    correct = reverse("audits:finding_correct", args=[submitted.pk])
    assert correct not in client.get(submitted.get_absolute_url()).text

    submitted.refresh_from_db()
    assert submitted.status == "submitted"


WRITES = {role for role, one in ROLES.items() if "audits.write" in one.may}


@pytest.mark.parametrize("role", ROLES)
def test_who_plans_and_who_writes_findings(client, staff, project, people, role):
    go(project, "fieldwork", by=people["auditor"])
    client.force_login(people["auditor"] if role == "auditor" else staff(role, "MX00"))
    doors = [
        reverse("audits:audit_plan"),
        reverse("audits:audit_edit", args=[project.pk]),
        reverse("audits:finding_write", args=[project.pk]),
    ]

    opened = {client.get(door).status_code == 200 for door in doors}
    assert opened == {role in WRITES}


def test_an_auditor_does_it_all_on_the_pages(client, people):
    client.force_login(people["auditor"])
    outlet = Unit.objects.get(code="MXW10").pk
    client.post(reverse("audits:audit_plan"), {**PLAN, "audited": [outlet]})
    project = AuditProject.objects.get()
    client.post(reverse("audits:audit_move", args=[project.pk, "fieldwork"]))
    told = {
        "text": "回访记录不完整",
        "severity": "low",
        "scope": "complaint",
        "unit": outlet,
        "due_on": TODAY + timedelta(30),
    }
    client.post(reverse("audits:finding_write", args=[project.pk]), told)
    found = Finding.objects.get()
    edit = reverse("audits:finding_change", args=[found.pk])
    client.post(edit, {**told, "text": "回访记录缺失"})
    found.refresh_from_db()
    assert found.text == "回访记录缺失"
    page = client.get(project.get_absolute_url()).text
    assert "回访记录缺失" in page and reverse("audits:coverage") not in page
    change = reverse("audits:audit_edit", args=[project.pk])
    assert client.get(change).status_code == 200
    late = {**PLAN, "audited": [outlet], "ends_on": date(2025, 3, 1)}
    assert client.post(change, late).status_code == 422


def test_an_accepted_risk_is_open_again_when_its_time_is_over(
    reported, people, _the_day, system
):
    project, head = reported.project, people["head"]
    until = TODAY + timedelta(60)
    move(reported, "accept_risk", head, until, "系统改造期间")
    reported.refresh_from_db()
    assert (reported.judged_by, reported.judged_on) == (head, TODAY)
    assert not reported.is_open and project.why_not_close(people["auditor"]) == ""

    _the_day.move_to(AT + timedelta(61))
    assert reported.is_open
    with pytest.raises(MoveRefused):
        go(project, "close", by=people["auditor"])


def test_an_accepted_risk_is_overdue_only_before_and_after_its_time(
    reported, people, system
):
    def overdue(day):
        period = parse_period("2025", as_of=day)
        return FIGURES["audits.findings_overdue"].fact(system, period).value

    Finding.objects.update(due_on=TODAY - timedelta(1))
    assert overdue(TODAY) == 1
    reported.refresh_from_db()
    move(reported, "accept_risk", people["head"], TODAY + timedelta(60), "系统改造期间")

    assert overdue(TODAY + timedelta(1)) == 0
    assert overdue(TODAY + timedelta(60)) == 0
    assert overdue(TODAY + timedelta(61)) == 1


def test_nothing_found_here_is_closed_before_it_was_handed_in(submitted, people):
    days = {"found_on": TODAY - timedelta(2), "closed_on": TODAY - timedelta(1)}
    Finding.objects.update(**days)

    with pytest.raises(MoveRefused, match="销号日期早于提交验收日期"):
        make_move(submitted, "close", actor=people["auditor"], at=AT)


def test_a_move_by_a_program_scores_the_report_too(project, people):
    go(project, "fieldwork", by=people["auditor"])
    write(project, people["auditor"])

    make_move(project, "report", actor=people["auditor"], at=AT)

    project.refresh_from_db()
    assert project.score == 98 and project.report_number


def test_that_it_came_back_is_told_with_the_report(submitted, people, union, client):
    move(submitted, "close", people["auditor"])
    again = projects.plan_audit(
        union, {**PLAN, "name": "2025年后续审计"}, actor=people["auditor"], at=AT
    )
    go(again, "fieldwork", by=people["auditor"])
    found = write(again, people["auditor"], repeats=submitted)
    client.force_login(people["manager"])
    address = submitted.get_absolute_url()
    assert "2025年后续审计" not in client.get(address).text

    go(again, "report", by=people["auditor"])

    assert "2025年后续审计" in client.get(address).text
    client.force_login(people["auditor"])
    page = client.get(again.get_absolute_url()).text
    assert f'href="{found.get_absolute_url()}"' in page
