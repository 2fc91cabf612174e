"""The description of the ledgers is the one the code would write."""

from pathlib import Path

from django.core.management import call_command

KEPT = Path(__file__).resolve().parents[2] / "docs" / "ledgers.md"


def test_the_kept_description_is_up_to_date(first_data, tmp_path):
    made = tmp_path / "ledgers.md"

    call_command("describe_ledgers", str(made))

    assert made.read_text(encoding="utf-8") == KEPT.read_text(encoding="utf-8")
