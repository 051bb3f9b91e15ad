// What every page does: say that typing is being here, keep drafts, offer print, send the zone.
const ALIVE_EVERY_MS = 20000;
const DRAFT_AFTER_MS = 800;
const { alive, draftTo, page } = document.body.dataset;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
let lastAlive = 0;
let waiting;

const post = (to, body, keepalive = false) =>
  fetch(to, {
    method: "POST",
    headers: { "X-CSRFToken": token(), "Content-Type": "application/json" },
    body,
    keepalive,
  }).catch(() => {});

const beingHere = () => {
  if (Date.now() - lastAlive < ALIVE_EVERY_MS) return;
  lastAlive = Date.now();
  post(alive, "");
};

const drafted = [...document.querySelectorAll("form[data-draft]")];

const fieldsOf = (form) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (name === "csrfmiddlewaretoken" || typeof value !== "string") continue;
    (fields[name] ??= []).push(value);
  }
  return fields;
};

let changed = false;
const keep = (keepalive = false) => {
  clearTimeout(waiting);
  if (!changed || !draftTo || !drafted.length) return;
  changed = false;
  post(draftTo, JSON.stringify({ page, fields: fieldsOf(drafted[0]) }), keepalive);
};

const bringBack = (form, fields) => {
  for (const field of form.elements) {
    const kept = fields[field.name];
    if (!field.name || field.type === "hidden" && field.dataset.keep === undefined) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept?.includes(field.value) ?? false;
    else if (kept && field.type !== "file" && field.type !== "password") field.value = kept[0];
  }
  form.dispatchEvent(new CustomEvent("kith:brought-back", { bubbles: true, detail: fields }));
};

document.addEventListener("input", (event) => {
  beingHere();
  if (!event.target.form?.matches("form[data-draft]")) return;
  changed = true;
  clearTimeout(waiting);
  waiting = setTimeout(keep, DRAFT_AFTER_MS);
});
document.addEventListener("keydown", beingHere);
document.addEventListener("pointerdown", beingHere);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep(true);
});
document.addEventListener("submit", () => {
  changed = false;
  clearTimeout(waiting);
});

const kept = document.getElementById("kept-draft");
if (kept && drafted.length) {
  const fields = JSON.parse(kept.textContent);
  // After this script's module siblings have set up their widgets.
  setTimeout(() => bringBack(drafted[0], fields));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
for (const field of document.querySelectorAll("input[type=hidden][name=zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || field.value;
}
