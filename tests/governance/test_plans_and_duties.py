"""Plans that tick themselves off, duties made of rules, incidents with their clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core import attachments, deadlines
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.proofs import proofs
from consumer_protection.core.quality import check_of
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance import ledgers
from consumer_protection.governance.figures import FIGURES
from consumer_protection.governance.models import (
    CalendarFeed,
    CommitmentLetter,
    Drill,
    Duty,
    DutyRule,
    Incident,
    PlanItem,
    PlanProblem,
)
from consumer_protection.governance.planning import duties, feeds, plan_work
from consumer_protection.governance.planning.clocks import hands
from consumer_protection.governance.planning.due_days import owed_in
from consumer_protection.governance.planning.incidents import Told, report_incident
from tests.governance.making import problems, task

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def drill(root, **values):
    known = {"name": "重大投诉演练", "held_on": date(2024, 6, 28)}
    return Drill.objects.create(root=root, unit=root.lead(), **known | values)


def rule(root, **values):
    known = {
        "name": "季度分析",
        "basis": "办法",
        "recipient": "理事会",
        "every": "quarter",
        "days": 15,
        "days_in": "natural",
        "valid_from": date(2024, 1, 1),
    }
    return DutyRule.objects.create(root=root, unit=root.lead(), **known | values)


def sent(day, name="报告.pdf", **more):
    return duties.Sent(attachments.Upload(name, PDF, None, None), day, **more)


def root_of(union):
    return Unit.objects.get(parent=None)


@pytest.fixture
def root(union):
    return root_of(union)


@pytest.fixture
def at():
    return timezone.now()


def test_an_item_is_done_on_the_day_of_the_record_that_fulfils_it(root, system, at):
    item, held = task(system, at), drill(root)

    plan_work.link_proof(item, proofs()["drill"], held, actor=system, at=at)

    item.refresh_from_db()
    assert (item.status, item.done_on, item.proof_on) == (
        "done",
        held.held_on,
        held.held_on,
    )


def test_a_record_still_to_come_fulfils_only_when_its_day_comes(root, system, at):
    item = task(system, at)
    held = drill(root, held_on=timezone.localdate() + timedelta(days=3))
    plan_work.link_proof(item, proofs()["drill"], held, actor=system, at=at)
    item.refresh_from_db()
    assert (item.status, item.done_on) == ("in_progress", None)

    Drill.objects.update(held_on=timezone.localdate())
    assert plan_work.follow_records(actor=system, at=at) == 1

    item.refresh_from_db()
    assert (item.status, item.done_on) == ("done", timezone.localdate())
    assert plan_work.follow_records(actor=system, at=at) == 0


def test_an_imported_day_stands_and_a_record_that_disagrees_is_doubtful(
    root, system, at
):
    item = task(system, at, done_on=date(2024, 4, 30), status="done")
    plan_work.link_proof(item, proofs()["drill"], drill(root), actor=system, at=at)

    item.refresh_from_db()
    assert item.done_on == date(2024, 4, 30)
    check = check_of("plan_items.record_disagrees", PlanItem)
    assert list(check.narrowed(PlanItem.objects.all(), None)) == [item]


def test_a_cancelled_item_is_fulfilled_by_nothing(root, system, at):
    item = task(system, at, status="cancelled")
    with pytest.raises(MoveRefused):
        plan_work.link_proof(item, proofs()["drill"], drill(root), actor=system, at=at)


def test_what_was_not_done_is_carried_into_the_next_year_once(root, system, at):
    item = task(system, at)
    new = plan_work.carry_over(item, date(2025, 6, 30), actor=system, at=at)

    assert (new.year, new.status, new.carried_from) == (2025, "not_started", item)
    for again in (item, task(system, at, task="已完成", done_on=date(2024, 5, 1))):
        with pytest.raises(MoveRefused):
            plan_work.carry_over(again, date(2025, 6, 30), actor=system, at=at)


def test_a_problem_becomes_an_item_of_the_next_year_and_not_of_its_own(
    root, system, at
):
    problem = PlanProblem.objects.create(
        root=root, unit=root.lead(), year=2024, text="材料少", measure="编制手册"
    )
    with pytest.raises(MoveRefused):
        plan_work.take_problem(
            problem, "cp_plan", date(2024, 12, 1), actor=system, at=at
        )
    new = plan_work.take_problem(
        problem, "cp_plan", date(2025, 3, 1), actor=system, at=at
    )

    problem.refresh_from_db()
    assert (new.year, new.task, problem.item) == (2025, "编制手册", new)


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({}, ["2024-01-15", "2024-04-15", "2024-07-15", "2024-10-15"]),
        (
            {"every": "year", "days": None, "due_month": 1, "due_day": 31},
            ["2024-01-31"],
        ),
        (
            {
                "every": "year",
                "days": None,
                "due_month": 12,
                "due_day": 31,
                "in_same_year": True,
            },
            ["2024-12-31"],
        ),
        ({"every": "by_notice"}, []),
        ({"valid_to": date(2024, 5, 1)}, ["2024-01-15", "2024-04-15"]),
        ({"every": "half_year", "days_in": "working", "days": 5}, None),
    ],
)
def test_a_rule_says_when_its_duties_fall_due(root, values, due):
    made = list(owed_in(rule(root, **values), 2024, working_days()))

    if due is None:
        assert [one.period for one in made] == ["2023H2", "2024H1"]
        assert made[0].due_on == date(2024, 1, 8)  # 1 January is a holiday.
    else:
        assert [str(one.due_on) for one in made] == due


def test_duties_are_made_once_and_proposed_rules_too(root, system, at):
    begun = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert duties.propose_rules(root, actor=system, at=begun) > 10
    assert duties.propose_rules(root, actor=system, at=begun) == 0

    assert duties.make_duties(root, 2026, actor=system, at=at) > 8
    assert duties.make_duties(root, 2026, actor=system, at=at) == 0
    # What fell due before the rules were taken in is nobody's lateness.
    assert not Duty.objects.filter(due_on__lt=date(2026, 3, 2)).exists()


def test_a_correction_is_a_new_version_and_makes_nothing_late(root, system, at):
    duty = Duty.objects.create(
        root=root,
        unit=root.lead(),
        name="季度分析",
        period="2024Q1",
        due_on=date(2024, 4, 15),
    )
    assert duty.state == "overdue"
    duties.submit_duty(duty, sent(date(2024, 4, 10)), actor=system, at=at)
    with pytest.raises(MoveRefused):
        duties.submit_duty(duty, sent(date(2024, 5, 10)), actor=system, at=at)
    duties.submit_duty(
        duty, sent(date(2024, 5, 10), reason="数据有误"), actor=system, at=at
    )

    duty.refresh_from_db()
    assert (duty.state, duty.submitted_on) == ("submitted", date(2024, 4, 10))
    versions = [(one.version, len(one.sha256)) for one in duty.submissions.all()]
    assert versions == [(1, 64), (2, 64)]


@pytest.mark.parametrize("day", [date(2024, 3, 31), date(2999, 1, 1)])
def test_nothing_is_submitted_before_its_period_ends_or_in_the_future(
    root, system, at, day
):
    duty = Duty.objects.create(
        root=root,
        unit=root.lead(),
        name="季度分析",
        period="2024Q1",
        starts_on=date(2024, 4, 1),
        due_on=date(2024, 4, 15),
    )
    with pytest.raises(MoveRefused):
        duties.submit_duty(duty, sent(day), actor=system, at=at)
    assert not duty.submissions.exists()


def test_late_stays_visible_and_figures_count_it_as_due_but_not_on_time(
    root, system, at
):
    for period, day in (("2024Q1", 10), ("2024Q2", 20)):
        duty = Duty.objects.create(
            root=root,
            unit=root.lead(),
            name="季度分析",
            period=period,
            due_on=date(2024, 7, 15),
        )
        duties.submit_duty(duty, sent(date(2024, 7, day)), actor=system, at=at)
    assert duty.state == "sent_late"
    year = parse_period("2024", as_of=timezone.localdate())

    told = [FIGURES[f"governance.duties_{name}"] for name in ("due", "on_time")]
    assert [one.fact(system, year).value for one in told] == [2, 1]


def test_a_register_never_used_counts_null_and_not_nothing(root, system):
    year = parse_period("2024", as_of=timezone.localdate())
    for code in ("governance.drills", "governance.commitment_rate"):
        assert FIGURES[code].fact(system, year).value is None


def incident(root, **values):
    known = {
        "kind": "data_leak",
        "title": "客户信息外泄",
        "discovered_on": date(2024, 5, 6),
        "discovered_at": "09:00",
    }
    known["unit"] = root.lead()
    return Incident.objects.create(root=root, **known | values)


def test_a_leak_runs_against_72_hours_and_all_else_against_24(root):
    leak, other = incident(root), incident(root, kind="emergency", title="突发")

    hours = [
        [one.due_at and one.due_at - case.began_at for one in hands(case)]
        for case in (leak, other)
    ]
    assert hours == [[None, timedelta(hours=72)], [None, timedelta(hours=24)]]


@pytest.mark.parametrize(("hours", "state"), [(72, "submitted"), (73, "sent_late")])
def test_a_clock_is_stopped_by_its_first_report(root, system, at, hours, state):
    case = incident(root)
    moment = case.began_at + timedelta(hours=hours)
    told = Told("within_72h", moment, "人民银行")
    report_incident(case, told, actor=system, at=at)

    assert [one.state(at) for one in hands(case)] == ["open", state]


def test_a_report_before_the_incident_of_the_future_or_not_owed_is_refused(
    root, system, at
):
    case = incident(root)
    for told in (
        Told("at_once", case.began_at - timedelta(minutes=1), "理事会"),
        Told("at_once", at + timedelta(days=1), "理事会"),
        Told("within_24h", case.began_at, "理事会"),
    ):
        with pytest.raises(MoveRefused):
            report_incident(case, told, actor=system, at=at)


def test_an_incident_closed_before_it_began_is_refused_by_the_table(root):
    with pytest.raises(IntegrityError), transaction.atomic():
        incident(root, closed_on=date(2024, 5, 5))


def test_a_list_of_signed_letters_gives_the_rate(take, system):
    rows = [
        {"年度": 2024, "工号": f"A{n}", "姓名": "张三", "签订日期": day}
        for n, day in enumerate(["2024-01-10", "2024-01-11", None, "2024-02-01"])
    ]
    assert problems(take(ledgers.COMMITMENT_LETTERS, *rows)) == []
    year = parse_period("2024", as_of=timezone.localdate())

    assert CommitmentLetter.objects.count() == 4
    assert FIGURES["governance.commitment_letters"].fact(system, year).value == 3
    assert float(FIGURES["governance.commitment_rate"].fact(system, year).value) == 75


BAD = [
    (
        ledgers.DRILLS,
        {"演练名称": "演练", "演练日期": "2024-05-07", "改进完成日期": "2024-05-06"},
        ("improved_on", "date.order"),
    ),
    (
        ledgers.INCIDENTS,
        {
            "事件名称": "事件",
            "事件类型": "突发事件",
            "发现日期": "2024-05-07",
            "发现时间": "25:00",
        },
        ("discovered_at", "time.unreadable"),
    ),
    (
        ledgers.SCREENINGS,
        {
            "排查名称": "排查",
            "排查类型": "权限核查",
            "排查日期": "2024-05-07",
            "检查数量": 3,
            "问题数量": 4,
        },
        ("found", "count.order"),
    ),
    (
        ledgers.DUTY_RULES,
        {
            "义务名称": "报告",
            "依据": "办法",
            "报送对象": "省联社",
            "频次": "每年",
            "生效日期": "2024-01-01",
            "截止月": 2,
            "截止日": 31,
        },
        ("due_day", "date.unlikely"),
    ),
    (
        ledgers.COMMITMENT_LETTERS,
        {"年度": 24, "工号": "A1", "姓名": "张三"},
        ("year", "date.unlikely"),
    ),
]


@pytest.mark.parametrize(("ledger", "row", "wrong"), BAD)
def test_a_row_that_contradicts_itself_is_an_error_at_its_field(
    take, ledger, row, wrong
):
    assert problems(take(ledger, row)) == [wrong]


def test_a_drill_on_a_holiday_is_taken_with_a_warning(take):
    outcome = take(ledgers.DRILLS, {"演练名称": "演练", "演练日期": "2024-10-01"})

    assert problems(outcome) == []
    assert problems(outcome, warnings=True) == [("held_on", "date.holiday")]


def test_open_items_and_duties_warn_and_ended_ones_do_not(root, system, at):
    day = timezone.localdate()
    task(system, at, due_on=day, task="开着")
    task(system, at, due_on=day, task="做完", done_on=day)
    task(system, at, task="历史")
    own = deadlines.deadlines()["governance.plan_item"]

    assert [one.task for one in own.running(own.seen_by(system))] == ["开着"]


def test_an_incident_warns_until_its_written_report(root, system, at):
    case = incident(root, discovered_on=timezone.localdate() - timedelta(days=1))
    own = deadlines.deadlines()["governance.incident"]
    assert own.due(case).on == case.discovered_on + timedelta(days=3)
    assert list(own.running(own.seen_by(system))) == [case]

    for clock, left in (("at_once", [case]), ("within_72h", [])):
        told = Told(clock, case.began_at, "人民银行")
        report_incident(case, told, actor=system, at=at)
        assert list(own.running(own.seen_by(system))) == left


def test_letters_are_narrowed_to_those_still_owed(client, officer, root):
    for number, day in (("A1", date(2024, 1, 5)), ("A2", None)):
        CommitmentLetter.objects.create(
            root=root,
            unit=root.lead(),
            year=2024,
            staff_number=number,
            person=f"员工{number}",
            signed_on=day,
        )
    client.force_login(officer)
    url = reverse("governance:commitmentletter_list")
    text = client.get(url, {"state": "owed"}).text
    assert "员工A2" in text
    assert "员工A1" not in text


def test_a_feed_tells_its_owners_dates_and_dies_with_its_secret(
    client, officer, staff, root, at
):
    due = timezone.localdate()
    Duty.objects.create(
        root=root, unit=root.lead(), name="季度,分析", period="2024Q1", due_on=due
    )
    client.force_login(staff("reviewer"))
    old = feeds.open_feed(officer, at=at)
    text = client.get(reverse("governance:feed_file", args=[old])).text
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}" in text
    assert "SUMMARY:季度\\,分析" in text
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))

    new = feeds.open_feed(officer, at=at)
    assert old not in CalendarFeed.objects.get().digest
    for secret, status in ((old, 404), (new, 200), ("x", 404)):
        url = reverse("governance:feed_file", args=[secret])
        assert client.get(url).status_code == status


def test_a_feed_closes_with_its_owners_account(client, officer, staff, at):
    client.force_login(staff("reviewer"))
    secret = feeds.open_feed(officer, at=at)
    officer.is_active = False
    officer.save()
    url = reverse("governance:feed_file", args=[secret])
    assert client.get(url).status_code == 404


LISTS = (
    "duty",
    "dutyrule",
    "drill",
    "emergencyplan",
    "incident",
    "commitmentletter",
    "screening",
    "planproblem",
)


@pytest.mark.parametrize("noun", LISTS)
def test_who_sees_governance_opens_the_list_and_nobody_else(
    client, officer, staff, noun
):
    url = reverse(f"governance:{noun}_list")
    client.force_login(officer)
    assert client.get(url).status_code == 200
    assert client.get(reverse(f"governance:{noun}_add")).status_code == 200
    client.force_login(staff("reviewer"))
    assert client.get(url).status_code == 403


def test_an_officer_submits_a_duty_on_its_page(client, officer, root):
    duty = Duty.objects.create(
        root=root,
        unit=root.lead(),
        name="季度分析",
        period="2024Q1",
        due_on=date(2024, 4, 15),
    )
    client.force_login(officer)
    file = SimpleUploadedFile("报告.pdf", PDF)
    asked = {"file": file, "submitted_on": "2024-04-16", "receipt": "收字1号"}
    url = reverse("governance:duty_submit", args=[duty.pk])
    assert client.post(url, asked).status_code == 302

    text = client.get(duty.get_absolute_url()).text
    for word in ("迟报", "收字1号", "报告.pdf", duty.submissions.get().sha256):
        assert word in text
    year = client.get(reverse("governance:duty_year", args=[2024])).text
    assert "季度分析" in year
    assert client.get(reverse("governance:duty_year", args=[1])).status_code == 404


def test_an_officer_links_a_drill_to_an_item_and_reports_an_incident(
    client, officer, system, root, at
):
    item, held, case = task(system, at), drill(root), incident(root)
    client.force_login(officer)
    url = reverse("governance:planitem_proof", args=[item.pk])
    assert held.name in client.get(url).text
    assert client.post(url, {"record": f"drill:{held.pk}"}).status_code == 302
    assert held.name in client.get(item.get_absolute_url()).text
    assert client.post(url, {"record": "drill:999999"}).status_code == 422

    url = reverse("governance:incident_report", args=[case.pk])
    asked = {"clock": "within_72h", "recipient": "人民银行"}
    when = datetime(2024, 5, 7, 9, 0).strftime("%Y-%m-%dT%H:%M")
    assert client.post(url, {**asked, "reported_at": when}).status_code == 302
    assert "人民银行" in client.get(case.get_absolute_url()).text
    too_soon = {**asked, "reported_at": "2024-05-01T09:00"}
    assert client.post(url, too_soon).status_code == 422


def test_a_manager_of_an_outlet_writes_nothing_here(client, manager, root):
    case = incident(root, unit=manager.unit)
    client.force_login(manager)
    assert client.get(case.get_absolute_url()).status_code == 200
    url = reverse("governance:incident_report", args=[case.pk])
    assert client.get(url).status_code == 403
