"""The case file on paper: everything of the case, masked unless a reason was given."""

import io
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from complaints import case_parts, handling, registering
from complaints.helping import task_actions
from complaints.letters import lettering
from complaints.models import Complaint
from complaints.registering import Intake, Speaker
from consumer_protection.core import attachments, reveal, trail
from consumer_protection.core.documents.pdf import RenderFailed, render_pdf
from consumer_protection.core.models import Attachment, TrailEntry, Unit
from consumer_protection.core.roles import ROLES
from tests.conftest import SHANGHAI
from tests.hostile import HOSTILE

DAY = date(2025, 1, 5)
AT = datetime(2025, 1, 5, 9, tzinfo=SHANGHAI)
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 400
WHOLE = ("王小明", "13800001111", "13859123456", "李代表", "13900002222")


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def case(officer):
    known = {
        "unit": Unit.objects.get(code="MXW10"),
        "received_on": DAY,
        "description": "请回电13859123456，柜面等候时间过长",
        "complainant": "王小明",
        "phone": "13800001111",
        "source": "direct_customer",
        "intake_channel": "visit",
    }
    speakers = (Speaker("李代表", "13900002222"),)
    made = registering.put_on_record(
        uuid4(), Intake(known, speakers), actor=officer, at=AT
    )
    note = handling.Note(
        "evidence", "调阅监控", DAY, "cctv", attachments.Upload("监控.png", PICTURE)
    )
    handling.note(made, note, actor=officer, at=AT)
    task_actions.set_task(
        made,
        Unit.objects.get(code="MXW11"),
        text="提供排班表",
        due_on=DAY + timedelta(days=3),
        actor=officer,
        at=AT,
    )
    task_actions.urge_case(made, "urge", text="请尽快", actor=officer, at=AT)
    texts = {"result": "投诉已受理", "reasons": "", "basis": "", "remedies": ""}
    lettering.keep_draft(made, "acknowledgement", texts, actor=officer, at=AT)
    wish = handling.Wish("to_30", "需调阅监控")
    handling.ask_extension(made, wish, actor=officer, at=AT)
    return made


def door(case):
    return reverse("complaints:case_file", args=[case.pk])


@pytest.fixture
def print_it(client, case):
    def make(user, **asked):
        client.force_login(user)
        return client.post(door(case), asked)

    return make


def text_of(answer):
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return "\n".join(page.extract_text() for page in pages)


def test_everything_of_the_case_stands_in_it(print_it, case, officer):
    answer = print_it(officer)

    assert answer["Content-Type"] == "application/pdf"
    text = "".join(text_of(answer).split())
    kept = Attachment.objects.get()
    for part in (
        case.number, "营业部", "柜面等候时间过长", "草稿→已登记", "调阅监控",
        "提供排班表", "请尽快", "投诉已受理", "需调阅监控", "2025-01-20", "第十八条",
        "监控.png", kept.sha256, f"{kept.size:,}", "打印人林小梅", "2025-01-0509:00",
    ):  # fmt: skip
        assert part in text, part


def test_every_page_has_its_number_and_who_printed(print_it, officer):
    pages = PdfReader(io.BytesIO(print_it(officer).content)).pages

    for number, page in enumerate(pages, 1):
        text = "".join(page.extract_text().split())
        assert f"第{number}页，共{len(pages)}页" in text
        assert "打印人" in text


def test_personal_data_is_masked_without_a_reason(print_it, officer):
    text = text_of(print_it(officer))

    assert not [one for one in WHOLE if one in text]
    assert "个人信息已作掩码处理" in text
    assert not TrailEntry.objects.filter(action__endswith=".revealed").exists()


def test_a_reason_shows_it_whole_and_is_kept(print_it, case, officer):
    text = text_of(print_it(officer, personal="on", reason="监管部门调阅"))

    assert all(one in text for one in WHOLE)
    assert "监管部门调阅" in text
    told = {
        one.action.rpartition(".")[2]: one
        for one in trail.of_record(case).filter(note="监管部门调阅")
    }
    assert set(told) == {"revealed", "printed"}
    assert told["printed"].changes["personal"] is True
    assert told["printed"].actor == officer


