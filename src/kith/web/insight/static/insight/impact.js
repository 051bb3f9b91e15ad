// While an answer is being worked out: show how far it is, then put the new one in its place.
const EVERY_MS = 1000;
const here = () => document.getElementById("impact");

const look = async () => {
  const answer = await fetch(here().dataset.state);
  if (!answer.ok) throw new Error("no state");
  return answer.json();
};

const renew = async () => {
  const answer = await fetch(location.href);
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("impact");
  if (!fresh) return location.reload();
  const focused = document.activeElement?.id;
  here().replaceWith(fresh);
  document.getElementById(focused)?.focus();
  const said = document.getElementById("working-said");
  if (said) said.textContent = document.getElementById("ready-words").content.textContent;
  watch();
};

const watch = async () => {
  if (!here() || here().dataset.busy === undefined) return;
  try {
    const { busy, done } = await look();
    if (!busy) return renew();
    const bar = document.getElementById("done");
    if (bar) bar.value = done;
    setTimeout(watch, EVERY_MS);
  } catch {
    // The room is gone or locked: nothing more to wait for.
  }
};

watch();
