"""Write docs/safety/sbom.json, the list of what is inside, from requirements/run.txt.

CycloneDX 1.6. Every line of the lock is a component, with what asked for it; so is what Kith carries
of others in its own folders. There is no time and no random number in it, so that the same lock
always gives the same bytes; a test compares them.
"""

import json
import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "run.txt"
SBOM = ROOT / "docs" / "safety" / "sbom.json"
DIRECT = "-r requirements/run.in"
# Carried in the package itself; docs/credits.md and the licence beside each say more.
CARRIED = (
    ("EFF long word list", "CC-BY-3.0-US", ("vault/words.txt", "vault/words_once.txt")),
    ("Inter", "OFL-1.1", ("plots/fonts/Inter-*.ttf", "web/shell/static/shell/fonts/inter-*.woff2")),
    ("Literata", "OFL-1.1", ("plots/fonts/Literata-*.ttf", "web/shell/static/shell/fonts/literata-*.woff2")),
)  # fmt: skip


def blocks(lock: str) -> list[dict[str, Any]]:
    """Read a lock: name, version, marker, hashes and who asked, for each line of it."""
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.strip()):
        first, _, rest = block.partition("\n")
        pinned = re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+?)(?:\s*;\s*(.*?))?\s*\\?", first)
        if pinned is None:
            raise ValueError(first)
        name, version, marker = pinned.groups()
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)
        said = re.findall(r"^[ ]+#(?: via)?[ ]+(\S.*)$", rest, flags=re.MULTILINE)
        asked = sorted(one.strip() for one in said if one.strip() != "via")
        found.append(
            {"name": name, "version": version, "marker": marker, "hashes": hashes, "via": asked}
        )
    return found


def component(block: dict[str, Any]) -> dict[str, Any]:
    """Give a component for a line of the lock."""
    ref = f"pkg:pypi/{block['name']}@{block['version']}"
    every = "".join(sorted(block["hashes"]))
    properties = [
        {"name": "kith:files", "value": str(len(block["hashes"]))},
        {"name": "kith:sha256-of-their-hashes", "value": sha256(every.encode()).hexdigest()},
    ]
    if block["marker"]:
        properties.append({"name": "kith:where", "value": block["marker"]})
    return {
        "type": "library",
        "bom-ref": ref,
        "name": block["name"],
        "version": block["version"],
        "scope": "required",
        "purl": ref,
        "properties": properties,
    }


def carried() -> list[dict[str, Any]]:
    """Give a component for what lies in the package itself."""
    made = []
    for name, licence, patterns in CARRIED:
        source = ROOT / "src" / "kith"
        files = sorted(path for pattern in patterns for path in source.glob(pattern))
        made.append(
            {
                "type": "data" if "list" in name else "file",
                "bom-ref": f"carried:{name.lower().replace(' ', '-')}",
                "name": name,
                "licenses": [{"license": {"id": licence}}],
                "components": [
                    {
                        "type": "file",
                        "name": path.relative_to(source).as_posix(),
                        "hashes": [
                            {
                                "alg": "SHA-256",
                                "content": sha256(path.read_bytes()).hexdigest(),
                            }
                        ],
                    }
                    for path in files
                ],
            }
        )
    return made


def page(lock: str | None = None) -> str:
    """Return the whole list as text."""
    rows = blocks(LOCK.read_text(encoding="utf-8") if lock is None else lock)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    root = f"pkg:pypi/{project['name']}@{project['version']}"
    refs = {f"{row['name']}@{row['version']}": f"pkg:pypi/{row['name']}@{row['version']}" for row in rows}  # fmt: skip
    needs: dict[str, list[str]] = {root: []} | {ref: [] for ref in refs.values()}
    for row in rows:
        mine = refs[f"{row['name']}@{row['version']}"]
        for asked in row["via"]:
            askers = [root] if asked == DIRECT else [r for k, r in refs.items() if k.partition("@")[0] == asked]  # fmt: skip
            for asker in askers:
                needs[asker].append(mine)
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": root,
            }
        },
        "components": [*(component(row) for row in rows), *carried()],
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in needs.items()],
    }
    return json.dumps(bom, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SBOM.write_text(page(), encoding="utf-8")
