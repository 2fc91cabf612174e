"""A year of ledgers goes in, the annual work report comes out, every figure right."""

import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from complaints.models import Complaint
from consumer_protection.core import files
from consumer_protection.core.figures import Breakdown
from consumer_protection.core.models import Institution, User, ZeroReturn
from consumer_protection.core.periods import parse_period
from reporting import actions
from reporting.figures import BOOK, DUTIES, records_url
from reporting.models import ReportRun
from reporting.reports.building import freeze
from reporting.reports.frozen import content_hash
from reporting.reports.text import plain
from tests.reporting.conftest import AT

EXPECTED = json.loads(
    (Path(__file__).parent / "mingxi-2024.json").read_text(encoding="utf-8")
)["figures"]
YEAR = parse_period("2024", as_of=date(2025, 1, 5))


@pytest.fixture
def frozen(person):
    return content()


def content():
    root = Institution.objects.get().unit
    return freeze("annual_work", "2024", root=root, asker=User.objects.system(), at=AT)


@pytest.mark.parametrize("code", EXPECTED)
def test_each_expected_figure_comes_out(person, code):
    assert BOOK[code].fact(User.objects.system(), YEAR).value == EXPECTED[code]


@pytest.mark.parametrize("code", BOOK)
def test_each_figure_opens_a_list_of_exactly_its_records(person, client, code):
    client.force_login(person("officer"))
    fact = BOOK[code].fact(person("officer"), YEAR)

    page = client.get(records_url(code, "2024"))

    assert page.status_code == 200
    assert page.context["table"].paginator.count == len(fact.record_ids)


@pytest.mark.parametrize(
    "code", [code for code, figure in BOOK.items() if isinstance(figure, Breakdown)]
)
def test_each_part_of_a_breakdown_opens_as_many_records(person, client, code):
    client.force_login(person("officer"))

    # Nothing where the sample has no such register: there is no list to open.
    value = BOOK[code].fact(person("officer"), YEAR).value or {}
    for key, count in value.items():
        page = client.get(records_url(code, "2024", key))
        assert page.context["table"].paginator.count == count


@pytest.mark.parametrize("code", BOOK)
def test_a_branch_manager_never_counts_more_than_the_own_outlet(person, code):
    if code == "audits.outlets":
        return  # names of units are no secret inside the institution
    figure = BOOK[code]
    manager = person("manager")

    for record in figure.records(manager, YEAR):
        owner = getattr(record, "unit", None) or getattr(record, "review", record).unit
        assert owner == manager.unit


def test_the_manager_counts_the_six_complaints_of_the_own_outlet(person):
    assert BOOK["complaints.received"].fact(person("manager"), YEAR).value == 6


def test_the_book_names_every_duty():
    assert {code.split(".", 1)[0] for code in BOOK} == set(DUTIES)


def ask(person, at=AT):
    root = Institution.objects.get().unit
    return actions.request_report(
        "annual_work", "2024", root=root, actor=person("officer"), at=at
    )


def build(run, at=AT):
    """Claim the run and build it, all at one moment."""
    claimed = actions.claim(run.pk, at=at)
    return actions.build(
        claimed, clock=lambda: at, settings=actions.Settings(is_demo=False)
    )


@pytest.fixture
def report(person):
    return build(ask(person))


def body(run, name):
    return files.path_of(run.files.get(name=name).stored_as).read_bytes()


def test_the_report_is_built_whole_with_all_checks_passed(report, settings):
    data = json.loads(body(report, "annual_work-2024.json"))

    assert (report.status, report.failure, report.is_draft) == ("built", "", False)
    assert all(check["passed"] for check in data["checks"])
    assert {code: data["figures"][code]["value"] for code in EXPECTED} == EXPECTED
    assert data["institution"] == "明溪县农村信用合作联社"
    assert data["as_of"] == "2025-01-05T09:00:00+08:00"
    assert data["template"] == "annual_work@1"


def test_the_hash_covers_all_but_the_moment_and_itself(report):
    data = json.loads(body(report, "annual_work-2024.json"))
    said = data.pop("content_sha256")
    data.pop("as_of")

    assert content_hash(data) == said == report.content_sha256


