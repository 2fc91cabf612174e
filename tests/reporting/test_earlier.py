"""Two years beside one another: computed, filed, or neither."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from consumer_protection.core import attachments, base_recording
from consumer_protection.core.models import Attachment, TrailEntry, Unit
from consumer_protection.core.periods import parse_period
from reporting import filing, year_queries
from reporting.figures import BOOK, facts
from reporting.filed_table import ValueUnfit, read_value
from reporting.models import FiledFigure, IssuedReport
from reporting.reports.building import freeze
from reporting.reports.earlier import Years, with_earlier
from reporting.reports.frozen import Frozen, content_hash
from reporting.reports.text import plain
from tests.complaints.making import complaint

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
AS_OF = date(2025, 1, 5)
YEAR = parse_period("2024", as_of=AS_OF)
RECEIVED = "complaints.received"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def issued(union, officer, now):
    return make_issued(union, officer, now)


def make_issued(union, officer, now, title="2023年度工作报告", year=2023):
    return filing.add_issued_report(
        filing.Issued(title, "明农信联〔2024〕5号", date(2024, 1, 20), year),
        attachments.Upload("报告.pdf", PDF),
        root=union,
        actor=officer,
        at=now,
    )


@pytest.fixture
def file(issued, officer, now):
    def make(code=RECEIVED, value="14", key="", report=issued):
        entries = {(code, key): (Decimal(value), "3")}
        filing.file_figures(report, entries, actor=officer, at=now)
        return FiledFigure.objects.standing().get(code=code, key=key, year=report.year)

    return make


@pytest.fixture
def add(union, system, now):
    def make(year, count=1, **values):
        for number in range(count):
            told = {
                "received_on": date(year, 3, 1),
                "closed_on": date(year, 3, 10),
                "description": f"{year}年第{number}件",
            }
            complaint(system, now, **told | values)

    return make


def earlier(asker, code=RECEIVED, period=YEAR):
    return Years(asker, period.a_year_earlier).earlier(code)


@pytest.mark.parametrize(
    ("records", "is_filed", "expected"),
    [
        ((), False, None),
        ((), True, ("filed", 14)),
        ((2024,), False, None),
        ((2024,), True, ("filed", 14)),
        ((2023,), False, ("computed", 1)),
        ((2023,), True, ("computed", 1)),
        ((2022,), False, ("computed", 0)),
        ((2022,), True, ("computed", 0)),
        ((2022, 2023, 2024), True, ("computed", 1)),
    ],
)
def test_computed_holds_where_the_register_was_in_use_else_filed(
    add, file, officer, records, is_filed, expected
):
    for year in records:
        add(year)
    if is_filed:
        file()
    found = earlier(officer)

    assert (found and (found.origin, found.value)) == expected


def test_a_rate_over_nothing_leaves_the_filed_one(add, file, officer):
    add(2023, closed_on=None, finding="", outcome="", satisfaction="")
    file("complaints.satisfaction_rate", "88.24")

    found = earlier(officer, "complaints.satisfaction_rate")
    assert (found.origin, found.value) == ("filed", 88.24)


def test_a_filed_figure_cites_report_and_page(file, officer):
    file()
    found = earlier(officer)

    assert found.source == "《2023年度工作报告》（明农信联〔2024〕5号）"
    assert found.page == "3"


@pytest.mark.parametrize("period", ["2024H1", "2024Q1", "2024-03"])
def test_filed_years_never_stand_for_parts_of_them(file, officer, period):
    file()

    assert earlier(officer, period=parse_period(period, as_of=AS_OF)) is None


def test_a_running_year_compares_the_same_days_and_never_a_filed_year(
    add, file, officer
):
    add(2023)
    add(2023, received_on=date(2023, 11, 1), closed_on=None)
    running = parse_period("2024", as_of=date(2024, 6, 30))

    assert earlier(officer, period=running).value == 1
    assert not earlier(officer, period=running).is_whole_year
    file("audits.findings", "3")
    assert earlier(officer, "audits.findings", running) is None


def test_the_institution_s_filed_total_is_no_outlet_s(file, manager, officer):
    file()

    assert earlier(officer).value == 14
    assert earlier(manager) is None


def test_boards_compare_with_filed_figures_too(file, board_member, client):
    file()
    client.force_login(board_member)
    page = client.get("/reports/comparison/?period=2024")

    assert "14件" in page.content.decode()


def test_parts_of_a_breakdown_are_filed_by_key(file, officer):
    file("complaints.received.by_source", "6", "petition")
    found = earlier(officer, "complaints.received.by_source")

    assert (found.origin, found.value) == ("filed", {"petition": 6})


def frozen(union, officer, now):
    return freeze("annual_work", "2024", root=union, asker=officer, at=now)


def text_of(report, code):
    section = next(one for one in report.sections if one.code == code)
    return plain(section.text, report.facts)


def test_two_years_of_records_make_a_sentence(add, union, officer, now):
    add(2023, 2)
    add(2024, 3)
    report = frozen(union, officer, now)

    text = text_of(report, "complaints.management")
    assert "受理投诉较上年增加1件，增长50.00%；" in text
    assert "客户满意率与上年持平。" in text
    assert "引自" not in text
    assert report.content()["earlier"][RECEIVED] == {
        "value": 2,
        "origin": "computed",
        "period": "2023",
    }


def test_a_filed_year_makes_a_sentence_that_says_so(add, file, union, officer, now):
    add(2024, 17)
    file()
    report = frozen(union, officer, now)

    assert (
        "受理投诉较上年增加3件，增长21.43%"
        "（上年数引自已报送报告《2023年度工作报告》（明农信联〔2024〕5号））。"
    ) in text_of(report, "complaints.management")
    assert not report.failed


def test_without_an_earlier_year_there_is_no_sentence(add, union, officer, now):
    add(2024, 3)
    report = frozen(union, officer, now)

    assert report.earlier == {}
    assert "earlier" not in report.content()
    assert "上年" not in "".join(one.text for one in report.sections)


def test_a_frozen_report_opens_again_with_the_same_hash(add, file, union, officer, now):
    add(2024)
    file()
    report = frozen(union, officer, now)
    again = Frozen.from_json(report.to_json())

    assert again.earlier == report.earlier
    assert content_hash(again.content()) == content_hash(report.content())


def test_a_report_frozen_before_there_were_earlier_figures_opens(
    add, union, officer, now
):
    add(2024)
    data = frozen(union, officer, now).to_json()
    for row in data["facts"].values():
        del row["earlier"], row["note"]

    assert Frozen.from_json(data).earlier == {}


def test_the_rate_per_customers_stands_in_the_report(add, union, officer, now):
    add(2024, 3)
    told = {"customers": 20000}
    base_recording.add_base(union, 2024, told, actor=officer, at=now)

    text = text_of(frozen(union, officer, now), "complaints.management")
    assert "按2024年末客户数计算，万户投诉量为1.50件。" in text


def test_a_contradiction_is_a_warning_and_fails_no_check(
    add, file, union, officer, now
):
    add(2023, 2)
    add(2024)
    file()
    (line,) = year_queries.contradicting(officer)

    assert (line.filed, line.computed, line.difference) == ("14件", "2件", "-12")
    assert not frozen(union, officer, now).failed


def test_agreeing_figures_raise_no_warning(add, file, officer):
    add(2023, 14)
    file()

    assert year_queries.contradicting(officer) == []


@pytest.mark.parametrize(
    ("code", "key", "text"),
    [
        (RECEIVED, "", "-1"),
        (RECEIVED, "", "十四"),
        (RECEIVED, "", "14件"),
        (RECEIVED, "", "14.5"),
        (RECEIVED, "", "1e3"),
        (RECEIVED, "", "²"),
        (RECEIVED, "", "9" * 30),
        (RECEIVED, "petition", "1"),
        ("complaints.nonsense", "", "1"),
        ("complaints.on_time_rate", "", "100.01"),
        ("complaints.on_time_rate", "", "99.999"),
        ("complaints.received.by_source", "", "1"),
        ("complaints.received.by_source", "no_such_code", "1"),
    ],
)
def test_what_cannot_be_the_figure_is_refused(first_data, code, key, text):
    with pytest.raises(ValueUnfit):
        read_value(code, key, text)


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        (RECEIVED, "1,234", "1234.00"),
        (RECEIVED, " １７ ", "17.00"),
        ("complaints.on_time_rate", "93.75%", "93.75"),
        ("complaints.on_time_rate", "100", "100.00"),
        ("complaints.compensation_yuan", "1，292.50", "1292.50"),
    ],
)
def test_numbers_are_read_as_people_copy_them(first_data, code, text, value):
    assert str(read_value(code, "", text)) == value


def test_one_figure_stands_per_year(file, union, officer, now):
    figure = file()
    other = make_issued(union, officer, now, "另一份报告")
    with pytest.raises(filing.FilingRefused):
        file(report=other)

    filing.withdraw(figure, reason="抄错", actor=officer, at=now)
    file(report=other, value="15")
    assert earlier(officer).value == 15


def test_a_correction_keeps_old_and_new_and_the_reason(file, officer, now):
    figure = file()
    entry = (Decimal(15), "4")
    filing.correct(figure, entry, reason="抄错", actor=officer, at=now)

    told = TrailEntry.objects.get(action="reporting.filedfigure.changed")
    assert told.note == "抄错"
    assert told.changes == {"value": ["14.00", "15"], "page": ["3", "4"]}


@pytest.mark.parametrize("act", ["correct", "withdraw"])
def test_without_a_reason_nothing_is_changed(file, officer, now, act):
    figure = file()
    args = ((Decimal(15), ""),) if act == "correct" else ()

    with pytest.raises(filing.FilingRefused):
        getattr(filing, act)(figure, *args, reason=" ", actor=officer, at=now)
    assert FiledFigure.objects.standing().get().value == 14


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def upload(name="报告.pdf", content=PDF, **more):
    return {
        "title": "《2023年度工作报告》",
        "document_number": "明农信联〔2024〕5号",
        "year": "2023",
        "issued_on": "2024-01-20",
        "file": SimpleUploadedFile(name, content),
    } | more


def test_a_report_is_added_with_its_file(signed_in, union):
    answer = signed_in.post("/reports/filed/add/", upload())
    report = IssuedReport.objects.get()

    assert answer.url == report.get_absolute_url()
    assert (report.title, report.root) == ("2023年度工作报告", union)
    assert (
        signed_in.get(f"/attachments/{Attachment.objects.get().pk}/").status_code == 200
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"content": b"", "name": "空.pdf"},
        {"content": b"MZ\x90", "name": "报告.pdf"},
        {"content": PDF, "name": "报告.exe"},
        {"year": "2099"},
        {"year": "x"},
        {"issued_on": "2099-01-01"},
        {"title": ""},
        {"title": "隐\u202e形"},
        {"file": ""},
    ],
)
def test_a_report_that_cannot_be_kept_leaves_nothing(signed_in, wrong):
    answer = signed_in.post("/reports/filed/add/", upload(**wrong))

    assert answer.status_code == 422
    assert not IssuedReport.objects.exists()
    assert not Attachment.objects.exists()


def test_the_table_keeps_only_what_is_filled_in(signed_in, issued):
    data = {f"v:{RECEIVED}:": "14", f"p:{RECEIVED}:": "3", "v:complaints.closed:": ""}
    signed_in.post(issued.get_absolute_url(), data)

    (figure,) = FiledFigure.objects.all()
    assert (figure.code, figure.number, figure.page, figure.year) == (
        RECEIVED,
        14,
        "3",
        2023,
    )


def test_one_wrong_value_keeps_none(signed_in, issued):
    data = {f"v:{RECEIVED}:": "14", "v:complaints.on_time_rate:": "101"}
    answer = signed_in.post(issued.get_absolute_url(), data)

    assert answer.status_code == 422
    assert not FiledFigure.objects.exists()


def test_the_pages_open_and_tell_the_source(signed_in, add, file):
    add(2024, 17)
    figure = file()
    for address in (
        "/reports/filed/",
        "/reports/filed/add/",
        figure.report.get_absolute_url(),
        f"/reports/filed/figures/{figure.pk}/",
        "/reports/comparison/?period=2024",
    ):
        assert signed_in.get(address).status_code == 200, address
    for address in ("/figures/?period=2024", "/?period=2024"):
        page = signed_in.get(address).content.decode()
        assert "较上年增加3件，增长21.43%" in page
        assert "引自已报送报告" in page


def test_a_figure_is_corrected_and_withdrawn_on_its_page(signed_in, file):
    figure = file()
    address = f"/reports/filed/figures/{figure.pk}/"

    assert signed_in.post(address, {"value": "-3", "reason": "x"}).status_code == 422
    signed_in.post(address, {"value": "15", "page": "4", "reason": "抄错"})
    assert FiledFigure.objects.get().number == 15
    signed_in.post(f"{address}withdraw/", {"reason": "重复"})
    assert not FiledFigure.objects.standing().exists()


def test_a_manager_has_no_way_to_filed_figures(client, manager, issued, file):
    figure = file()
    client.force_login(manager)

    for address in (
        "/reports/filed/",
        "/reports/filed/add/",
        issued.get_absolute_url(),
        f"/reports/filed/figures/{figure.pk}/",
    ):
        assert client.get(address).status_code == 403
    assert client.get(f"/attachments/{Attachment.objects.get().pk}/").status_code == 404


def test_another_institution_sees_nothing(file, officer, system, now):
    file()
    elsewhere = Unit.objects.create(code="QT", name="其他联社", kind="legal_person")
    officer.unit = elsewhere
    officer.save()
    officer.__dict__.pop("scope", None)
    stranger = type(officer).objects.get(pk=officer.pk)

    assert not FiledFigure.objects.visible_to(stranger).exists()
    assert not IssuedReport.objects.visible_to(stranger).exists()
    assert earlier(stranger) is None


def test_every_figure_takes_an_earlier_one_without_harm(add, officer):
    add(2023)
    add(2024)

    found = with_earlier(facts(officer, YEAR), officer, YEAR)
    assert set(found) == set(BOOK)
    assert {one.earlier.origin for one in found.values() if one.earlier} == {"computed"}
