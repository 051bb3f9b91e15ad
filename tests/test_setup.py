"""`./kith` on machines that lack something, and what is installed."""

import re
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def script() -> ModuleType:
    """The set-up script as a module, without running it."""
    loader = SourceFileLoader("kith_script", str(ROOT / "kith"))
    spec = spec_from_loader("kith_script", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_an_old_python_is_told_in_one_sentence(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is installed, nothing is changed."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit) as ended:
        script.main()
    assert ended.value.code == 3
    assert "needs Python 3.11 or newer; this is 3.10.4" in capsys.readouterr().err


def test_a_machine_without_venv_and_pip_is_told_what_to_install(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sentence: what is missing, that nothing was changed, what to do."""
    monkeypatch.setattr(script, "ENV", tmp_path / "env")
    monkeypatch.setattr(script, "PYTHON", tmp_path / "env" / "bin" / "python")
    monkeypatch.setattr(script, "works", lambda *_: False)
    with pytest.raises(SystemExit) as ended:
        script.set_up("run")
    assert ended.value.code == 3
    assert "install python3-venv" in capsys.readouterr().err
    assert not (tmp_path / "env").exists()


def test_an_install_that_fails_is_tried_again_the_next_time(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No stamp is left behind by half a set-up."""
    monkeypatch.setattr(script, "ENV", tmp_path)
    monkeypatch.setattr(script, "make_environment", lambda: True)
    monkeypatch.setattr(script, "install", lambda _: False)
    with pytest.raises(SystemExit):
        script.set_up("run")
    assert "online" in capsys.readouterr().err
    assert not list(tmp_path.glob("installed-*"))


def program(path: Path, body: str) -> None:
    """Write a small program that can be run."""
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("online", [True, False])
def test_an_installer_that_fails_makes_no_noise_and_keeps_no_cache(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    online: bool,
) -> None:
    """Where uv cannot and pip can, nothing is said; where neither can, the sentence alone."""
    env, home = tmp_path / "env", tmp_path / "home"
    env.mkdir()
    home.mkdir()
    program(
        tmp_path / "uv",
        'echo "error: tls noise" >&2; test -n "$UV_NO_CACHE" || touch $HOME/c; exit 2',
    )
    end = "exit 0" if online else 'echo "pip noise" >&2; exit 1'
    python = f'test "$1" = -c && exit 0; test "$3" = --version && exit 0; test -n "$PIP_NO_CACHE_DIR" || touch $HOME/c; {end}'
    program(env / "python", python)
    for name, value in {"ENV": env, "PYTHON": env / "python", "LOG": env / "set-up.log"}.items():
        monkeypatch.setattr(script, name, value, raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    script.QUIET |= {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(home)}
    if online:
        assert script.install(ROOT / "requirements" / "run.txt")
        assert capfd.readouterr().err == ""
    else:
        with pytest.raises(SystemExit):
            script.set_up("run")
        said = capfd.readouterr().err
        assert "noise" not in said
        assert said.count("Kith could not install what it needs.") == 1
        assert "tls noise" in (env / "set-up.log").read_text()
    assert not list(home.iterdir())


def test_every_requirement_is_pinned_by_hash_and_names_no_registry() -> None:
    """Nothing is installed that was not looked at, from wherever the machine's index is."""
    for name in ("run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        blocks = re.split(r"\n(?=[a-z])", text)
        assert len(blocks) > 10
        assert all("--hash=sha256:" in block for block in blocks if re.match(r"[a-z]", block))
        assert "://" not in text


def test_the_package_asks_for_what_the_lock_holds() -> None:
    """`pipx install .` and `./kith` install the same things, each with its reason."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = (ROOT / "requirements" / "run.in").read_text().splitlines()
    asked = {line.split("#")[0].strip() for line in lines if line and not line.startswith("#")}
    assert set(project["dependencies"]) == asked
    assert all("#" in line for line in lines if line)
    assert len(asked) <= 15


def test_the_command_starts_quickly() -> None:
    """`kith --help` loads neither Django nor numpy."""
    code = "import sys; from kith.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "usage: kith" in done.stdout
    assert not {"django", "numpy", "numba"} & set(done.stderr.split())
