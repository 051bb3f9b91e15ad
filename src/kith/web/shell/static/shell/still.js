// Look quietly whether the room behind this page is still open, and leave nothing on the screen when
// it is not: Kith may be locked from a terminal, in another window, or because nobody was there.
// A look is no sign of life; the room locks on its own time all the same.
const EVERY_MS = 2000;
const HIDDEN_EVERY_MS = 15000; // a hidden page looks again in the moment it is shown
const AGAIN_MS = 400;
const PATIENCE_MS = 5000;
const TRIES = 20;
const MISSES = 2; // one look can fall between room and door
const OPEN = 204;
const NO_LONGER_OPEN = 205;
const title = document.title;
const { inside } = document.body.dataset; // where to go once the part that this page is in has closed, or was quiet
const idleMs = Number(document.body.dataset.idle) * 1000;
let lastHere = Date.now();
let lastLook = Date.now();
let looking = false;
let missed = 0;
let done = false;

const cover = () => {
  document.body.style.setProperty("display", "none", "important");
  document.title = "…";
};
const uncover = () => {
  document.body.style.removeProperty("display");
  document.title = title;
};
const pause = (ms) => new Promise((go) => setTimeout(go, ms));
const away = async () => {
  done = true;
  cover();
  // While room and door change places nobody answers for a moment, and the browser would say so.
  for (let tries = 0; tries < TRIES; tries += 1) {
    await pause(AGAIN_MS / 2);
    if (await ask()) break;
  }
  window.location.replace(inside ?? "/");
};

const isIdle = () => idleMs > 0 && Date.now() - lastHere >= idleMs;

const ask = () =>
  fetch(inside ? "/still?inside=1" : "/still", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    (answer) => answer.status,
    () => 0,
  );

const look = async () => {
  if (looking || done) return;
  looking = true;
  lastLook = Date.now();
  const status = await ask();
  looking = false;
  if (done) return;
  if (status === NO_LONGER_OPEN) {
    away();
  } else if (status === OPEN) {
    missed = 0;
    if (isIdle()) lastHere = Date.now(); // somebody is there, in another window
    uncover();
  } else {
    missed += 1;
    if (missed >= MISSES) cover(); // Kith has stopped, or another program answers: nothing is shown
    else setTimeout(look, AGAIN_MS);
  }
};

// The room counts the same time from the same signs of life, and may know of some in another window.
// So an idle page covers itself and asks; going to a page would be a sign of life, and two idle
// windows would keep the room open for ever.
const coverWhenIdle = () => {
  if (done || !isIdle()) return;
  if (inside) {
    away(); // to a page that is no sign of life
    return;
  }
  cover();
  look();
};

setInterval(() => {
  coverWhenIdle();
  if (!document.hidden || Date.now() - lastLook >= HIDDEN_EVERY_MS) look();
}, EVERY_MS);
document.addEventListener("visibilitychange", () => {
  coverWhenIdle();
  if (document.hidden) return;
  if (Date.now() - lastLook > 2 * EVERY_MS) cover(); // long not looked: first ask, then show
  look();
});
window.addEventListener("pageshow", look);
document.addEventListener("kith:here", () => {
  lastHere = Date.now();
});
// Exit covers and leads away by itself.
document.addEventListener("kith:leaving", () => {
  done = true;
});
