"""Each list as a file: its very rows, chosen columns, personal data accounted for."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from complaints.models import Complaint
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import TrailEntry
from tests.making import workbook

HEADERS = ("投诉编号", "投诉日期", "投诉人", "联系电话", "被投诉机构", "投诉内容")
FIELDS = ["number", "complainant", "phone", "unit", "description"]
PAYLOADS = ("=1+1", "+cmd", "-2", "@SUM(A1)", "＝1", '=HYPERLINK("x")', "普通")


@pytest.fixture
def listed(client, officer, tmp_path, now):
    texts = [f"第{number}件" for number in range(len(PAYLOADS))] + ["柜面排队"]
    rows = [
        (str(number), "2024-03-05", "陈大明", "13800001111", "营业部", text)
        for number, text in enumerate(texts, 1)
    ]
    rows[-1] = (*rows[-1][:4], "城关信用社", "柜面排队")
    path = workbook(tmp_path, HEADERS, rows)
    assert not import_ledger(ledger("complaints"), Order(path, officer, now)).wrong
    for number, payload in enumerate(PAYLOADS, 1):
        Complaint.objects.filter(number=str(number)).update(description=payload)
    client.force_login(officer)
    return client


def export(client, query="", **data):
    url = reverse("complaints:complaint_export") + query
    return client.post(url, {"columns": FIELDS, "format": "xlsx", **data})


def values(response):
    book = load_workbook(BytesIO(response.content))
    rows = [list(row) for row in book.active.values]
    return rows[2:]


def test_the_rows_are_those_of_the_list_with_its_filter(listed):
    unit = Complaint.objects.get(description="柜面排队").unit_id

    assert len(values(export(listed))) == Complaint.objects.count()
    [row] = values(export(listed, f"?unit={unit}"))
    assert row[4] == "柜面排队"


def test_personal_data_is_masked_without_a_reason(listed):
    text = str(values(export(listed)))

    assert "陈大明" not in text
    assert "13800001111" not in text
    refused = export(listed, personal="on")
    assert refused["Content-Type"].startswith("text/html")


def test_a_reason_opens_personal_data_and_is_kept(listed, officer):
    text = str(values(export(listed, personal="on", reason="监管要求提供明细")))

    assert "陈大明" in text
    entry = TrailEntry.objects.filter(action="core.user.exported").latest("pk")
    assert entry.note == "监管要求提供明细"
    assert entry.changes["rows"] == Complaint.objects.count()
    assert entry.changes["personal"] is True


def test_no_text_becomes_a_formula(listed):
    book = load_workbook(BytesIO(export(listed).content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"=1+1", "＝1"} <= {cell.value for cell in cells}

    told = export(listed, format="csv").content.decode("utf-8-sig")
    assert '"\'=1+1"' in told


def test_columns_are_chosen_and_remembered(listed):
    response = export(listed, columns=["description"])
    assert {len(row) for row in values(response)} == {1}

    page = listed.get(reverse("complaints:complaint_export")).content.decode()
    assert page.count("checked") == 1


def test_an_unknown_column_or_format_is_refused(listed):
    assert export(listed, columns=["status"])["Content-Type"].startswith("text/html")
    assert export(listed, format="exe")["Content-Type"].startswith("text/html")


def test_a_branch_manager_exports_the_own_outlet_only(listed, manager):
    listed.force_login(manager)

    rows = values(export(listed))

    assert {row[3] for row in rows} == {"营业部"}


def test_too_many_records_are_refused_with_their_number(listed, monkeypatch):
    monkeypatch.setattr("consumer_protection.core.register_exports.MOST", 2)

    page = export(listed).content.decode()

    assert str(Complaint.objects.count()) in page


@pytest.mark.parametrize(
    "name",
    [
        "reviews:review", "reviews:opinion", "education:campaign", "education:training",
        "governance:policyversion", "governance:meeting", "governance:agendaitem",
        "governance:planitem", "audits:auditproject", "audits:finding", "core:unit",
        "core:basefigure",
    ],
)  # fmt: skip
def test_every_list_has_its_export(listed, name):
    url = reverse(f"{name}_export")
    page = listed.get(url)
    assert page.status_code == 200
    columns = [
        value for value, _label in page.context["form"].fields["columns"].choices
    ]

    response = listed.post(url, {"columns": columns, "format": "xlsx"})

    assert response["Content-Disposition"].endswith('.xlsx"')
    assert load_workbook(BytesIO(response.content)).active.max_column == len(columns)
