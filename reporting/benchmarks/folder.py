"""The folder that is thrown away: its servers, its environment, its demonstration."""

import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from consumer_protection.core import embedded
from consumer_protection.core.embedded import locks
from consumer_protection.core.embedded.place import place_of
from reporting.benchmarks.processes import Cost, manage, server_seconds

# Whatever names another database, another key or another address stays outside.
_LEFT_OUT = (
    "DATABASE_URL", "DATABASE_ROLE", "REDIS_URL", "SECRET_KEY", "SECRET_KEY_FILE",
    "FIELD_KEYS", "FIELD_KEYS_FILE", "ALLOWED_HOSTS", "PUBLIC_URL", "DEBUG",
    "TRUSTED_PROXIES", "EMAIL_URL", "DEMONSTRATION",
)  # fmt: skip
_STOP_SECONDS = 30
_MARK = "throw-away"


class BenchRunning(Exception):
    """Another run measures in the same folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        own = {"DATA_DIR": str(self.path), "PORT": str(self.port)}
        kept = {k: v for k, v in os.environ.items() if k not in _LEFT_OUT}
        return kept | own

    def run(self, *words: str, role: str = "") -> Cost:
        """A command of manage.py in this folder, the database's work included."""
        more = {"DATABASE_ROLE": role} if role else {}
        before = server_seconds(self.path)
        cost = manage(*words, environment=self.environment | more)
        served = (server_seconds(self.path) - before) * 1000
        return Cost(cost.ms, cost.cpu_ms + served, cost.peak_mb, cost.output)

    @contextmanager
    def served(self) -> Iterator[None]:
        """PostgreSQL runs for the block: commands attach, as beside a served site."""
        with embedded.servers(self.path, postgres=True, valkey=False):
            yield

    def wait_until_idle(self) -> None:
        """Until the servers have stopped after their last user."""
        deadline = time.monotonic() + _STOP_SECONDS
        keeper = place_of(self.path).lock("keeper")
        if not keeper.exists():
            return
        while not locks.is_free(keeper) and time.monotonic() < deadline:
            time.sleep(0.05)

    def clear(self) -> None:
        if self.path.exists():
            self.wait_until_idle()
            shutil.rmtree(self.path, ignore_errors=True)


def is_throw_away(data_dir: Path) -> bool:
    return (data_dir / _MARK).exists()


@contextmanager
def thrown_away(data_dir: Path) -> Iterator[Folder]:
    """An empty folder inside ``data_dir``, gone afterwards. Raises BenchRunning."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with locks.tried(data_dir / "bench.lock") as alone:
        if alone is None:
            raise BenchRunning(f"Another run measures in {data_dir} at the moment.")
        folder = Folder(data_dir / "bench", _free_port())
        # A run that was killed may have left its servers on their way out.
        folder.clear()
        folder.path.mkdir(mode=0o711)
        (folder.path / _MARK).touch()
        try:
            yield folder
        finally:
            folder.clear()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
