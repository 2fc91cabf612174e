"""A case from the first call to the told decision, and what is refused on its way."""

import io
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from complaints import actions, handling, registering
from complaints.figures import FIGURES
from complaints.handling import Wish
from complaints.letters import lettering
from complaints.models import Complaint, Extension, Letter
from complaints.registering import CaseRefused, Intake, Speaker
from complaints.similar import likeness
from complaints.states import EXTENSION, LETTER
from consumer_protection.core import attachments, tokens, trail
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.scope import Scope
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import BLOCKS, PROPOSAL

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = date(2024, 3, 1)
AT = datetime(2024, 3, 1, 9, 0, tzinfo=SHANGHAI)
A_UID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def later(days):
    return AT + timedelta(days=days)


@pytest.fixture
def people(staff):
    return {
        "clerk": staff("branch_handler", "MXW10"),
        "officer": staff("cp_officer"),
        "head": staff("cp_head"),
        "exec": staff("senior_exec"),
    }


@pytest.fixture
def register(people):
    """Puts a case on record: register(field=value)."""

    def make(uid=None, speakers=(), as_draft=False, by="clerk", **values):
        known = {
            "unit": Unit.objects.get(code="MXW10"),
            "received_on": DAY,
            "description": "柜面办理社保卡等候时间过长",
            "source": "direct_customer",
            "intake_channel": "visit",
            **values,
        }
        return registering.put_on_record(
            uid or uuid4(),
            Intake(known, speakers),
            actor=people[by],
            at=AT,
            as_draft=as_draft,
        )

    return make


def go(case, move, actor, at=AT, note="因由", **values):
    handling.move_case(case, move, values, actor=actor, at=at, note=note)
    return case


@pytest.fixture
def proposed(register, people):
    """A case whose decision is proposed by the officer."""
    case = register()
    officer = people["officer"]
    go(case, "accept", officer)
    go(case, "assign", officer, handling_unit=Unit.objects.get(code="MXB02"))
    go(case, "investigate", officer)
    return go(case, "propose", officer, **PROPOSAL)


def decide_and_tell(case, people, at):
    go(case, "decide", people["head"], at=at)
    letter = lettering.keep_draft(
        case, "decision", BLOCKS, actor=people["officer"], at=at
    )
    lettering.issue(letter, actor=people["officer"], at=at)
    notice = lettering.Notice(at.date(), "phone", "录音编号1")
    lettering.tell(letter, notice, actor=people["officer"], at=at)
    go(
        case,
        "notify",
        people["officer"],
        at=at,
        notified_on=at.date(),
        notify_method="phone",
    )
    return letter


# --- Intake ---


def test_a_case_is_put_on_record_with_a_number_and_a_due_date(register, people):
    case = register(complainant="张三", phone="13800000001")

    assert (case.status, case.number) == ("registered", "TS20240001")
    assert case.due_on == date(2024, 3, 16)
    assert (case.registered_by, case.registered_at) == (people["clerk"], AT)
    assert [one.action for one in trail.moves_of(case)] == [
        "complaints.complaint.added",
        "complaints.complaint.register",
    ]


def test_the_same_form_twice_makes_one_case(register):
    first, second = register(uid=A_UID), register(uid=A_UID, description="再次点击")

    assert first.pk == second.pk
    assert Complaint.objects.count() == 1
    assert Complaint.objects.get().description == "柜面办理社保卡等候时间过长"


def test_a_draft_has_no_number_counts_nowhere_and_is_completed(register, system):
    year = parse_period("2024", as_of=date(2025, 1, 5))
    draft = register(uid=A_UID, as_draft=True)
    assert (draft.status, draft.number) == ("draft", "")
    assert FIGURES["complaints.received"].fact(system, year).value == 0

    case = register(uid=A_UID, description="补全")

    assert (case.pk, case.number, case.description) == (draft.pk, "TS20240001", "补全")
    assert FIGURES["complaints.received"].fact(system, year).value == 1


