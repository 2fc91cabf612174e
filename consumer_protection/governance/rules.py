"""Rules of meetings and policies that are plain arithmetic."""

import re

# Letters, the year in six-angle brackets, a number without leading zeros.
_DOCUMENT_NUMBER = re.compile(r".+〔\d{4}〕[1-9]\d*号")


def has_quorum(present: int | None, expected: int | None) -> bool:
    """公司法 art. 124: more than half of the members are there."""
    return bool(present and expected and present * 2 > expected)


def is_document_number(text: str) -> bool:
    return bool(_DOCUMENT_NUMBER.fullmatch(text))
