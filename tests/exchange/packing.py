"""Files as apps write them: JSON, gzip, and zips of several files."""

import gzip
import io
import json
import zipfile
from collections.abc import Mapping


def told(value: object) -> bytes:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    """Return data as a gzip file, the same each time."""
    return gzip.compress(data, mtime=0)