def test_a_draft_is_its_writers_alone(register, people, client):
    draft = register(as_draft=True)
    for number, seen in (("clerk", True), ("officer", False), ("head", False)):
        visible = Complaint.objects.visible_to(people[number])
        assert visible.filter(pk=draft.pk).exists() == seen
    client.force_login(people["clerk"])

    page = client.get(reverse("complaints:complaint_list"))

    assert "投诉草稿" in page.content.decode()
    assert client.get(draft.get_absolute_url()).status_code == 200


def test_a_draft_is_put_on_record_by_its_step_too(client, register, people):
    draft = register(as_draft=True)
    client.force_login(people["clerk"])

    door = reverse("complaints:case_move", args=[draft.pk, "register"])
    assert client.post(door, {"note": ""}).status_code == 302

    draft.refresh_from_db()
    assert (draft.status, draft.number) == ("registered", "TS20240001")


def test_a_draft_given_up_takes_no_number(register, people):
    register()
    draft = register(as_draft=True)

    go(draft, "withdraw", people["clerk"])

    assert draft.number == ""
    assert register().number == "TS20240002"


def photo(colour):
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return SimpleUploadedFile(f"{colour}.jpg", out.getvalue(), "image/jpeg")


def intake_form(**more):
    return {
        "uid": A_UID,
        "record_nature": "complaint",
        "received_on": "2024-03-01",
        "unit": Unit.objects.get(code="MXW10").pk,
        "intake_channel": "visit",
        "source": "direct_customer",
        "description": "柜面办理等候时间过长",
        **more,
    }


def test_photos_come_with_the_form_and_are_kept_once(client, people):
    client.force_login(people["clerk"])
    for _click in range(2):
        sent = intake_form(photos=[photo("red"), photo("blue"), photo("red")])
        client.post(reverse("complaints:case_new"), sent)

    case = Complaint.objects.get()
    kept = attachments.of_record(case)
    assert sorted(one.name for one in kept) == ["blue.jpg", "red.jpg"]


@pytest.mark.parametrize("wrong", ["disguised", "too many"])
def test_unfit_photos_leave_no_case(client, people, wrong):
    client.force_login(people["clerk"])
    disguised = SimpleUploadedFile("a.jpg", b"MZ not a photo", "image/jpeg")
    files = [disguised] if wrong == "disguised" else [photo("red") for _n in range(10)]

    answer = client.post(reverse("complaints:case_new"), intake_form(photos=files))

    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_no_draft_leaves_by_ledger_or_program(client, register, people):
    register(as_draft=True)
    _token, secret = tokens.issue(
        people["clerk"],
        tokens.Wish("test", may_write=False),
        actor=people["head"],
        at=timezone.now(),
    )

    told = client.get(
        "/api/v1/complaints/", headers={"Authorization": f"Bearer {secret}"}
    )

    assert told.json()["count"] == 0


@pytest.mark.parametrize(
    ("values", "level", "reason"),
    [
        ({"persons": 20, "is_face_to_face": True}, "major", "group20"),
        ({"persons": 19, "is_face_to_face": True}, "", ""),
        ({"persons": 200}, "", ""),
        ({"source": "media"}, "major", "media"),
        ({"sensitivity": "regulator"}, "major", "regulator"),
        ({"sensitivity": "emotional"}, "", ""),
    ],
)
def test_what_makes_a_case_major_by_itself(register, values, level, reason):
    case = register(**values)

    assert (case.level, case.major_reason) == (level, reason)


def test_at_most_five_speak_for_a_group(register):
    five = [Speaker(f"代表{number}", "13800000001") for number in range(5)]
    case = register(speakers=five)
    assert [one.name for one in case.representatives.all()] == [
        one.name for one in five
    ]

    with pytest.raises(CaseRefused, match="5"):
        register(speakers=[*five, Speaker("第六人")])
    assert Complaint.objects.count() == 1


def test_nobody_puts_on_record_what_is_not_theirs(register):
    with pytest.raises(CaseRefused):
        register(unit=Unit.objects.get(code="MXW11"))

    assert not Complaint.objects.exists()


def test_a_day_to_come_is_refused(register):
    with pytest.raises(CaseRefused):
        register(received_on=DAY + timedelta(days=1))


