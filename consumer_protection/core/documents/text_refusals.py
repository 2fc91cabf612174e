"""Why a document's text is not read, in words for the person who chose it."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.documents.gate import LIMITS, MEBIBYTE
from consumer_protection.core.documents.refusals import FileRefused

_DAMAGED = _("The file is damaged. Open it in Word or WPS and save it again.")
_MESSAGES = {
    "missing": _("The file cannot be found. Upload it again."),
    "empty": _("The file holds no text."),
    "unknown_kind": _("Only .docx, .xlsx, .pdf and .txt are read."),
    "damaged": _DAMAGED,
    "not_workbook": _DAMAGED,
    "scanned": _(
        "This PDF holds pictures of pages and no text, so that it cannot be read. "
        "Upload the document it was made from, or paste its text."
    ),
    "encrypted": _(
        "The file has a password, so that its text cannot be read. Remove it and "
        "upload the file again."
    ),
    "macro": _("The file holds macros and is refused. Save it without macros."),
    "external_link": _(
        "The file links to other files. Save it without links and upload it again."
    ),
    "nested_archive": _(
        "The file holds embedded files. Remove them and upload it again."
    ),
    "unsafe_xml": _("The file holds unsafe XML. Copy its text into a new document."),
    "bomb": _("The file is far larger than it looks, and is refused."),
    "too_complex": _("Reading the file takes too much. Split it, or paste its text."),
    "too_large": _("The file is larger than %(megabytes)s MB. Split it."),
    "not_text": _("This text file is neither UTF-8 nor GB18030. Save it as UTF-8."),
}


class TextRefused(FileRefused):
    @property
    def message(self) -> str:
        told = _MESSAGES.get(self.code, _DAMAGED)
        return str(told) % {"megabytes": LIMITS.file_bytes // MEBIBYTE}
