"""What the proofs share: helpers of the serving tests, and one real Kith in a home of its own."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "web" / "living"), str(HERE)]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each proof walks the whole site in real processes."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.slow)
