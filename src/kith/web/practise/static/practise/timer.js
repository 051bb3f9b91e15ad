// A quiet timer: it makes no sound, moves nothing but a bar, and can be paused. Without script the
// page says how long, and that is enough.
const shown = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

for (const one of document.querySelectorAll(".timer[data-seconds]")) {
  const whole = Number(one.dataset.seconds);
  const clock = one.querySelector(".clock");
  const bar = one.querySelector("progress");
  const button = one.querySelector("[data-begin]");
  const left = one.querySelector("[data-left]");
  const said = one.querySelector("[data-said]");
  const tick = one.querySelector("input[type=checkbox]");
  const begins = button.textContent;
  let before = 0; // milliseconds that ran before the last pause
  let since = null;
  let turn;

  const show = () => {
    const ran = before + (since === null ? 0 : performance.now() - since);
    const rest = Math.max(0, Math.ceil(whole - ran / 1000));
    bar.value = Math.min(whole, ran / 1000);
    left.textContent = shown(rest);
    if (rest > 0) return;
    clearInterval(turn);
    before = 0;
    since = null;
    button.textContent = begins;
    said.textContent = said.dataset.over;
    if (tick.checked) return;
    tick.checked = true;
    tick.dispatchEvent(new Event("input", { bubbles: true })); // kept with what is being written
  };

  button.addEventListener("click", () => {
    if (since === null) {
      since = performance.now();
      button.textContent = button.dataset.pause;
      turn = setInterval(show, 1000);
    } else {
      before += performance.now() - since;
      since = null;
      clearInterval(turn);
      button.textContent = begins;
    }
    show();
  });
  clock.hidden = false;
  left.textContent = shown(whole);
}
