"""A host's limit holds for all workers of a machine together."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.fetch.publisher import Publisher
from transforms.fetch.client import Client
from transforms.fetch.places import _SET_LOCK, Places

pytestmark = pytest.mark.skipif(_SET_LOCK is None, reason="this system has no locks of open files")


def test_several_workers_together_keep_a_hosts_limit(publisher: Publisher) -> None:
    async def run(worker: int) -> None:
        async with Client(publisher.settings(per_host=2)) as client:
            urls = [f"http://together.example/slow/30?{worker}-{page}" for page in range(6)]
            await asyncio.gather(*[client.get(url) for url in urls])

    threads = [threading.Thread(target=lambda n=n: asyncio.run(run(n))) for n in range(3)]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert publisher.most_at_once("together.example") == 2
    assert len(publisher.asked("together.example")) == 3 * 7


def test_a_place_is_free_again_when_its_holder_dies(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from transforms.fetch.places import Places\n"
        "async def hold():\n async with Places(Path(sys.argv[1])).hold('a', 1):\n  print('held', flush=True)\n"
        "  await asyncio.sleep(60)\nasyncio.run(hold())"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "places")], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"

    async def run() -> None:
        places = Places(tmp_path / "places")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1), places.hold("a", 1):
                pass
        async with places.hold("b", 1), places.hold("a", 2):  # another name, another place
            pass
        holder.kill()
        holder.wait()
        async with asyncio.timeout(5), places.hold("a", 1):
            pass
        places.close()

    asyncio.run(run())
    holder.stdout.close()
