"""Files beside records: taken only when they are what they say, read only in scope."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from consumer_protection.core import files, trail
from consumer_protection.core.models import Attachment
from tests.complaints.making import complaint

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def case(union, system, now):
    return complaint(system, now)


def office(macro=False):
    held = io.BytesIO()
    Workbook().save(held)
    if macro:
        with zipfile.ZipFile(held, "a") as package:
            package.writestr("xl/vbaProject.bin", b"x")
    return held.getvalue()


def put(client, case, name, content, **more):
    url = f"{case.get_absolute_url()}attachments/"
    return client.post(url, {"file": SimpleUploadedFile(name, content), **more})


@pytest.mark.parametrize(
    ("name", "content"), [("告知书.pdf", PDF), ("照片.png", PNG), ("表.xlsx", office())]
)
def test_a_file_that_is_what_it_says_is_kept_with_its_digest(
    client, officer, case, name, content
):
    client.force_login(officer)

    put(client, case, name, content, proves_from="2024-03-01", proves_to="2024-03-31")

    kept = Attachment.objects.get()
    assert (kept.name, kept.size) == (name, len(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert files.path_of(kept.stored_as).read_bytes() == content
    assert name not in str(files.path_of(kept.stored_as))
    assert trail.of_record(case).filter(action__endswith=".attached").count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("程序.exe", b"MZ" + b"\0" * 64),
        ("改名.pdf", b"MZ" + b"\0" * 64),
        ("网页.jpg", b"<html><script>alert(1)</script>"),
        ("双重.pdf.html", PDF),
        ("宏.xlsx", office(macro=True)),
        ("假.docx", office()),
        ("空.pdf", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    client, officer, case, name, content
):
    client.force_login(officer)

    answer = put(client, case, name, content)

    assert answer.status_code == 302
    assert not Attachment.objects.exists()


def test_a_path_in_the_name_is_harmless(client, officer, case):
    client.force_login(officer)

    put(client, case, "../../../etc/告知书.pdf", PDF)

    assert Attachment.objects.get().name == "告知书.pdf"


def test_a_file_is_read_as_a_download_and_told(client, officer, case):
    client.force_login(officer)
    put(client, case, "告知书.pdf", PDF)
    kept = Attachment.objects.get()

    answer = client.get(f"/attachments/{kept.pk}/")

    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert trail.of_record(case).filter(action__endswith=".read").count() == 1


def test_anothers_file_is_not_found(client, officer, staff, case):
    client.force_login(officer)
    put(client, case, "告知书.pdf", PDF)
    client.force_login(staff("branch_manager", "MXW11"))

    assert client.get(f"/attachments/{Attachment.objects.get().pk}/").status_code == 404
    assert put(client, case, "另.pdf", PDF).status_code == 404


def test_an_auditor_reads_but_adds_nothing(client, officer, auditor, case):
    client.force_login(officer)
    put(client, case, "告知书.pdf", PDF)
    client.force_login(auditor)

    assert client.get(f"/attachments/{Attachment.objects.get().pk}/").status_code == 200
    assert put(client, case, "另.pdf", PDF).status_code == 403
