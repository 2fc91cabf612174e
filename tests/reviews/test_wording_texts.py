"""Marketing texts, half of them clean, with what is expected of them."""

import json
import time
from pathlib import Path

import pytest

from reviews.wording.checking import Material, check
from reviews.wording.examples import NAME
from reviews.wording.rules import Rule
from reviews.wording_data import shipped_rules

TEXTS = json.loads(
    (Path(__file__).parent / "data" / "marketing_texts.json").read_text("utf-8")
)
CLEAN = [one for one in TEXTS if one["id"].startswith("clean")]
RULES = [Rule.of(row) for row in shipped_rules()]


def found(one):
    return check(one["text"], RULES, Material(one["kind"], one["medium"], (NAME,)))


def covers(hit, expected):
    return (
        hit.wording_class == expected["class"]
        and hit.severity == expected["severity"]
        and expected["text"] in hit.text
    )


def test_at_least_sixty_texts_half_of_them_clean():
    assert len(TEXTS) >= 60
    assert len(CLEAN) * 2 >= len(TEXTS)


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one["id"])
def test_every_expected_hit_is_found(one):
    hits = found(one).hits
    missed = [
        want for want in one["hits"] if not any(covers(hit, want) for hit in hits)
    ]

    assert missed == []


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one["id"])
def test_nothing_blocks_that_is_not_expected(one):
    blocks = [hit for hit in found(one).hits if hit.severity == "block"]
    extra = [
        hit.text for hit in blocks if not any(covers(hit, want) for want in one["hits"])
    ]

    assert extra == []


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: one["id"])
def test_the_expected_omissions_are_told(one):
    assert sorted(each.code for each in found(one).omissions) == one["omissions"]


@pytest.mark.parametrize("char", ["保", "a", "1", "\n", "、", "日息", "不保本"])
def test_a_megabyte_of_the_same_answers_soon(char):
    text = char * (1024 * 1024 // len(char.encode()))
    started = time.perf_counter()

    check(text, RULES, Material())

    # An aim of one second, on a machine that others use as well.
    assert time.perf_counter() - started < 10
