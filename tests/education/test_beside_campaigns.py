"""What hangs on campaigns: publications, materials, days, papers of a period; service."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from consumer_protection.core import deadlines, warning
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.ledgers.rows import LedgerRefused
from consumer_protection.core.models import Notice, Unit
from education import ledgers
from education.doing import campaigns, exams
from education.models import Assignment, Campaign, Material, Publication, Question
from tests.education.making import activity, campaign, kept
from tests.governance.making import problems
from tests.making import workbook

TODAY = timezone.localdate


@pytest.fixture
def running(union, staff, now):
    """A campaign of two outlets that runs until tomorrow, its summary due in a week."""
    officer, head = staff("cp_officer"), staff("cp_head")
    plan = {
        "name": "金融教育宣传周",
        "kind": "sept_education",
        "starts_on": TODAY() - timedelta(days=20),
        "ends_on": TODAY() + timedelta(days=1),
        "due_on": TODAY() + timedelta(days=3),
    }
    at = timezone.now()
    made = campaigns.plan_campaign(union, plan, actor=officer, at=at)
    outlets = list(Unit.objects.filter(code__in=("MXW10", "MXW11")).order_by("code"))
    campaigns.assign(made, outlets, {"activities": 1}, actor=officer, at=at)
    campaigns.move_campaign(made, "approve", actor=head, at=at)
    campaigns.move_campaign(made, "start", actor=officer, at=at)
    return made


def test_publications_of_a_campaign_tell_its_posts_reads_and_reports(
    union, system, now
):
    own = campaign(system, now, reads=5, posts=1)
    for number, (medium, reads) in enumerate(
        (("wechat", 300), ("website", None), ("newspaper", 40), ("screen", None))
    ):
        kept(
            "publications",
            system,
            now,
            title=f"第{number}篇",
            medium=medium,
            reads=reads,
            campaign=own,
        )
    told = own.totals()
    assert (told["posts"], told["media_reports"]) == (Count(2), Count(1))
    assert told["reads"] == Count(340)


def test_a_row_names_the_campaign_that_last_began_before_it(
    union, system, now, tmp_path
):
    for year in (2023, 2024):
        on = {"starts_on": date(year, 3, 1), "ends_on": None, "reported_on": None}
        campaign(system, now, name="消费者权益日", **on)
    row = {"资料名称": "折页", "印制日期": "2024-02-01", "印制数量": 9}
    path = workbook(tmp_path, [*row, "活动名称"], [[*row.values(), "消费者权益日"]])
    order = Order(path=path, actor=system, at=now)
    assert problems(import_ledger(ledgers.MATERIALS, order)) == []
    assert Material.objects.get().campaign.starts_on.year == 2023


def test_a_publication_cannot_join_a_campaign_handed_in(running, system, now, tmp_path):
    Campaign.objects.update(status="reported")
    row = {"发布日期": "2024-03-15", "标题": "甲", "媒介": "微博"}
    path = workbook(tmp_path, [*row, "活动名称"], [[*row.values(), running.name]])
    with pytest.raises(LedgerRefused, match="已上报"):
        import_ledger(ledgers.PUBLICATIONS, Order(path=path, actor=system, at=now))
    assert not Publication.objects.exists()


def test_the_page_of_a_campaign_shows_what_was_published_and_printed(
    client, staff, running, system, now
):
    kept("publications", system, now, campaign=running, reads=1200)
    kept("materials", system, now, campaign=running, issued=200)
    client.force_login(staff("auditor"))
    text = client.get(running.get_absolute_url()).content.decode()
    for shown in ("警惕刷单返利", "微信公众号", "1200", "安全用卡指南", "300"):
        assert shown in text


def test_an_outlet_is_warned_until_it_logs_and_head_office_until_the_summary(
    running, staff, system
):
    clerk = staff("branch_handler", "MXW10")
    other = staff("branch_handler", "MXW11")
    at = timezone.now()
    warning.warn(at=at)
    told = Notice.objects.waiting()
    assert told.filter(user=clerk, matter="education.assignment").count() == 1
    assert told.filter(user=other, matter="education.assignment").count() == 1
    activity(system, at, campaign=running, unit="MXW10", held_on=TODAY())
    warning.warn(at=at)
    assert not told.filter(user=clerk, matter="education.assignment").exists()
    assert told.filter(user=other, matter="education.assignment").exists()

    late = at + timedelta(days=3)
    warning.warn(at=late)
    summary = told.filter(matter="education.summary")
    assert {one.user.staff_number for one in summary} >= {"cp_officer-MXB02"}
    running.highlights = running.effect = running.problems = "有"
    running.ends_on = TODAY()
    running.save()
    officer = next(one.user for one in summary if "officer" in one.user.staff_number)
    campaigns.move_campaign(running, "summarise", actor=officer, at=late)
    campaigns.hand_in(running, TODAY(), None, actor=officer, at=late)
    assert not told.filter(matter="education.summary").exists()


def test_whoever_has_not_sat_an_examination_is_told_and_nobody_else(
    union, staff, system
):
    clerk, officer = staff("branch_handler", "MXW10"), staff("cp_officer")
    at = timezone.now()
    Question.objects.create(
        root=union, unit=union.lead(), kind="true_false", text="对吗", answer="A"
    )
    plan = {
        "name": "答题",
        "audiences": ["frontline"],
        "opens_at": at - timedelta(days=9),
        "closes_at": at + timedelta(days=1),
        "minutes": 30,
        "statements": 1,
        "singles": 0,
    }
    exam = exams.plan_exam(union, plan, actor=officer, at=at)
    exams.open_exam(exam, actor=officer, at=at)
    seat = exam.seats.get(person=clerk)
    own = deadlines.deadlines()["education.exam"]
    assert own.due(seat).persons == frozenset({clerk.pk})
    assert own.running(own.seen_by(clerk)).get() == seat
    stranger = staff("branch_handler", "MXW11")
    assert not own.seen_by(stranger).filter(pk=seat.pk).exists()


def test_an_outlet_sees_its_own_assignments_alone(running, staff):
    seen = Assignment.objects.visible_to(staff("branch_handler", "MXW10"))
    assert [one.unit.code for one in seen] == ["MXW10"]


def test_the_summaries_of_a_period_are_built_by_command(
    union, staff, system, now, tmp_path
):
    campaign(system, now)
    campaign(system, now, name="次年", starts_on=date(2025, 3, 1), ends_on=None)
    said = StringIO()
    call_command(
        "build_report",
        "campaign_summary",
        period="2024",
        out=tmp_path,
        actor=staff("cp_officer").staff_number,
        stdout=said,
    )
    files = sorted(tmp_path.iterdir())
    assert [one.suffix for one in files] == [".docx", ".pdf", ".xlsx"]
    assert files[1].read_bytes().startswith(b"%PDF-")
    assert all(str(one) in said.getvalue() for one in files)


def test_a_draft_is_built_and_named_with_exit_1(running, staff, tmp_path):
    told = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(
            "build_report",
            "campaign_summary",
            period=f"{running.starts_on.year}",
            out=tmp_path,
            actor=staff("cp_head", "MX00").staff_number,
            stderr=told,
        )
    assert ended.value.code == 1
    assert "campaign.unsummarised: 金融教育宣传周" in told.getvalue()
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("kind", "period"), [("campaign_summary", "1999"), ("nothing", "2024")]
)
def test_a_period_without_campaigns_or_an_unknown_kind_is_refused(
    union, staff, tmp_path, kind, period
):
    actor = staff("cp_officer").staff_number
    with pytest.raises((CommandError, SystemExit)):
        call_command("build_report", kind, period=period, out=tmp_path, actor=actor)
    assert list(tmp_path.iterdir()) == []


def test_service_is_counted_by_outlet_and_month_and_each_number_opens_its_records(
    client, staff, union, system, now, django_assert_max_num_queries
):
    stopped = {"kind": "interception", "amount": 50000}
    kept("service-records", system, now, held_on=date(2024, 3, 31), **stopped)
    kept("service-records", system, now, held_on=date(2024, 3, 1), name="又一次")
    kept("service-records", system, now, held_on=date(2023, 3, 1))
    client.force_login(staff("cp_officer"))
    page = reverse("education:service_months")
    with django_assert_max_num_queries(12):
        found = client.get(page, {"year": 2024})
    line = next(one for one, _cells in found.context["lines"] if one.total)
    assert (line.unit.code, line.total, line.amount) == ("MXW10", 2, 50000)
    assert [one.count for one in line.cells][:4] == [0, 0, 2, 0]
    door = next(
        cells[2][1] for one, cells in found.context["lines"] if one.unit == line.unit
    )
    opened = client.get(door)
    assert opened.status_code == 200
    assert opened.content.decode().count("/service-records/") >= 2
    alone = client.get(page, {"year": 2024, "kind": "interception"})
    assert alone.context["found"].total == 1


def test_an_outlet_sees_its_own_service_alone(client, staff, union, system, now):
    kept("service-records", system, now, held_on=date(2024, 3, 1))
    client.force_login(staff("branch_manager", "MXW11"))
    page = client.get(reverse("education:service_months"), {"year": 2024})
    assert [one.unit.code for one, _cells in page.context["lines"]] == ["MXW11"]
    assert page.context["found"].total == 0


@pytest.mark.parametrize("year", ["x", "1999", "²⁰²⁴", "20240"])
def test_what_is_no_year_is_not_found(client, staff, union, year):
    client.force_login(staff("cp_officer"))
    page = reverse("education:service_months")
    assert client.get(page, {"year": year}).status_code == 404


def test_each_number_of_a_campaign_opens_the_records_it_sums(
    client, staff, running, system, now
):
    for number, reached in enumerate((60, 40)):
        told = {"campaign": running, "name": f"第{number}场", "reached": reached}
        activity(system, now, held_on=TODAY(), **told)
    activity(system, now, reached=7)
    kept("publications", system, now, campaign=running, reads=1200)
    kept("publications", system, now, title="别的")
    client.force_login(staff("auditor"))
    page = client.get(running.get_absolute_url()).content.decode()
    for door, count in (("activity", 2), ("publication", 1)):
        url = f"{reverse(f'education:{door}_list')}?campaign={running.pk}"
        assert f'href="{url}"' in page
        opened = client.get(url)
        assert opened.context["table"].paginator.count == count