@pytest.fixture
def form(client, people):
    client.force_login(people["clerk"])
    return {
        "uid": A_UID,
        "record_nature": "complaint",
        "received_on": f"{timezone.localdate()}",
        "unit": Unit.objects.get(code="MXW10").pk,
        "intake_channel": "phone",
        "source": "direct_customer",
        "description": "收取短信服务费未告知",
    }


NEW = "complaints:case_new"


def test_the_form_puts_a_case_on_record_once(client, form):
    first = client.post(reverse(NEW), form)
    again = client.post(reverse(NEW), form)

    case = Complaint.objects.get()
    assert first.url == again.url == case.get_absolute_url()
    assert client.get(first.url).status_code == 200


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"unit": ""}, "unit"),
        ({"description": " "}, "description"),
        ({"description": "坏\u200b字"}, "description"),
        ({"phone": "123"}, "phone"),
        ({"id_number": "11010119900101000"}, "id_number"),
        ({"id_number": "110101199001010000"}, "id_number"),
        ({"source": "nowhere"}, "source"),
        ({"persons": "0"}, "persons"),
    ],
)
def test_a_wrong_form_is_told_beside_its_field(client, form, values, field):
    page = client.post(reverse(NEW), {**form, **values})

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Complaint.objects.exists()


def test_a_doubtful_identity_is_taken_once_it_was_compared(client, form):
    doubtful = {**form, "id_number": "110101199001010000"}

    client.post(reverse(NEW), {**doubtful, "takes_doubtful": "on"})

    assert Complaint.objects.get().id_number == "110101199001010000"


def test_a_draft_is_kept_and_opened_again(client, form):
    client.post(reverse(NEW), {**form, "draft": "1"})
    draft = Complaint.objects.get()

    page = client.get(reverse(NEW), {"draft": draft.pk})

    assert page.context["form"]["description"].value() == form["description"]
    assert str(page.context["uid"]) == str(draft.uid)


def test_similar_cases_are_shown_with_their_reasons(client, form, register):
    same = register(phone="13800000001", description="等候太久")
    words = register(description="收取短信服务费没有事先告知客户")
    register(description="贷款提前结清")
    asked = {**form, "phone": "138 0000 0001", "received_on": "2024-03-05"}

    page = client.post(reverse("complaints:case_similar"), asked)

    found = {one.case: one.reasons for one in page.context["alike"]}
    assert set(found) == {same, words}
    assert "电话相同" in found[same]
    assert "内容相似" in found[words]
    assert "13800000001" not in page.content.decode()


