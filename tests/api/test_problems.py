"""Every refusal is problem details, and says nothing of what is inside."""

import pytest

from consumer_protection.core.api.records import RecordList

PARTS = ["type", "title", "status", "detail", "errors"]


def raw(program, body, content_type="application/json", path="complaints/", **headers):
    return program.client.generic(
        "POST",
        f"/api/v1/{path}",
        body,
        content_type=content_type,
        headers={**program.headers, **headers},
    )


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'"x"', "application/json", 400),
        (b"NaN", "application/json", 400),
        (b'{"amount": 1e999}', "application/json", 400),
        (b'{"amount": ' + b"9" * 5000 + b"}", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"{}", "application/json; charset=nonsense", 400),
        (b"{}", "application/json; charset=base64", 400),
        (b"{}", "text/plain", 415),
        (b"a=1", "application/x-www-form-urlencoded", 415),
        (b"x", "", 415),
        (b" " * (2 * 1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_what_cannot_be_read_is_refused(officers, union, body, content_type, status):
    told = raw(officers, body, content_type)

    assert (told.status_code, told["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    assert list(told.json()) == PARTS


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing/",
        "complaints",
        "trainings/a/b/",
        "units/x/",
        "units/%00/",
        "%0d%0a",
    ],
)
def test_an_unknown_address_is_a_problem_too(officers, union, path):
    told = officers.get(path)

    assert (told.status_code, list(told.json())) == (404, PARTS)
    assert raw(officers, b"{}", path=path).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "POST"])
def test_a_method_that_is_not_possible_names_those_that_are(officers, union, method):
    told = officers.call(method, "review-opinions/", {})

    assert told.status_code == 405
    assert told["Allow"] == "GET, HEAD"


def test_an_identifier_beyond_all_numbers_is_just_missing(officers, union):
    assert officers.get(f"units/{'9' * 40}/").status_code == 404


def test_a_fault_inside_is_told_without_its_words(officers, union, monkeypatch, caplog):
    def fails(*args, **kwargs):
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr(RecordList, "get", fails)
    officers.client.raise_request_exception = False

    told = officers.get("complaints/")

    assert (told.status_code, list(told.json())) == (500, PARTS)
    assert "secret" not in told.content.decode()
    assert "secret of the inside" in caplog.text


def test_head_is_get_without_its_body(officers, union):
    told = officers.call("HEAD", "complaints/")

    assert (told.status_code, told.content) == (200, b"")
