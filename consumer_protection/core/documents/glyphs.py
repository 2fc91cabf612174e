"""Which characters the fonts of our documents can draw, and which fonts stand in."""

import subprocess
import unicodedata
from functools import lru_cache
from shutil import which

from fontTools.ttLib import TTFont

_SONG = ("Noto Serif CJK SC", "Noto Sans CJK SC")
_HEI = ("Noto Sans CJK SC", "Noto Serif CJK SC")

# The style asked for, then what may draw it, in the order of official.css.
FACES = {
    "方正小标宋简体": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", *_SONG),
    "仿宋_GB2312": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", *_SONG),
    "楷体_GB2312": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", *_SONG),
    "黑体": ("黑体", "SimHei", *_HEI),
    "宋体": ("宋体", "SimSun", *_SONG),
}
_FAMILIES = frozenset(family for chain in FACES.values() for family in chain)

_ROW = "%{file}\t%{index}\t%{family}\n"
# (file, number of the face in it, every name of its family)
_Font = tuple[str, int, tuple[str, ...]]


def missing_glyphs(text: str) -> list[str]:
    """Each character no font of ours draws, once, as ``"X (U+XXXX)"``.

    Invisible formatting characters count as missing: whoever typed one did not
    see it, and one that turns the writing direction can falsify a sentence.
    """
    drawable = _drawable(_installed())
    unknown = {char for char in text if ord(char) not in drawable}
    formatting = {char for char in text if unicodedata.category(char) == "Cf"}
    return [_named(c) for c in sorted(unknown | formatting) if not _is_blank(c)]


def stand_ins() -> list[tuple[str, str]]:
    """Each style no font of its own draws here, with the family that does."""
    here = {name for _, _, names in _installed() for name in names}
    used = {
        wanted: next((family for family in chain if family in here), "")
        for wanted, chain in FACES.items()
    }
    return [(w, family) for w, family in used.items() if not _is_own(w, family)]


def _is_own(wanted: str, family: str) -> bool:
    """Two names of one typeface: fontconfig may know only the Latin one."""
    return family in FACES[wanted][:2]


def _is_blank(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cc"


def _named(char: str) -> str:
    """Invisible characters by name: shown raw they would do in the list what they do."""
    is_shown = unicodedata.category(char) not in {"Cf", "Cs", "Mn"}
    shown = char if is_shown else unicodedata.name(char, "?")
    return f"{shown} (U+{ord(char):04X})"


def _installed() -> tuple[_Font, ...]:
    """Asked anew each time: fonts are mounted while the product runs."""
    command = [which("fc-list") or "fc-list", "--format", _ROW]
    listed = subprocess.run(command, capture_output=True, check=True, text=True)
    rows = sorted({tuple(line.split("\t")) for line in listed.stdout.splitlines()})
    fonts = ((file, int(index), names.split(",")) for file, index, names in rows)
    return tuple(
        # The upper half of the number tells variations of one face apart.
        (file, index & 0xFFFF, tuple(names))
        for file, index, names in fonts
        if _FAMILIES.intersection(names)
    )


@lru_cache(maxsize=1)
def _drawable(fonts: tuple[_Font, ...]) -> frozenset[int]:
    return frozenset().union(*(_codes(file, face) for file, face, _ in fonts))


def _codes(file: str, face: int) -> frozenset[int]:
    with TTFont(file, fontNumber=face, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())
