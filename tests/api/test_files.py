"""Files beside records over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from consumer_protection.core.models import Attachment, TrailEntry
from tests.complaints.making import complaint

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def case(union, system, now):
    return f"complaints/{complaint(system, now).number}/attachments/"


def put(program, path, name="告知书.pdf", content=PDF, key="", **more):
    headers = {**program.headers, **({"Idempotency-Key": key} if key else {})}
    file = SimpleUploadedFile(name, content)
    return program.client.post(
        f"/api/v1/{path}", {"file": file, **more}, headers=headers
    )


def test_a_file_is_kept_listed_and_read(officers, case):
    made = put(officers, case, proves_from="2024-03-01", proves_to="2024-03-31")

    told = made.json()
    assert made.status_code == 201
    assert (told["name"], told["media_type"]) == ("告知书.pdf", "application/pdf")
    assert told["proves_from"] == "2024-03-01"
    assert officers.get(case).json()["results"] == [told]
    read = officers.client.get(made["Location"], headers=officers.headers)
    assert b"".join(read.streaming_content) == PDF
    assert read["Content-Disposition"].startswith("attachment")
    assert "sandbox" in read["Content-Security-Policy"]
    assert TrailEntry.objects.filter(action="complaints.complaint.read").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.exe", PDF), ("a.pdf", b"<html>"), ("a.pdf", b""), ("a.docx", b"PK\x03\x04")],
)
def test_a_file_that_is_not_what_it_says_is_refused(officers, case, name, content):
    refused = put(officers, case, name, content)

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "file"
    assert not Attachment.objects.exists()


def test_the_same_upload_again_is_one_file(officers, case):
    first, again = put(officers, case, key="1"), put(officers, case, key="1")
    other = put(officers, case, name="别的.pdf", key="1")

    assert first.content == again.content
    assert other.status_code == 422
    assert Attachment.objects.count() == 1


def test_a_body_that_is_no_form_is_refused(officers, case):
    assert officers.post(case, {"file": "x"}).status_code == 415
    assert put(officers, case, proves_from="later").status_code == 400


def test_a_file_too_large_is_refused_by_its_length(officers, case):
    told = officers.client.post(
        f"/api/v1/{case}",
        b"",
        content_type="multipart/form-data; boundary=x",
        headers={**officers.headers, "Content-Length": str(2**31)},
    )

    assert (told.status_code, told["Content-Type"]) == (413, "application/problem+json")


def test_files_of_another_unit_are_like_none(program, staff, officers, case):
    kept = put(officers, case).json()
    branch = program(staff("branch_manager", "MXW11"))

    hidden = branch.get(f"attachments/{kept['id']}/")
    missing = branch.get("attachments/999999/")

    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert put(branch, case).status_code == 404
