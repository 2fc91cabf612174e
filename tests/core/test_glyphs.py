from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consumer_protection.core.documents import glyphs
from consumer_protection.core.documents.titles import broken_title

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.mark.parametrize("char", ["\u200b", "\u202e", "\u2066", "\ufeff", "\U000e0041"])
def test_invisible_formatting_is_listed_by_name(char):
    (listed,) = glyphs.missing_glyphs(f"张{char}三")

    assert listed.endswith(f"(U+{ord(char):04X})")
    assert char not in listed


@settings(max_examples=30, deadline=None)  # the first call reads the fonts
@given(st.text())
def test_any_text_can_be_asked_about(text):
    listed = glyphs.missing_glyphs(text)

    assert len(listed) == len(set(listed)) <= len(set(text))


def test_every_style_names_the_family_that_draws_it():
    families = {
        family: chain[2:] for family, chain in glyphs.FACES.items() if len(chain) > 2
    }

    assert all(used in families[wanted] for wanted, used in glyphs.stand_ins())


def test_the_stylesheet_names_the_families_in_the_same_order():
    style = (TEMPLATES / "shared/documents/official.css").read_text()
    plain = " ".join(style.replace('"', "").split())

    assert all(", ".join(chain) in plain for chain in glyphs.FACES.values())


@pytest.mark.parametrize(
    ("title", "shape"),
    [
        ("消费者投诉分析报告", [9]),
        ("××县农村信用合作联社2024年度金融消费者权益保护工作报告", [17, 13]),
        ("××县农村信用合作联社2025年第一季度消费者投诉分析报告", [11, 18]),
        ("", [0]),
    ],
)
def test_titles_break_between_words(title, shape):
    assert [len(line) for line in broken_title(title).split("\n")] == shape


@settings(deadline=None)
@given(st.text(alphabet="关于金融消费者权益保护工作2024年《》的报告", max_size=60))
def test_a_broken_title_says_the_same_and_fits(title):
    rows = broken_title(title).split("\n")

    assert "".join(rows) == title
    assert len(rows) <= 3
