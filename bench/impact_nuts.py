"""The posterior of Impact by NUTS (NumPyro) and by Kith, in one run: how far apart, and how long each.

    python bench/impact_nuts.py --days 45 --people 5 --seed 1

NumPyro is no part of Kith: `requirements/peers.in` says how to get it into an environment of its
own. The model is that of docs/impact.md, written anew: the same priors, everybody's own scales
summed out of the prior of effects, the course of mood and `g` as one dense normal. The life is
simulated, its company known from the log alone. Seconds are of the processor, on one thread.
"""

import argparse
import os
import time
import warnings
from dataclasses import dataclass, replace
from typing import Any

os.environ["XLA_FLAGS"] = (
    "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1 "
    "--xla_force_host_platform_device_count=1"
)

import numpy as np
from loops import reference

from kith.impact import Diary, ImpactModel, simulate
from kith.impact.design import Design, build_design, departing, over_the_record
from kith.impact.dose import FloatArray
from kith.impact.filtering import SMALLEST_NOISE
from kith.impact.prior import (
    DRIFT_WEIGHTS,
    LASTING_WEIGHTS,
    NAMES,
    OWN_SCALES,
    TAU_C,
    TAU_S,
    Hyperprior,
)
from kith.impact.summary import effect_factor


@dataclass(frozen=True, eq=False)
class Told:
    """Draws of one of the two: effects (S, J) and hyperparameters on the log scale (S, 9)."""

    effects: FloatArray
    theta: FloatArray
    seconds: float


def diary_of(days: int, people: int, seed: int) -> Diary:
    """A life with a log of contacts, and nobody named at check-ins."""
    life = simulate(seed=seed, days=days, people=people, checkins_per_day=5.0, story=False)
    silent = [replace(row, with_people=None, with_kinds=()) for row in life.checkins]
    return Diary.from_records(silent, life.contacts, kinds=life.kinds)


def by_kith(diary: Diary, seed: int) -> tuple[ImpactModel, Told]:
    """Fit as anybody would."""
    start = time.process_time()
    model = ImpactModel(seed=seed).fit(diary)
    seconds = time.process_time() - start
    found = model.drawn_
    level = found.nodes @ over_the_record(found.nodes.shape[2])
    return model, Told(_effects(model, level, found.theta), found.theta, seconds)


def _effects(model: ImpactModel, level: FloatArray, theta: FloatArray) -> FloatArray:
    """(S, J) effects of everybody's typical contact, of (S, U) mean effects at dose 1."""
    summary = model.summary_
    factor = effect_factor(summary.typical, np.exp(theta[:, TAU_C]), summary.estimands)
    return np.asarray(level[:, summary.units.of_person] * factor)


def by_nuts(design: Design, args: argparse.Namespace) -> tuple[dict[str, Any], float, float]:
    """Draws by name, the seconds that they took, and those of a first run of a few draws, which compiles."""
    import jax
    from numpyro.diagnostics import summary
    from numpyro.infer import MCMC, NUTS

    model = written_anew(design)

    def run(warm: int, draws: int) -> Any:
        kernel = NUTS(model, target_accept_prob=0.9)
        found = MCMC(
            kernel, num_warmup=warm, num_samples=draws, num_chains=args.chains,
            chain_method="sequential", progress_bar=False,
        )  # fmt: skip
        found.run(jax.random.PRNGKey(args.seed), extra_fields=("diverging", "num_steps"))
        jax.block_until_ready(found.get_samples())
        return found

    start = time.process_time()
    run(2, 2)
    compiling, start = time.process_time() - start, time.process_time()
    found = run(args.warm, args.draws)
    seconds = time.process_time() - start
    extra, chains = found.get_extra_fields(), found.get_samples(group_by_chain=True)
    told = summary({name: chains[name] for name in ("theta", "level")})
    effective = min(float(np.min(one["n_eff"])) for one in told.values())
    apart = max(float(np.max(one["r_hat"])) for one in told.values())
    print(
        f"NUTS: {args.chains} chains of {args.warm} and {args.draws} draws, "
        f"{int(extra['diverging'].sum())} divergences, "
        f"{float(extra['num_steps'].mean()):.0f} steps a draw; of what is compared n_eff at least "
        f"{effective:.0f}, r_hat at most {apart:.3f}"
    )
    return {k: np.asarray(v, float) for k, v in found.get_samples().items()}, seconds, compiling


