"""The wording check for programs and on the command line."""

import io
import json

import pytest
from django.core.management import call_command

from reviews.models import WordingCheck

URL = "wording-checks/"


def test_a_text_is_answered_with_hits_and_omissions(officers):
    text = "本理财保本保息"
    answer = officers.post(URL, {"text": text, "material": "wealth"})
    told = answer.json()

    assert answer.status_code == 200
    hit = told["hits"][0]
    assert text[hit["start"] : hit["end"]] == hit["text"] == "保本保息"
    assert (hit["class"], hit["severity"]) == ("guarantee", "block")
    assert hit["reason"] and hit["law"] and hit["suggestion"]
    assert "missing.risk_reminder" in {one["code"] for one in told["omissions"]}
    assert not WordingCheck.objects.exists()


@pytest.mark.parametrize("material", [None, "", "poster", "marketing", "contract"])
def test_material_may_be_a_kind_a_medium_or_a_kind_of_review(officers, material):
    assert officers.post(URL, {"text": "文字", "material": material}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": 3},
        {"text": "文字", "material": "nothing"},
        {"text": "文字", "material": ["poster"]},
        {"text": "文字", "medium": "x"},
        [],
    ],
)
def test_a_wrong_call_is_a_problem_of_its_own(officers, body):
    answer = officers.post(URL, body)

    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"


def test_a_megabyte_of_one_character_is_answered(officers):
    answer = officers.post(URL, {"text": "保" * 349_525})

    assert answer.status_code == 200
    assert answer.json()["hits"] == []


def test_half_a_character_does_no_harm(officers):
    assert officers.post(URL, {"text": "保本\ud800\x00"}).status_code == 200


def test_who_may_not_check_is_refused(program, board_member):
    assert program(board_member).post(URL, {"text": "文字"}).status_code == 403


def test_a_token_that_only_reads_is_refused(program, officer):
    reader = program(officer, may_write=False)

    assert reader.post(URL, {"text": "文字"}).status_code == 403


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("check_wording", *words, stdout=out, stderr=err)
    return left.value.code, out.getvalue(), err.getvalue()


def test_the_command_checks_a_file(union, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("本理财保本保息", encoding="utf-8")

    code, told, _ = run(str(path), "--kind", "wealth", "--json")

    assert code == 1
    assert json.loads(told)["hits"][0]["text"] == "保本保息"
    assert "广告法" in run(str(path))[1]


def test_the_command_tells_what_it_cannot_read(union, tmp_path):
    path = tmp_path / "a.docm"
    path.write_bytes(b"x")

    code, _, told = run(str(path))

    assert code == 2
    assert told.strip()
