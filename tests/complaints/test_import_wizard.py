"""The ledger wizard: upload, check, decide, confirm, take back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from complaints.models import Complaint
from consumer_protection.core import files, tasks, trail, upload_work, uploads
from consumer_protection.core.ledgers import upload_results
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.upload_orders import Progress
from consumer_protection.core.ledgers.versions import ledger_template
from consumer_protection.core.models import (
    ImportBatch,
    LedgerUpload,
    RememberedChoice,
    TrailEntry,
)
from tests.making import workbook

HEADERS = (
    "投诉编号",
    "投诉日期",
    "投诉人",
    "联系电话",
    "被投诉机构",
    "投诉内容",
    "投诉原因",
)
ROW = (
    "1",
    "2024-03-05",
    "陈大明",
    "13800001111",
    "营业部",
    "柜面排队久",
    "服务态度",
)


def row(**changed):
    names = ("number", "day", "name", "phone", "unit", "text", "cause")
    return tuple(
        changed.get(name, value) for name, value in zip(names, ROW, strict=True)
    )


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def send(as_officer, tmp_path):
    def make(rows, headers=HEADERS, kind="complaints"):
        content = workbook(tmp_path, headers, rows).read_bytes()
        return send_bytes(as_officer, content, kind)

    return make


def send_bytes(client, content, kind="complaints", name="台账.xlsx"):
    file = SimpleUploadedFile(name, content)
    url = reverse("core:import_new", args=[kind])
    response = client.post(url, {"file": file})
    assert response.status_code == 302, response.content.decode()
    return LedgerUpload.objects.latest("pk")


def confirm(client, upload, **data):
    client.post(reverse("core:import_confirm", args=[upload.pk]), data)
    upload.refresh_from_db()
    return upload


def test_a_clean_ledger_is_written_only_once_confirmed(as_officer, send):
    upload = send([ROW, row(number="2", text="手续费争议")])
    assert upload.status == "checked"
    assert Complaint.objects.count() == 0

    confirm(as_officer, upload)

    assert upload.status == "written"
    assert upload.batch.taken == 2
    assert Complaint.objects.count() == 2


def test_the_same_file_again_finds_everything_known(as_officer, send):
    confirm(as_officer, send([ROW]))
    upload = send([ROW])

    assert upload_results.opened(upload)["counts"] == {
        "taken": 0,
        "known": 1,
        "changed": 0,
        "wrong": 0,
    }
    confirm(as_officer, upload)
    assert upload.status == "written"
    assert upload.batch is None


def test_only_ticked_changes_are_taken(as_officer, send):
    confirm(as_officer, send([ROW, row(number="2", text="手续费争议")]))
    changed = [row(text="柜面排队两小时"), row(number="2", text="手续费争议已退")]
    upload = send(changed)
    result = upload_results.opened(upload)
    page = as_officer.get(upload.get_absolute_url()).content.decode()
    assert "柜面排队久" in page
    assert "柜面排队两小时" in page

    confirm(as_officer, upload, row=[result["changes"][1]["id"]])

    assert Complaint.objects.get(number="1").description == "柜面排队久"
    assert Complaint.objects.get(number="2").description == "手续费争议已退"


def test_an_unknown_header_is_asked_about_once_and_remembered(as_officer, send):
    headers = (*HEADERS, "经办柜员", "客户诉求说明")
    rows = [(*ROW, "张三", "退还手续费")]
    upload = send(rows, headers)
    assert upload_results.opened(upload)["headers"] == ["客户诉求说明", "经办柜员"]

    url = reverse("core:import_decide", args=[upload.pk])
    as_officer.post(url, {"h0": "remark", "h1": "-"})

    upload.refresh_from_db()
    assert upload_results.opened(upload)["counts"]["taken"] == 1
    again = send(rows, headers)
    assert upload_results.opened(again)["headers"] == []
    confirm(as_officer, again)
    assert Complaint.objects.get().remark == "退还手续费"


def test_an_unknown_value_is_asked_about_and_remembered(as_officer, send):
    upload = send([row(cause="柜员态度冷淡")])
    [value] = upload_results.opened(upload)["values"]
    assert (value["field"], value["value"]) == ("cause", "柜员态度冷淡")

    url = reverse("core:import_decide", args=[upload.pk])
    as_officer.post(url, {"v0": "service_attitude"})

    upload.refresh_from_db()
    assert upload_results.opened(upload)["counts"]["wrong"] == 0
    confirm(as_officer, upload)
    assert Complaint.objects.get().cause == "service_attitude"


def test_a_remembered_choice_can_be_forgotten(as_officer, send):
    upload = send([(*ROW, "张三")], (*HEADERS, "经办柜员"))
    as_officer.post(reverse("core:import_decide", args=[upload.pk]), {"h0": "-"})
    kept = RememberedChoice.objects.get()

    as_officer.post(reverse("core:choice_forget", args=[kept.pk]))

    assert not RememberedChoice.objects.exists()


def test_wrong_rows_stop_everything_and_come_back_marked(as_officer, send):
    upload = send(
        [ROW, row(number="2", day="65438年6月"), row(number="3", phone="123")]
    )
    page = as_officer.get(upload.get_absolute_url()).content.decode()
    assert "65438年6月" in page

    confirm(as_officer, upload)
    assert upload.status == "checked"
    assert Complaint.objects.count() == 0

    response = as_officer.get(reverse("core:import_marked", args=[upload.pk]))
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    assert book.active.max_column == len(HEADERS) + 1


def test_the_page_of_a_check_hides_personal_data(as_officer, send):
    confirm(as_officer, send([ROW]))
    upload = send([row(name="陈小明", phone="13900002222")])

    page = as_officer.get(upload.get_absolute_url()).content.decode()

    for hidden in ("陈大明", "陈小明", "13800001111", "13900002222"):
        assert hidden not in page
    assert b"13900002222" not in bytes(upload.sealed_result)


def test_what_changed_since_the_check_is_shown_before_it_is_written(
    as_officer, send, officer, tmp_path, now
):
    upload = send([ROW])
    path = workbook(tmp_path, HEADERS, [row(text="别人先导入")], name="b.xlsx")
    import_ledger(ledger("complaints"), Order(path, officer, timezone.now()))

    confirm(as_officer, upload)

    assert upload.status in {"waiting", "checked"}
    assert Complaint.objects.get().description == "别人先导入"


def test_a_kept_file_that_was_altered_is_refused(as_officer, send):
    upload = send([ROW])
    files.path_of(upload.stored_as).write_bytes(b"something else")

    confirm(as_officer, upload)

    assert upload.status == "unreadable"
    assert Complaint.objects.count() == 0


def test_a_file_that_is_no_ledger_is_refused_in_words(as_officer):
    upload = send_bytes(as_officer, b"PK not a workbook")

    assert upload.status == "unreadable"
    assert upload.failure in as_officer.get(upload.get_absolute_url()).content.decode()


def test_a_large_file_waits_for_a_worker_that_may_die(as_officer, send, monkeypatch):
    monkeypatch.setattr("consumer_protection.core.pages.imports.AT_ONCE_BYTES", 10)
    upload = send([row(number=str(n), text=f"第{n}件") for n in range(1, 30)])
    assert upload.status == "waiting"
    assert "hx-get" in as_officer.get(upload.get_absolute_url()).content.decode()

    claimed = upload_work.claim(upload.pk, at=timezone.now())
    assert claimed is not None
    assert upload_work.claim(upload.pk, at=timezone.now()) is None
    later = timezone.now() + timedelta(minutes=2)
    again = upload_work.claim(upload.pk, at=later)
    upload_work.work(again, Progress(), at=later)

    upload.refresh_from_db()
    assert upload.status == "checked"


def test_work_of_somebody_who_may_no_longer_import_is_refused(
    send, officer, monkeypatch
):
    monkeypatch.setattr("consumer_protection.core.pages.imports.AT_ONCE_BYTES", 10)
    upload = send([ROW])
    officer.grants.all().delete() if hasattr(officer, "grants") else None
    officer.is_active = False
    officer.save()

    tasks.work_on_upload(upload_id=upload.pk)

    upload.refresh_from_db()
    assert upload.status == "unreadable"


def test_a_file_given_up_writes_nothing(as_officer, send):
    upload = send([ROW])

    as_officer.post(reverse("core:import_drop", args=[upload.pk]))

    upload.refresh_from_db()
    assert upload.status == "dropped"
    assert Complaint.objects.count() == 0


def test_the_file_is_kept_as_evidence_and_an_import_taken_back(as_officer, send):
    upload = confirm(as_officer, send([ROW]))
    batch = upload.batch
    response = as_officer.get(reverse("core:batch_file", args=[batch.pk]))
    kept = b"".join(response.streaming_content)
    assert kept == files.path_of(upload.stored_as).read_bytes()
    assert TrailEntry.objects.filter(action="core.importbatch.read").exists()
    assert (
        Complaint.objects.get().number
        in as_officer.get(batch.get_absolute_url()).content.decode()
    )

    as_officer.post(reverse("core:batch_take_back", args=[batch.pk]))

    assert Complaint.objects.count() == 0
    batch.refresh_from_db()
    assert batch.taken_back_at


def test_somebody_looking_does_not_keep_an_import_from_being_taken_back(
    as_officer, send, officer
):
    upload = confirm(as_officer, send([ROW]))
    case, at = Complaint.objects.get(), timezone.now()
    trail.record(case, "revealed", actor=officer, at=at, note="核对")

    as_officer.post(reverse("core:batch_take_back", args=[upload.batch.pk]))

    assert not Complaint.objects.exists()


def test_a_template_comes_back_and_an_older_one_is_told(as_officer):
    own = ledger("complaints")
    book = load_workbook(BytesIO(ledger_template(own)))
    page = book.active
    titles = [cell.value for cell in page[2]]
    values = dict(
        zip(
            ("投诉内容", "受理日期", "被投诉机构"),
            ("排队", "2024-03-05", "营业部"),
            strict=True,
        )
    )
    page.append([values.get(title.rstrip("*")) for title in titles])
    fresh, older = BytesIO(), BytesIO()
    book.save(fresh)
    page["A1"] = str(page["A1"].value)[:-7] + "000000）"
    book.save(older)

    upload = send_bytes(as_officer, fresh.getvalue())
    assert upload_results.opened(upload)["counts"]["taken"] == 1
    assert not upload_results.opened(upload)["is_older_template"]
    told = send_bytes(as_officer, older.getvalue())
    assert upload_results.opened(told)["is_older_template"]


@pytest.mark.parametrize(
    "name", ["import_list", "import_new", "import_detail", "batch_detail"]
)
def test_only_those_who_import_reach_the_wizard(
    client, manager, send, as_officer, name
):
    upload = confirm(as_officer, send([ROW]))
    args = {
        "import_list": [],
        "import_new": ["complaints"],
        "import_detail": [upload.pk],
        "batch_detail": [upload.batch.pk],
    }
    client.force_login(manager)

    response = client.get(reverse(f"core:{name}", args=args[name]))

    assert response.status_code == 403


def test_the_ledger_of_people_is_not_for_everybody_who_imports(as_officer):
    url = reverse("core:import_new", args=["staff"])

    assert as_officer.get(url).status_code == 403


def test_every_ledger_has_its_template_and_page(as_officer, settings):
    for kind in sorted({*settings.LEDGERS} - {"staff"}):
        assert (
            as_officer.get(reverse("core:import_new", args=[kind])).status_code == 200
        )
        url = reverse("core:ledger_template", args=[kind])
        assert as_officer.get(url).content.startswith(b"PK")
    assert (
        as_officer.get(reverse("core:import_new", args=["nonsense"])).status_code == 404
    )


def test_the_history_lists_every_import(
    as_officer, send, django_assert_max_num_queries
):
    for number in range(3):
        confirm(as_officer, send([row(number=str(number + 1), text=f"第{number}件")]))

    with django_assert_max_num_queries(14):
        page = as_officer.get(reverse("core:import_list")).content.decode()

    assert page.count("台账.xlsx") >= ImportBatch.objects.count()


def test_two_gigabytes_are_refused_before_a_byte_is_read(as_officer):
    class Unread:
        def read(self, *args):
            raise AssertionError("the body was read")

        readline = read

    response = as_officer.generic(
        "POST",
        reverse("core:import_new", args=["complaints"]),
        b"",
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(2 * 2**30), "wsgi.input": Unread()},
    )

    assert response.status_code == 413
    assert not LedgerUpload.objects.exists()


def test_twenty_one_megabytes_are_no_ledger(as_officer):
    file = SimpleUploadedFile("big.xlsx", b"x" * (21 * 2**20))

    response = as_officer.post(
        reverse("core:import_new", args=["complaints"]), {"file": file}
    )

    assert response.status_code == 200
    assert not LedgerUpload.objects.exists()


def test_confirming_twice_writes_once(as_officer, send, officer):
    upload = confirm(as_officer, send([ROW]))

    confirm(as_officer, upload)

    assert ImportBatch.objects.count() == 1
    with pytest.raises(Exception, match="."):
        uploads.drop(upload, actor=officer, at=timezone.now())
