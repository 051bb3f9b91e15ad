"""Peers in R for bench/impact_score.py: nlme, lme4 and OpenMx, as far as they are on this machine.

They come from Debian (r-base-core, r-cran-nlme, r-cran-lme4, r-cran-openmx). mlVAR and ctsem are no
Debian packages; for one outcome mlVAR estimates what `lmer_lag` does, and ctsem's model of one
person and one outcome is `openmx_ct`.
"""

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from scipy import stats

from kith.impact import Diary
from kith.impact.dose import FloatArray
from kith.impact.forecasts import Forecast
from kith.impact.regressions import presence
from kith.impact.scoring import Model, refits_of

SCRIPT = Path(__file__).with_name("score_peers.R")
PACKAGES = {"gls_car1": "nlme", "lmer_lag": "lme4", "openmx_ct": "OpenMx"}
LEAST_SD = 0.1
LONGEST_SECONDS = 3600


@cache
def missing(model: str) -> str:
    """What a model wants that is not here, or nothing."""
    r = shutil.which("Rscript")
    if r is None:
        return "R"
    asked = f"quit(status = !requireNamespace('{PACKAGES[model]}', quietly = TRUE))"
    done = subprocess.run([r, "-e", asked], capture_output=True, check=False)
    return "" if done.returncode == 0 else PACKAGES[model]


def peers(diaries: Sequence[Diary]) -> tuple[dict[str, Model], dict[str, str]]:
    """Models in R for these diaries, and of those that cannot run what is missing.

    lme4 learns from all persons at once and wants five of them; the others from one.
    """
    wanted = ["gls_car1", "openmx_ct", *(["lmer_lag"] if len(diaries) >= 5 else [])]
    lacking = {name: missing(name) for name in wanted if missing(name)}
    models: dict[str, Model] = {}
    for name in wanted:
        if name not in lacking:
            models[name] = _together(name, diaries) if name == "lmer_lag" else _alone(name)
    return models, lacking


def _alone(name: str) -> Model:
    return lambda diary, refits: run(name, [diary], [refits])[0]


def _together(name: str, diaries: Sequence[Diary]) -> Model:
    """One run for all persons, when the first of them is asked for."""
    told: dict[bytes, Forecast] = {}

    def model(diary: Diary) -> Forecast:
        if not told:
            found = run(name, diaries, [refits_of(d.n_checkins) for d in diaries])
            told.update(zip((_key(d) for d in diaries), found, strict=True))
        return told[_key(diary)]

    return lambda diary, _: model(diary)


def _key(diary: Diary) -> bytes:
    return diary.time.tobytes() + diary.y.tobytes()


def run(name: str, diaries: Sequence[Diary], refits: Sequence[tuple[int, ...]]) -> list[Forecast]:
    """Forecasts of each diary by one of the models of score_peers.R.

    Raises
    ------
    ValueError
        When R ends with an error or foretells nothing somewhere.
    """
    with tempfile.TemporaryDirectory() as folder:
        asked, answer = Path(folder, "in.csv"), Path(folder, "out.csv")
        _write(asked, diaries, refits)
        done = subprocess.run(
            [shutil.which("Rscript") or "", str(SCRIPT), name, str(asked), str(answer)],
            capture_output=True, check=False, timeout=LONGEST_SECONDS,
        )  # fmt: skip
        if done.returncode != 0:
            raise ValueError(done.stderr.decode(errors="replace")[-400:])
        told = np.genfromtxt(answer, delimiter=",", skip_header=1).reshape(-1, 2)
    if not np.isfinite(told).all():
        raise ValueError("no forecast")
    found, at = [], 0
    for diary, starts in zip(diaries, refits, strict=True):
        n = diary.n_checkins - starts[0]
        normal = stats.norm(told[at : at + n, 0], np.maximum(told[at : at + n, 1], LEAST_SD))
        y = diary.y[starts[0] :]
        found.append(Forecast(np.asarray(normal.logpdf(y)), np.asarray(normal.cdf(y))))
        at += n
    return found


def _write(file: Path, diaries: Sequence[Diary], refits: Sequence[tuple[int, ...]]) -> None:
    people = sorted({person for diary in diaries for person in diary.people})
    unknown = any(diary.company_unknown.any() for diary in diaries)
    names = [f"c{k + 1}" for k in range(len(people) + unknown)]
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "part", "time", "y", "lag", *names])
        for k, (diary, starts) in enumerate(zip(diaries, refits, strict=True)):
            company = _company(diary, people, unknown=unknown)
            part = np.searchsorted(starts, np.arange(diary.n_checkins), side="right")
            for i in range(diary.n_checkins):
                lag = diary.y[i - 1] if i else ""
                rows.writerow(
                    [k, part[i], diary.time[i] - diary.time[0], diary.y[i], lag, *company[i]]
                )


def _company(diary: Diary, people: list[str], *, unknown: bool) -> FloatArray:
    """(N, P) who is there, a column for each of `people`, and one for unknown company if wanted."""
    place = np.array([people.index(person) for person in diary.people], dtype=np.int64)
    out = presence(diary, place, len(people))
    return np.column_stack([out, diary.company_unknown]) if unknown else out
