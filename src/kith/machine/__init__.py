"""What Kith asks of the machine it runs on: its processes, the place of its files. Stdlib only."""
