"""The process that writes one backup: what to write on standard input, what came of it on standard output.

Started by `kith.web.keep.rotating` as `python -m kith.web.keep.rotation_child`. The key comes
through the pipe and is in no argument and no file; the room ends this process when it locks.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from kith import vault


def main() -> int:
    """Write the backup, read it back, and say its digest, or the code of what went wrong."""
    vault.harden()
    asked: dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    opened = vault.Vault(Path(asked["vault"]), bytes.fromhex(asked["key"]), asked["recipient"])
    target = Path(asked["target"])
    try:
        vault.backup(opened, target)
        said = {"digest": digest_of(target)}
    except vault.VaultError as error:
        said = {"problem": error.code}
    except OSError:
        said = {"problem": "storage_failed"}
    print(json.dumps(said))
    return 0


def digest_of(file: Path) -> str:
    """Return what a file is known by: the SHA-256 of all its bytes."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
