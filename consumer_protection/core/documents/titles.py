"""Breaks the title of a printed document into lines of a good shape."""

import re
from itertools import combinations, pairwise
from unicodedata import east_asian_width

# Half widths that one line of a 22pt title holds, a character less than the edge.
_LINE = 38
_MOST_LINES = 3
# Nobody breaks a line within these.
_TOGETHER = re.compile(
    r"[0-9]+年第?[一二三四]季度|[0-9A-Za-z.%]+(?:年度?|月)?|第?[一二三四]季度|信用合作|农村商业|联社|银行"
    r"|消费者|金融|权益|保护|工作|报告|投诉|分析|情况|活动|宣传|教育|总结|自评|评价"
    r"|统计|审查|整改|通报|关于|[《（“〔].|.[》）”〕、，]"
)
_GOOD_END = re.compile(r"(?:社|行|公司|年|年度|季度|关于|的)$")
_POOR_END = 6
_HOURGLASS = 20


def broken_title(title: str) -> str:
    """The title with its line breaks: few lines, never cutting a common word.

    Titles of official documents form a trapezoid or a diamond, not an hourglass.
    """
    fewest = -(-_width(title) // _LINE)
    for count in range(max(fewest, 1), _MOST_LINES + 1):
        shapes = [_cut(title, at) for at in combinations(_places(title), count - 1)]
        fitting = [lines for lines in shapes if max(map(_width, lines)) <= _LINE]
        if fitting:
            best = min(fitting, key=_ugliness)
            return "\n".join(best)
    return title


def _width(text: str) -> int:
    return sum(1 if east_asian_width(char) in {"Na", "H", "N"} else 2 for char in text)


def _places(title: str) -> list[int]:
    together = {
        place
        for match in _TOGETHER.finditer(title)
        for place in range(match.start() + 1, match.end())
    }
    return [place for place in range(1, len(title)) if place not in together]


def _cut(title: str, places: tuple[int, ...]) -> list[str]:
    return [title[start:end] for start, end in pairwise((0, *places, len(title)))]


def _ugliness(lines: list[str]) -> int:
    widths = [_width(line) for line in lines]
    poor = sum(not _GOOD_END.search(line) for line in lines[:-1])
    is_hourglass = len(lines) == _MOST_LINES and widths[1] <= min(widths[0], widths[2])
    return max(widths) - min(widths) + _POOR_END * poor + _HOURGLASS * is_hourglass
