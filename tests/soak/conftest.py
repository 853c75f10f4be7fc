"""What takes long runs with `make soak` alone; its seed is printed, and another may be given."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.index.factories import write_static_model

collect_ignore_glob = [] if os.environ.get("GONGBAO_SOAK") else ["*"]


@pytest.fixture
def dice(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> random.Random:
    """Random numbers whose seed is printed; GONGBAO_SOAK_SEED chooses it."""
    seed = os.environ.get("GONGBAO_SOAK_SEED") or str(random.SystemRandom().getrandbits(32))
    with capsys.disabled():
        print(f"\n{request.node.name}: GONGBAO_SOAK_SEED={seed}", flush=True)
    return random.Random(f"{request.node.name} {seed}")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A StaticEmbedding of 32 dimensions."""
    return write_static_model(tmp_path_factory.mktemp("models") / "static")


def amount(name: str, usual: int) -> int:
    """Return how many of something are tried: GONGBAO_SOAK_KILLS=20 makes it short."""
    return int(os.environ.get(f"GONGBAO_SOAK_{name}", usual))