def test_a_wave_is_told(client, form, register):
    for _number in range(2):
        register(category="debit_card")
    asked = {**form, "received_on": "2024-03-05", "category": "debit_card"}

    page = client.post(reverse("complaints:case_similar"), asked)

    assert page.context["wave"] == 2


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_even_and_between_nothing_and_one(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


# --- Decision and the gate of the reply ---


def test_a_case_goes_its_whole_way_with_two_people(proposed, people):
    decide_and_tell(proposed, people, later(3))

    go(proposed, "close", people["officer"], at=later(4))

    assert (proposed.status, proposed.closed_on) == ("closed", date(2024, 3, 5))
    assert not proposed.was_late


def test_whoever_proposed_does_not_decide(proposed, people, staff):
    both = people["officer"]
    both.grants.create(role="cp_head")
    fresh = type(both).objects.get(pk=both.pk)

    with pytest.raises(MoveRefused, match="承办人"):
        go(proposed, "decide", fresh)


def test_a_major_case_is_a_senior_managers(proposed, people):
    trail.acting_as(people["head"])
    Complaint.objects.update(is_major=True)

    with pytest.raises(MoveRefused, match="重大"):
        go(proposed, "decide", people["head"])
    assert go(proposed, "decide", people["exec"]).status == "decided"


def test_large_compensation_is_a_senior_managers(proposed, people):
    trail.acting_as(people["head"])
    Complaint.objects.update(compensation=1001)

    with pytest.raises(MoveRefused, match="补偿"):
        go(proposed, "decide", people["head"])
    assert go(proposed, "decide", people["exec"]).status == "decided"


def test_the_person_complained_of_neither_verifies_nor_decides(proposed, people):
    trail.acting_as(people["head"])
    Complaint.objects.update(complained_account=people["head"])

    with pytest.raises(MoveRefused, match="被投诉"):
        go(proposed, "decide", people["head"])


@pytest.mark.parametrize("missing", BLOCKS)
def test_no_letter_without_each_of_its_four_parts(proposed, people, missing):
    go(proposed, "decide", people["head"])
    texts = {**BLOCKS, missing: " "}
    letter = lettering.keep_draft(
        proposed, "decision", texts, actor=people["officer"], at=AT
    )

    with pytest.raises(MoveRefused, match="尚缺"):
        lettering.issue(letter, actor=people["officer"], at=AT)
    assert Letter.objects.get().number == ""


def test_nothing_closes_without_letter_and_proof(proposed, people):
    officer = people["officer"]
    go(proposed, "decide", people["head"])
    told = {"notified_on": DAY, "notify_method": "phone"}
    go(proposed, "notify", officer, **told)
    with pytest.raises(MoveRefused, match="告知书"):
        go(proposed, "close", officer)

    letter = lettering.keep_draft(proposed, "decision", BLOCKS, actor=officer, at=AT)
    with pytest.raises(CaseRefused, match="先印发"):
        notice = lettering.Notice(DAY, "phone", "录音")
        lettering.tell(letter, notice, actor=officer, at=AT)
    lettering.issue(letter, actor=officer, at=AT)
    with pytest.raises(MoveRefused, match="凭证"):
        go(proposed, "close", officer)
    with pytest.raises(CaseRefused, match="凭证"):
        lettering.tell(letter, lettering.Notice(DAY, "phone"), actor=officer, at=AT)


def test_an_issued_letter_has_a_number_and_never_changes(proposed, people):
    letter = decide_and_tell(proposed, people, later(1))

    assert letter.number == "明农信联消诉〔2024〕1号"
    with pytest.raises(CaseRefused, match="不能修改"):
        lettering.keep_draft(
            proposed, "decision", BLOCKS, letter, actor=people["officer"], at=AT
        )


@pytest.mark.parametrize("days", [-1, 5])
def test_a_notice_lies_between_issue_and_today(proposed, people, days):
    officer = people["officer"]
    go(proposed, "decide", people["head"])
    letter = lettering.keep_draft(proposed, "decision", BLOCKS, actor=officer, at=AT)
    lettering.issue(letter, actor=officer, at=AT)

    with pytest.raises(CaseRefused, match="告知日期"):
        notice = lettering.Notice(DAY + timedelta(days=days), "phone", "录音")
        lettering.tell(letter, notice, actor=officer, at=later(2))


def test_the_letter_leaves_in_pdf_and_word_with_the_whole_name(
    client, proposed, people
):
    trail.acting_as(people["head"])
    proposed.complainant = "张三丰"
    proposed.save()
    letter = decide_and_tell(proposed, people, later(1))
    client.force_login(people["officer"])

    why = {"reason": "寄送投诉人"}
    word, pdf = (
        client.post(reverse("complaints:letter_whole", args=[letter.pk, form]), why)
        for form in ("docx", "pdf")
    )

    lines = [one.text for one in Document(io.BytesIO(word.content)).paragraphs]
    printed = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages
    )
    assert "张三丰：" in lines
    for text in BLOCKS.values():
        assert text in lines
        assert text in printed
    assert TrailEntry.objects.filter(action="complaints.complaint.revealed").exists()


# --- More time, standing still, new facts ---


def ask(case, kind, people, at=AT, until=None):
    return handling.ask_extension(
        case, Wish(kind, "情况复杂", until, "录音"), actor=people["officer"], at=at
    )


def grant(extension, actor, officer, at=AT):
    handling.move_extension(extension, "approve", {}, actor=actor, at=at)
    told = {"told_on": at.date(), "told_method": "phone"}
    handling.move_extension(extension, "tell", told, actor=officer, at=at)


def test_an_extension_counts_once_approved_and_told(register, people):
    case = register()
    extension = ask(case, "to_30", people)
    handling.move_extension(extension, "approve", {}, actor=people["head"], at=AT)
    case.refresh_from_db()
    assert case.due_on == date(2024, 3, 16)

    told = {"told_on": DAY, "told_method": "phone"}
    handling.move_extension(extension, "tell", told, actor=people["officer"], at=AT)

    case.refresh_from_db()
    assert (case.due_on, case.extension_reason) == (date(2024, 3, 31), "情况复杂")


