"""The version of a ledger's template: said in its title row, compared when it comes
back filled."""

import hashlib
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from consumer_protection.core.documents.workbook import TemplateColumn, template
from consumer_protection.core.ledgers.declaration import Ledger

_MARK = re.compile(r"模板版本\s*([0-9a-f]{6})")


def template_version(own: Ledger) -> str:
    """Changes with the columns, their headers and whether they are required."""
    told = [(one.field, one.headers, one.required) for one in own.columns]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:6]


def ledger_template(own: Ledger) -> bytes:
    """An empty ledger to fill in: starred headers, drop-downs, text columns."""
    columns = [
        TemplateColumn(
            header=column.label,
            required=column.required,
            choices=column.parser.choices(),
            note="、".join(column.headers[1:]),
            is_text=column.mask == "number",
        )
        for column in own.columns
    ]
    mark = f"模板版本 {template_version(own)}"
    help_text = _("Columns with a star must be filled in")
    return template(columns, title=f"{own.label}（{help_text}，{mark}）")


def is_older_template(titles: Iterable[str], own: Ledger) -> bool:
    """Whether the rows above the header name another version than today's."""
    marks = {mark for title in titles for mark in _MARK.findall(title)}
    return bool(marks) and template_version(own) not in marks
