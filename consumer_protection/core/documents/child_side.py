"""What every child does: limits itself, reads one request, answers in lines."""

import gc
import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from consumer_protection.core.documents.gate import Limits, Refused

Request = dict[str, Any]


def serve(work: Callable[[Request, Limits], None]) -> None:
    request: Request = json.loads(sys.stdin.buffer.read())
    limits = Limits(**request["limits"])
    _limit_self(limits)
    # Short-lived and without cycles: the collector would only look for nothing.
    gc.disable()
    try:
        work(request, limits)
        answer({"is_done": True})
    except Refused as refused:
        answer({"refused": refused.code})
    except MemoryError:
        answer({"refused": "too_complex"})
    sys.stdout.buffer.flush()


def answer(message: object) -> None:
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode() + b"\n")


def _limit_self(limits: Limits) -> None:
    allowed = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.declared_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in allowed.items():
        resource.setrlimit(kind, (most, most))