@pytest.mark.parametrize("reason", ["", "   "])
def test_whole_without_a_reason_is_refused(print_it, officer, reason):
    answer = print_it(officer, personal="on", reason=reason)

    assert answer.status_code == 422
    assert not TrailEntry.objects.filter(action__endswith=".printed").exists()


def test_the_hourly_budget_of_looks_holds_for_paper(print_it, officer, monkeypatch):
    monkeypatch.setattr(reveal, "REVEALS_AN_HOUR", 1)
    assert print_it(officer, personal="on", reason="一").status_code == 200

    assert print_it(officer, personal="on", reason="二").status_code == 422
    assert print_it(officer).status_code == 200


def test_whoever_may_not_see_it_whole_gets_it_masked(print_it, auditor):
    text = text_of(print_it(auditor, personal="on", reason="审计"))

    assert not [one for one in WHOLE if one in text]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_who_sees_the_case_prints_it_and_nobody_else(client, case, staff, role):
    user = staff(role, "MXW11")
    client.force_login(user)
    visible = Complaint.objects.visible_to(user).filter(pk=case.pk).exists()

    status = client.get(door(case)).status_code

    assert status == (200 if visible else 404 if user.scope.sees("complaints") else 403)


def test_printing_is_a_look_and_no_change(print_it, case, officer):
    before = trail.version_of(case)

    print_it(officer)

    entry = trail.of_record(case).last()
    assert entry.action == "complaints.complaint.printed"
    assert len(entry.changes["sha256"]) == 64
    assert trail.version_of(case) == before


def test_hostile_and_endless_texts_are_printed_as_texts(
    print_it, case, officer, monkeypatch
):
    for text in HOSTILE:
        handling.note(case, handling.Note("note", text, DAY), actor=officer, at=AT)
    endless = "无空格" * 30_000
    handling.note(case, handling.Note("note", endless, DAY), actor=officer, at=AT)
    papers = []

    def render(html, **known):
        papers.append(html)
        return render_pdf(html, **known)

    monkeypatch.setattr("complaints.case_file.render_pdf", render)

    pages = PdfReader(io.BytesIO(print_it(officer).content)).pages

    [html] = papers
    assert "<b>x</b>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "{{ 7|add:7 }}" in html
    assert "\u202e" not in html
    assert "\\u202e" in html
    assert "以下略" in html
    assert 2 < len(pages) < 60


def test_a_number_from_a_ledger_makes_a_harmless_file_name(print_it, case, officer):
    trail.acting_as(officer)
    Complaint.objects.filter(pk=case.pk).update(number='a"/../\r\n;x<b>号')

    answer = print_it(officer)

    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment; filename*=")


def test_a_draft_and_every_state_can_be_printed(print_it, case, officer, monkeypatch):
    monkeypatch.setattr(
        "complaints.case_file.render_pdf", lambda html, **_: html.encode()
    )
    for status in sorted(Complaint.machine.statuses):
        Complaint.objects.filter(pk=case.pk).update(status=status)
        assert print_it(officer).status_code == 200


def test_what_cannot_be_laid_out_is_said(print_it, officer, monkeypatch):
    def fail(html, **_):
        raise RenderFailed("太深")

    monkeypatch.setattr("complaints.case_file.render_pdf", fail)

    answer = print_it(officer)

    assert answer.status_code == 422
    assert "太深" in answer.content.decode()
    assert not TrailEntry.objects.filter(action__endswith=".printed").exists()


def test_long_parts_are_cut_and_say_so(print_it, officer, monkeypatch):
    monkeypatch.setattr(case_parts, "MOST_ROWS", 1)
    monkeypatch.setattr("complaints.case_file.MOST_ROWS", 1)

    assert "仅打印前1条" in "".join(text_of(print_it(officer)).split())


def test_printing_asks_a_few_times_however_long_the_case(
    print_it, case, officer, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(
        "complaints.case_file.render_pdf", lambda html, **_: html.encode()
    )
    for number in range(30):
        given = handling.Note("note", f"第{number}次", DAY)
        handling.note(case, given, actor=officer, at=AT)
        task_actions.urge_case(case, "urge", text="催", actor=officer, at=AT)
    print_it(officer)

    with django_assert_max_num_queries(30):
        print_it(officer)
