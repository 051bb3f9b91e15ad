"""Make what the tests of the commands share importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
