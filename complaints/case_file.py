"""A whole case on paper: facts, clock, moves, journal, letters, tasks and its files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from complaints import queries
from complaints.case_parts import MOST_ROWS, Printing, clean, parts
from complaints.models import Complaint, Letter
from complaints.models.letter import BLOCKS
from complaints.seeing import Eyes
from consumer_protection.core.codes import label
from consumer_protection.core.documents.pdf import render_pdf
from consumer_protection.core.registers import Listing, Section
from consumer_protection.core.templatetags.display import shown


def case_file(
    case: Complaint, sections: Sequence[Section], printing: Printing
) -> bytes:
    """A PDF in Chinese, whatever language the asker reads. Raises RenderFailed."""
    with translation.override("zh-hans"):
        context = _context(case, sections, printing)
        html = render_to_string("complaints/documents/case_file.html", context)
        title = f"{_('Case file')} {clean(str(case))}"
    author = case.root.institution_name
    return render_pdf(html, title=title, author=author, created=printing.at)


def _context(
    case: Complaint, sections: Sequence[Section], printing: Printing
) -> dict[str, object]:
    eyes = printing.eyes
    complainant = Section(
        _("Complainant"),
        (
            (_("Complainant"), eyes.name(case.complainant)),
            (_("Phone"), eyes.number(case.phone)),
            (_("Identity number"), eyes.number(case.id_number)),
        ),
    )
    return {
        "case": case,
        "number": clean(str(case)),
        "institution": clean(case.root.institution_name),
        "status": label("complaint_status", case.status),
        "sections": [_filled(one) for one in (complainant, *sections)],
        "deadline": _deadline(case, timezone.localdate(printing.at)),
        "listings": [_cleaned(one) for one in parts(case, printing)],
        "letters": [_letter(one, eyes) for one in case.letters.all()[:MOST_ROWS]],
        "user": printing.user,
        "unit": printing.user.unit,
        "at": printing.at,
        "reason": clean(printing.reason),
        "is_demonstration": settings.DEMONSTRATION,
        "most": MOST_ROWS,
        "wide": [_("Text"), _("Note"), _("What is to be done"), _("Reason"), "SHA-256"],
        "narrow": [_("No."), _("Bytes")],
        "times": [_("Time"), _("Asked at")],
    }


def _filled(section: Section) -> Section:
    known = [(name, value) for name, value in section.facts if value not in (None, "")]
    return Section(section.title, [(name, clean(shown(one))) for name, one in known])


def _cleaned(part: Listing) -> Listing:
    rows = [[clean(shown(cell)) for cell in row] for row in part.rows]
    return Listing(part.title, part.columns, rows)


def _deadline(case: Complaint, today: date) -> queries.Deadline | None:
    return None if case.status == "draft" else queries.deadline(case, today)


def _letter(letter: Letter, eyes: Eyes) -> dict[str, Any]:
    names: dict[str, Any] = {
        one.name: one.verbose_name for one in Letter._meta.concrete_fields
    }
    texts = [(names[block], getattr(letter, block)) for block in BLOCKS]
    told = (
        letter.told_on,
        label("notify_method", letter.told_method),
        eyes.text(letter.told_note),
    )
    return {
        "kind": label("letter_kind", letter.kind),
        "state": label("letter_state", letter.status),
        "number": clean(letter.number),
        "issued_at": letter.issued_at,
        "texts": [
            (name, clean(eyes.text(text)).split("\n")) for name, text in texts if text
        ],
        "told": clean(_joined(told)) if letter.told_on else "",
    }


def _joined(parts: Iterable[object]) -> str:
    return " · ".join(shown(one) for one in parts if one)
