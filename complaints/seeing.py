"""How personal data of a case is shown: masked, or whole where a reason was given."""

from collections.abc import Callable
from dataclasses import dataclass

from consumer_protection.core import pii


@dataclass(frozen=True, slots=True)
class Eyes:
    """``text`` for free texts, ``name`` and ``number`` for what is a person's alone."""

    text: Callable[[str], str]
    name: Callable[[str], str]
    number: Callable[[str], str]


MASKED = Eyes(pii.mask_text, pii.mask_name, pii.mask_number)
WHOLE = Eyes(str, str, str)