def test_building_the_same_data_again_gives_the_same_hash(report, person):
    again = actions.request_report(
        "annual_work", "2024", root=report.root, actor=person("officer"), at=AT
    )
    later = AT.replace(hour=17)
    rebuilt = actions.build(
        actions.claim(again.pk, at=later),
        clock=lambda: later,
        settings=actions.Settings(is_demo=False),
    )

    assert rebuilt.pk != report.pk
    assert rebuilt.content_sha256 == report.content_sha256


def test_every_expected_number_stands_in_the_pdf(report):
    text = pdf_text(body(report, "annual_work-2024.pdf"))

    for code, value in EXPECTED.items():
        if not isinstance(value, dict):
            assert f"{value:.2f}" in text or str(value) in text, code
    for phrase in (
        "受理消费投诉17",
        "满意率（按评价件数）93.75%",
        "产品服务制度51",
        "一、",
        "（一）",
        "— 1 —",
    ):
        assert phrase in text, phrase


def pdf_text(content):
    """The text without layout: reference numbers, spaces and line breaks gone."""
    raw = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.sub(r"(?<=[^\s—])[\s]+(?=[^\s—])", "", raw)


def test_texts_never_claim_what_nobody_answers_for(frozen):
    text = "\n".join(plain(section.text, frozen.facts) for section in frozen.sections)

    assert "未发生" not in text
    assert "本期未登记" in text


def test_a_declared_register_says_that_nothing_happened(person):
    ZeroReturn.objects.create(
        root=Institution.objects.get().unit,
        register="complaints",
        period="2024",
        declared_by=person("officer"),
        declared_at=AT,
    )
    texts = {section.code: section.text for section in content().sections}

    assert "本期未发生重大投诉" in texts["complaints.major"]


def test_every_heading_without_others_below_it_has_a_text(frozen):
    sections = frozen.sections
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        has_below = following is not None and following.level > section.level > 0
        assert bool(section.text) is not has_below, section.code


def test_the_six_chapters_have_their_own_headings(frozen):
    chapters = [section.title for section in frozen.sections if section.level == 1]

    assert len(chapters) == len(set(chapters)) == 6
    titles = [section.title for section in frozen.sections if section.title]
    assert len(titles) == len(set(titles))
    assert not any(bracket in "".join(titles) for bracket in "{}⟦⟧")


def test_a_character_no_font_has_fails_the_build_with_a_list(person):
    Complaint.objects.filter(number="TS20240001").update(number="TS\ue863")
    run = ask(person)
    built = build(run)

    assert built.status == "failed"
    assert "U+E863" in built.failure
    assert not built.files.exists()


def test_markup_in_a_ledger_stays_text(person):
    hostile = "<img src=x onerror=alert(1)>⟦complaints.received⟧{{ settings }}"
    BOOK["education.campaigns"].records(person("officer"), YEAR).filter(
        name="金融教育宣传月"
    ).update(name=hostile)
    run = ask(person)
    built = build(run)

    assert built.status == "built", built.failure
    text = pdf_text(body(built, "annual_work-2024.pdf"))
    assert (
        "<imgsrc=xonerror=alert(1)>〔complaints.received〕{{settings}}"
        in text.replace(" ", "")
    )


def test_somebody_who_lost_the_clearance_gets_no_report(person):
    officer = person("officer")
    run = actions.request_report(
        "annual_work", "2024", root=Institution.objects.get().unit, actor=officer, at=AT
    )
    officer.grants.all().delete()

    built = build(run)

    assert built.status == "failed"
    assert not built.files.exists()


def test_a_run_is_claimed_once_until_its_lease_ends_and_given_up_after_three(person):
    run = ask(person)
    assert actions.claim(run.pk, at=AT).attempt == 1
    assert actions.claim(run.pk, at=AT) is None

    later = AT
    for attempt in (2, 3, 4):
        later = later + actions.LEASE * 2
        claimed = actions.claim(run.pk, at=later)
        assert claimed.attempt == attempt
    built = actions.build(
        claimed, clock=lambda: later, settings=actions.Settings(is_demo=False)
    )
    assert built.status == "failed"


