"""Compile everything that a fit needs, so that nobody's first fit waits for that.

python -m kith.impact.prepare
"""

import warnings

from kith.impact.model import ImpactModel
from kith.impact.simulate import simulate


def prepare() -> None:
    """Fit a small made-up life; what is compiled on the way is kept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        life = simulate(days=40, people=3)
        ImpactModel(draws=40, paths=8, pairs=1, grid=4).fit(life.diary())


if __name__ == "__main__":
    prepare()
