"""A sheet to put up: what it is about, and a code that phones read."""

from datetime import datetime
from io import BytesIO

import segno
from django.template.loader import render_to_string

from consumer_protection.core.documents.pdf import Allowance, render_pdf


def poster(
    title: str, lines: list[str], address: str, organisation: str, at: datetime
) -> bytes:
    """One page as PDF. Raises RenderFailed."""
    code = BytesIO()
    segno.make(address, error="m").save(code, kind="png", scale=12, border=2)
    html = render_to_string(
        "education/documents/poster.html",
        {"title": title, "lines": lines, "address": address, "by": organisation},
    )
    return render_pdf(
        html,
        title=title,
        author=organisation,
        created=at,
        allowance=Allowance(pictures={"code.png": code.getvalue()}),
    )
