"""Two fixed loops, by which every bench says how fast its machine is."""

import time

import numpy as np


def reference() -> tuple[float, float]:
    """Return the processor seconds of a fixed numpy product and of a fixed Python loop."""
    start = time.process_time()
    for _ in range(5):
        np.ones((400, 400)) @ np.ones((400, 400))
    product, start = time.process_time() - start, time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number * number % 7
    return product, time.process_time() - start