def test_a_build_begun_again_goes_on_from_what_was_frozen(person):
    run = ask(person)
    first = actions.claim(run.pk, at=AT)
    actions._frozen(first, lambda: AT)
    Complaint.objects.filter(number="TS20240001").update(received_on=date(2023, 12, 1))

    second = actions.claim(run.pk, at=AT + actions.LEASE * 2)
    built = actions.build(
        second,
        clock=lambda: AT + actions.LEASE * 2,
        settings=actions.Settings(is_demo=False),
    )

    assert (
        json.loads(body(built, "annual_work-2024.json"))["figures"][
            "complaints.received"
        ]["value"]
        == 17
    )


def test_a_worker_that_lost_its_lease_stores_nothing(person):
    run = ask(person)
    slow = actions.claim(run.pk, at=AT)
    actions.claim(run.pk, at=AT + actions.LEASE * 2)

    with pytest.raises(actions.LeaseLost):
        actions.build(slow, clock=lambda: AT, settings=actions.Settings(is_demo=False))
    assert not slow.files.exists()


def test_asking_twice_owes_one_run(person):
    root = Institution.objects.get().unit
    first = actions.request_report(
        "annual_work", "2024", root=root, actor=person("officer"), at=AT
    )
    second = actions.request_report(
        "annual_work", "2024", root=root, actor=person("officer"), at=AT
    )

    assert first == second
    assert ReportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "period"),
    [("annual_work", "2024Q9"), ("annual_work", "zweitausend"), ("no_such", "2024")],
)
def test_an_unknown_kind_or_period_is_one_line(person, tmp_path, kind, period):
    with pytest.raises(CommandError) as refused:
        call_command("build_report", kind, period=period, out=tmp_path)

    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_the_files(person, tmp_path):
    call_command("build_report", "annual_work", period="2024", out=tmp_path)

    assert {path.name for path in tmp_path.iterdir()} >= {
        "annual_work-2024.pdf",
        "annual_work-2024.json",
    }


def test_a_board_member_downloads_but_does_not_build(report, person, client):
    client.force_login(person("board"))

    assert (
        client.get(f"/reports/{report.pk}/files/annual_work-2024.pdf").status_code
        == 200
    )
    assert (
        client.post(
            "/reports/add/", {"kind": "annual_work", "period": "2024"}
        ).status_code
        == 403
    )


def test_a_branch_manager_sees_no_report(report, person, client):
    client.force_login(person("manager"))

    assert client.get("/reports/").status_code == 403
    assert (
        client.get(f"/reports/{report.pk}/files/annual_work-2024.pdf").status_code
        == 403
    )


def test_a_board_member_knows_all_figures_and_opens_only_what_is_theirs(person, client):
    client.force_login(person("board"))

    page = client.get("/figures/?period=2024")

    lines = {
        line.code: line for lines in page.context["chapters"].values() for line in lines
    }
    assert lines["complaints.received"].value == "17"
    assert lines["complaints.received"].url == ""
    assert client.get(lines["governance.board_meetings"].url).status_code == 200
    doors = [line.url for line in lines.values() if line.url]
    assert all(client.get(url).status_code == 200 for url in doors)


def test_the_board_reads_the_report_without_doors_it_may_not_open(
    report, person, client
):
    client.force_login(person("board"))

    page = client.get(report.get_absolute_url()).content.decode()

    assert "受理消费投诉17件" in page
    assert "/complaints/cases/" not in page


@pytest.mark.parametrize(
    ("address", "most"), [("/", 35), ("/figures/", 151), ("/reports/comparison/", 140)]
)
def test_pages_of_figures_ask_each_thing_once(
    client, person, address, most, django_assert_max_num_queries
):
    client.force_login(person("officer"))
    with django_assert_max_num_queries(most):
        page = client.get(f"{address}?period=2024")
    assert page.status_code == 200