def test_whoever_asked_does_not_approve(register, people):
    case = register()
    people["officer"].grants.create(role="cp_head")
    extension = ask(case, "to_30", people)

    with pytest.raises(MoveRefused, match="申请人"):
        fresh = type(people["officer"]).objects.get(pk=people["officer"].pk)
        handling.move_extension(extension, "approve", {}, actor=fresh, at=AT)


def test_the_further_thirty_days_are_a_senior_managers(register, people):
    case = register()
    extension = ask(case, "plus_30", people)

    with pytest.raises(MoveRefused, match="分管|高级"):
        handling.move_extension(extension, "approve", {}, actor=people["head"], at=AT)
    grant(extension, people["exec"], people["officer"])
    case.refresh_from_db()
    assert case.due_on == date(2024, 4, 30)


def test_no_extension_after_the_due_date(register, people):
    case = register()
    with pytest.raises(CaseRefused):
        ask(case, "to_30", people, at=later(16))

    extension = ask(case, "to_30", people, at=later(15))
    handling.move_extension(extension, "approve", {}, actor=people["head"], at=AT)
    told = {"told_on": date(2024, 3, 17), "told_method": "phone"}
    with pytest.raises(CaseRefused):
        handling.move_extension(
            extension, "tell", told, actor=people["officer"], at=later(16)
        )
    assert Extension.objects.get().status == "approved"


@pytest.mark.parametrize("until", [None, date(2024, 3, 16), date(2024, 3, 1)])
def test_an_agreed_day_lies_behind_the_due_date(register, people, until):
    with pytest.raises(CaseRefused):
        ask(register(), "agreed", people, until=until)


def test_only_one_extension_is_under_way(register, people):
    case = register()
    ask(case, "to_30", people)

    with pytest.raises(CaseRefused, match="已有"):
        ask(case, "to_30", people)


def test_standing_still_twice_adds_up(register, people):
    case, officer = register(), people["officer"]
    go(case, "accept", officer)
    go(case, "assign", officer, handling_unit=Unit.objects.get(code="MXB02"))
    go(case, "investigate", officer)
    for stop, run in ((5, 8), (10, 14)):
        trail.acting_as(officer)
        Complaint.objects.filter(pk=case.pk).update(due_on=date(2999, 1, 1))
        go(case, "suspend", officer, at=later(stop))
        go(case, "resume", officer, at=later(run))

    assert case.due_on == date(2024, 3, 16) + timedelta(days=7)


def test_new_facts_begin_the_clock_anew(register, people):
    case = register()

    handling.take_new_facts(case, "提供新的录音", actor=people["officer"], at=later(9))

    assert (case.restarted_on, case.due_on) == (date(2024, 3, 10), date(2024, 3, 25))


# --- Late stays late ---


def closed_late(proposed, people):
    decide_and_tell(proposed, people, later(20))
    return go(proposed, "close", people["officer"], at=later(20))


def on_time(system):
    year = parse_period("2024", as_of=date(2025, 1, 5))
    return FIGURES["complaints.closed_on_time"].fact(system, year).value


def test_a_late_answer_is_late(proposed, people, system):
    case = closed_late(proposed, people)

    assert case.was_late
    assert on_time(system) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"closed_on": date(2024, 3, 5)},
        {"received_on": date(2024, 3, 20)},
        {"extended_to": date(2024, 6, 1)},
        {"suspended_from": date(2024, 3, 2), "suspended_to": date(2024, 3, 30)},
        {"notified_on": date(2024, 3, 5)},
    ],
)
def test_no_ledger_makes_it_timely(proposed, people, system, changes):
    case = closed_late(proposed, people)

    with pytest.raises(WriteRefused):
        actions.update_complaint(case, changes, actor=people["officer"], at=later(30))
    assert on_time(system) == 0


