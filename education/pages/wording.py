"""How values of education read on its pages."""

from collections.abc import Iterable

from consumer_protection.core.codes import label


def labels(list_name: str, codes: Iterable[str]) -> str:
    """Several codes of one list, by their labels."""
    return "、".join(label(list_name, code) for code in codes)
