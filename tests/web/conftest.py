"""Lets the tests of the serving part use their shared helpers in `living/`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "living"))