def written_anew(design: Design) -> Any:
    """The model of docs/impact.md in NumPyro."""
    import jax
    import jax.numpy as jnp
    import numpyro
    import numpyro.distributions as dist

    jax.config.update("jax_enable_x64", True)
    if design.event_refresh.any():
        raise SystemExit("contacts known from check-ins are not written here")
    prior, units, count = Hyperprior.of({}), design.units, len(design.nodes)
    at = np.cumsum(design.dt)
    apart = np.abs(at[:, None] - at[None, :])
    ended = at[design.event_row] - design.event_lag
    over = np.arange(len(at))[:, None] >= design.event_row
    since = np.where(over, at[:, None] - ended, 0.0)
    amount = np.zeros((len(ended), units.n))
    amount[np.arange(len(ended)), design.event_unit] = design.event_amount
    spread = (design.fixed * design.fixed_sd) @ (design.fixed * design.fixed_sd).T
    side, lag = departing(count), np.abs(design.nodes[:, None] - design.nodes)

    def mixture(weights: FloatArray, size: int) -> Any:
        normal = dist.Normal(0.0, jnp.asarray(OWN_SCALES)[:, None] * jnp.ones(size)).to_event(1)
        return dist.MixtureSameFamily(dist.Categorical(jnp.asarray(weights)), normal)

    def model() -> None:
        theta = numpyro.sample("theta", dist.Normal(prior.mean, prior.sd).to_event(1))
        sig_u, tau_u, sig_s, sig_e, tau_c, s_k, s_p, s_d, tau_p = jnp.exp(theta)
        kinds = numpyro.sample("kinds", dist.Normal(0.0, 1.0).expand([units.n_kinds]).to_event(1))
        with numpyro.plate("units", units.n):
            own = numpyro.sample("own", mixture(LASTING_WEIGHTS, 1))
            moved = (
                numpyro.sample("moved", mixture(DRIFT_WEIGHTS, count - 1)) if count > 1 else None
            )
        level = numpyro.deterministic("level", s_k * kinds[units.kind] + s_p * own[:, 0])
        numbers = level[:, None]
        if moved is not None:
            root = jnp.linalg.cholesky(side @ jnp.expm1(-lag / tau_p) @ side.T)
            numbers = jnp.concatenate([numbers, s_d * moved @ root.T], axis=1)
        trace = (design.held + (over * jnp.exp(-since / tau_c)) @ amount) * design.size
        mean = jnp.sum(trace * (design.hat @ numbers.T), axis=1)
        noise = sig_u**2 * jnp.exp(-apart / tau_u) + sig_s**2 * jnp.exp(-apart / TAU_S)
        noise += (sig_e**2 + SMALLEST_NOISE) * jnp.eye(len(at)) + spread
        numpyro.sample("y", dist.MultivariateNormal(mean, noise), obs=design.y)

    return model


def show(ours: Told, theirs: Told) -> None:
    """Print how far apart the two are."""
    center, sd = theirs.effects.mean(axis=0), theirs.effects.std(axis=0)
    away = np.abs(ours.effects.mean(axis=0) - center) / sd
    ratio = ours.effects.std(axis=0) / sd
    quantiles = np.linspace(0.05, 0.95, 19)
    mine, other = (np.quantile(told.effects, quantiles, axis=0) for told in (ours, theirs))
    apart = np.abs(mine - other) / sd
    inside = np.mean((theirs.effects >= mine[0]) & (theirs.effects <= mine[-1]))
    print(
        f"  effects: |dmean|/sd mean {away.mean():.3f} max {away.max():.3f} (wanted .10, .25); "
        f"sd ratio {np.exp(np.log(ratio).mean()):.3f}, {ratio.min():.3f} to {ratio.max():.3f} "
        f"(wanted .95 to 1.05); |dquantile|/sd {apart.mean():.3f}; "
        f"of NUTS' draws in Kith's 90 % interval {inside:.3f}"
    )
    for k, name in enumerate(NAMES):
        mine, other = ours.theta[:, k], theirs.theta[:, k]
        print(
            f"  {name:6} |dmean|/sd {abs(mine.mean() - other.mean()) / other.std():.3f}, "
            f"sd ratio {mine.std() / other.std():.3f} (wanted .9 to 1.1)"
        )


def together(fits: list[Told]) -> Told:
    """All draws of several fits."""
    return Told(
        np.concatenate([told.effects for told in fits]),
        np.concatenate([told.theta for told in fits]),
        sum(told.seconds for told in fits),
    )


def main() -> None:
    """Draw from both and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=45)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--warm", type=int, default=500)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--chains", type=int, default=1)
    parser.add_argument("--fits", type=int, default=10, help="fits of Kith, each with its seed")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    print("reference: numpy product {:.3f} s, Python loop {:.3f} s".format(*reference()))
    diary = diary_of(args.days, args.people, args.seed)
    design = build_design(diary)
    by_kith(diary, 0)  # compiled before anything is timed
    fits = [by_kith(diary, k) for k in range(args.fits)]
    model, ours = fits[0]
    seconds = float(np.median([told.seconds for _, told in fits]))
    print(
        f"{diary.n_checkins} check-ins, {len(diary.people)} others, {len(design.nodes)} nodes, "
        f"{len(diary.stays)} contacts, seed {args.seed}; Kith {seconds:.3f} s of the processor"
    )
    try:
        drawn, theirs, compiling = by_nuts(design, args)
    except ImportError:
        raise SystemExit("NumPyro is not here: requirements/peers.in says how to get it") from None
    level = drawn["level"] * design.size
    other = Told(_effects(model, level, drawn["theta"]), drawn["theta"], theirs)
    print(
        f"NUTS {theirs:.1f} s, beside {compiling:.1f} s of a first run that compiles: "
        f"{theirs / seconds:.0f} times as long as Kith (wanted 1000)"
    )
    print("one fit against NUTS")
    show(ours, other)
    print(f"the draws of {args.fits} fits together against NUTS")
    show(together([told for _, told in fits]), other)
    sd = ours.effects.std(axis=0)
    moved = [np.abs(a.effects.mean(axis=0) - ours.effects.mean(axis=0)) / sd for _, a in fits[1:]]
    spread = [a.effects.std(axis=0) / sd for _, a in fits[1:]]
    print(
        f"fits with other seeds against the first: |dmean|/sd mean {np.mean(moved):.3f} max "
        f"{np.max(moved):.3f}; sd ratio {np.min(spread):.3f} to {np.max(spread):.3f}"
    )


if __name__ == "__main__":
    main()