def test_reopening_does_not_make_it_timely(proposed, people, system):
    case, officer = closed_late(proposed, people), people["officer"]
    go(case, "reopen", officer, at=later(21))
    go(case, "assign", officer, at=later(21))
    go(case, "investigate", officer, at=later(21))
    go(case, "propose", officer, at=later(21))
    decide_and_tell(case, people, later(22))
    go(case, "close", officer, at=later(22))

    assert case.closed_on <= case.due_on
    assert on_time(system) == 0


# --- Merging, helping, doors ---


def test_a_case_is_merged_into_another(register, people):
    first, second = register(), register()

    go(second, "merge", people["officer"], merged_into=first)

    assert (second.status, second.merged_into) == ("merged", first)
    third = register()
    for other in (second, third, None):
        with pytest.raises(MoveRefused):
            go(third, "merge", people["officer"], merged_into=other)


def test_two_at_once_the_second_sees_the_state_and_keeps_what_was_typed(
    client, proposed, people
):
    client.force_login(people["head"])
    door = reverse("complaints:case_move", args=[proposed.pk, "return"])
    go(proposed, "decide", people["exec"])

    page = client.post(door, {"note": "请补充调查"})

    assert page.status_code == 422
    assert page.context["case"].status == "decided"
    assert "请补充调查" in page.content.decode()


def test_every_offered_step_of_a_case_opens_its_form(client, register, people):
    case, officer = register(), people["officer"]
    officer.grants.create(role="cp_head")
    client.force_login(officer)
    for move in ("accept", "assign", "investigate"):
        page = client.get(case.get_absolute_url())
        for act in page.context["acts"]:
            assert client.get(act.url).status_code == 200, act.url
        values = {"note": "因由", "no_interest": "on"}
        if move == "assign":
            values["handling_unit"] = Unit.objects.get(code="MXB02").pk
        door = reverse("complaints:case_move", args=[case.pk, move])
        assert client.post(door, values).status_code == 302
    case.refresh_from_db()
    assert case.status == "investigating"


def test_interest_must_be_denied_before_verifying(client, register, people):
    case, officer = register(), people["officer"]
    go(case, "accept", officer)
    go(case, "assign", officer, handling_unit=Unit.objects.get(code="MXB02"))
    client.force_login(officer)

    door = reverse("complaints:case_move", args=[case.pk, "investigate"])

    assert client.post(door, {"note": ""}).status_code == 422


def test_the_journal_keeps_the_first_contact(client, register, people):
    case = register()
    client.force_login(people["clerk"])
    door = reverse("complaints:case_note", args=[case.pk])
    note = {"kind": "contact", "happened_on": "2024-03-02", "text": "已电话联系"}

    assert client.post(door, note).status_code == 302
    wrong = client.post(door, {**note, "happened_on": "2999-01-01"})

    case.refresh_from_db()
    assert case.first_contact_on == date(2024, 3, 2)
    assert wrong.status_code == 422
    assert case.journal.count() == 1


@pytest.mark.parametrize("role", ["branch_manager", "auditor", "board_member"])
def test_a_foreign_case_has_no_doors(client, register, staff, role):
    case = register()
    client.force_login(staff(role, "MXW11"))
    base = f"/complaints/cases/{case.pk}/"
    for door in ("moves/accept/", "note/", "facts/", "extend/", "letters/decision/"):
        assert client.get(base + door).status_code in (403, 404), door
        assert client.post(base + door, {"note": "x"}).status_code in (403, 404), door


class Cleared:
    pk = 0

    def __init__(self, *may):
        self.scope = Scope(1, 1, frozenset({1}), {}, frozenset(may))


@pytest.mark.parametrize(
    ("machine", "table"),
    [
        (
            EXTENSION,
            {
                "asked": {"approve", "refuse", "take_back"},
                "approved": {"tell", "take_back"},
                "in_force": set(),
                "refused": set(),
                "taken_back": set(),
            },
        ),
        (LETTER, {"draft": {"issue", "discard"}, "issued": set(), "discarded": set()}),
    ],
)
def test_the_tables_of_extensions_and_letters(machine, table):
    both = Cleared("complaints.handle", "complaints.approve")

    assert machine.statuses == set(table)
    for status, moves in table.items():
        assert {one.name for one in machine.open_to(both, status)} == moves
        assert machine.open_to(Cleared(), status) == []
