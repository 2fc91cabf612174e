"""Why a file is not read, in words for the person who chose it."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.documents.gate import LIMITS, MEBIBYTE

_SIZES = {
    "megabytes": LIMITS.file_bytes // MEBIBYTE,
    "rows": LIMITS.rows,
    "columns": LIMITS.columns,
    "characters": LIMITS.cell_characters,
}
_DAMAGED = _("The file is damaged. Open it in Excel or WPS, save it again as .xlsx.")
_MESSAGES = {
    "missing": _("The file cannot be found. Upload it again."),
    "empty": _("The file holds no data. Check that you chose the right one."),
    "not_workbook": _("This is not a workbook. Save it as .xlsx, .xls or .csv."),
    "damaged": _DAMAGED,
    "broken_csv": _("The quotes in this .csv do not match. Save it as .xlsx."),
    "encrypted": _("The workbook has a password. Remove it and save again."),
    "macro": _("The workbook holds macros. Save it as .xlsx without macros."),
    "external_link": _(
        "The workbook links to other files. Paste it as values into a new workbook."
    ),
    "nested_archive": _(
        "The workbook holds embedded files. Remove them and save again."
    ),
    "unsafe_xml": _(
        "The workbook holds unsafe XML. Copy its rows into a new workbook."
    ),
    "bomb": _(
        "The workbook is far larger than it looks. Copy its rows into a new workbook."
    ),
    "too_complex": _(
        "Reading the workbook takes too much. Copy its rows into a new workbook "
        "or split it."
    ),
    "too_large": _("The file is larger than %(megabytes)s MB. Split it."),
    "too_many_rows": _(
        "A sheet has more than %(rows)s rows, counting blank ones. Split it, or "
        "delete what lies far below."
    ),
    "too_many_columns": _(
        "A sheet has more than %(columns)s columns. Delete what lies far to the right."
    ),
    "cell_too_long": _("A cell has more than %(characters)s characters. Shorten it."),
}


class FileRefused(Exception):
    """`code` is for programs and tests, `message` for people."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def message(self) -> str:
        return str(_MESSAGES.get(self.code, _DAMAGED)) % _SIZES
