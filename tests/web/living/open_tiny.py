"""Open a Kith whose room serves the tiny site: FOLDER IDLE_MINUTES, as the command would."""

import sys
from pathlib import Path

from kith.web.door import serve, start
from kith.web.door.state import Config


def main():
    folder, idle = Path(sys.argv[1]), float(sys.argv[2])
    config = Config(folder, idle_minutes=idle, application="tiny_site:application")
    door = start.stand(config, None)
    print(f"Kith is at {door.launch_address()}", flush=True)
    return serve.run(door)


raise SystemExit(main())
