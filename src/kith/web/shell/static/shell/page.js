// What every page does: say that typing is being here, keep drafts, offer print, send the zone.
const ALIVE_EVERY_MS = 20000;
const DRAFT_AFTER_MS = 400; // of quiet
const DRAFT_AT_LEAST_EVERY_MS = 1500; // while somebody types and types: a lock may come from elsewhere
const LONGEST_KEPT_ALIVE = 60000; // browsers refuse more to a request that outlives its page
const LOCK_WAITS_MS = 1000;
const PATIENCE_MS = 8000;
const TRY_AGAIN_MS = 5000; // a draft that could not be kept
const { alive, draftOf, draftTo, page, zone } = document.body.dataset;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
let lastAlive = 0;
let waiting;
let unsentSince = 0;
let sending = Promise.resolve(); // one after another, so that the newest stays

const post = (to, body, keepalive = false) =>
  fetch(to, {
    method: "POST",
    headers: { "X-CSRFToken": token(), "Content-Type": "application/json" },
    body,
    keepalive: keepalive && body.length < LONGEST_KEPT_ALIVE,
    signal: keepalive ? undefined : AbortSignal.timeout(PATIENCE_MS), // the next one waits for it
  }).catch(() => {});

const beingHere = () => {
  document.dispatchEvent(new CustomEvent("kith:here"));
  if (Date.now() - lastAlive < ALIVE_EVERY_MS) return;
  lastAlive = Date.now();
  post(alive, "");
};

// Which window this is, and whose drafts it was given to go on with; none that is still there.
const us = [...crypto.getRandomValues(new Uint8Array(6))].map((one) => one.toString(16).padStart(2, "0")).join("");
let after = draftOf?.split(",") ?? [];
const windows = new BroadcastChannel("kith-drafts");
windows.addEventListener("message", ({ data }) => {
  if (data?.asks?.includes(us)) windows.postMessage({ is: us });
  else if (data?.is) after = after.filter((one) => one !== data.is);
});
if (after.length) windows.postMessage({ asks: after });

const NOT_TYPED = new Set(["csrfmiddlewaretoken", "browser_zone", "draft_of"]);
const drafted = [...document.querySelectorAll("form[data-draft]")];

const fieldsOf = (form) => {
  const fields = {};
  // what is kept of a mark is not always the mark itself (templatetags/meanwhile.py)
  const marks = [...form.querySelectorAll("input[type=hidden][data-keep]")];
  const keeps = new Map(marks.map((field) => [field.name, field.dataset.keep]));
  for (const [name, value] of new FormData(form)) {
    if (NOT_TYPED.has(name) || typeof value !== "string") continue;
    (fields[name] ??= []).push(keeps.get(name) || value);
  }
  return fields;
};

// What a form sent and was not saved is not safe either.
let again = false;
let changed = document.body.dataset.unsaved !== undefined;
const keep = (keepalive = false) => {
  clearTimeout(waiting);
  if (!changed || !draftTo || !drafted.length) return undefined;
  changed = false;
  unsentSince = 0;
  const said = JSON.stringify({ page, window: us, after, again, fields: fieldsOf(drafted[0]) });
  // who leaves does not wait for what is under way
  const send = () => post(draftTo, said, keepalive).then(heard);
  sending = keepalive ? send() : sending.then(send);
  return sending;
};
// Whether it is kept: where not, it is said, and tried again until it is.
const heard = (answer) => {
  const failed = !answer?.ok || answer.redirected;
  const line = document.getElementById("not-kept");
  const said = failed ? document.getElementById("not-kept-said")?.content.textContent : "";
  if (line && line.textContent !== said) line.textContent = said;
  if (!failed) return;
  changed = again = true; // and nobody may be typing any more
  clearTimeout(waiting);
  waiting = setTimeout(keep, TRY_AGAIN_MS);
};
const keepSoon = () => {
  changed = true;
  again = false;
  unsentSince ||= Date.now();
  clearTimeout(waiting);
  const left = unsentSince + DRAFT_AT_LEAST_EVERY_MS - Date.now();
  waiting = setTimeout(keep, Math.max(0, Math.min(DRAFT_AFTER_MS, left)));
};

const bringBack = (form, fields) => {
  for (const field of form.elements) {
    const kept = fields[field.name];
    // a mark comes along, but where the page tells itself what stands now (its mark keeps one of before)
    if (!field.name || field.type === "hidden" && field.dataset.keep !== "") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept?.includes(field.value) ?? false;
    else if (kept && field.type !== "file" && field.type !== "password") {
      const folded = kept[0] !== field.value && field.closest("details");
      field.value = kept[0];
      if (folded) folded.open = true; // what is back is to be seen
    }
  }
  form.dispatchEvent(new CustomEvent("kith:brought-back", { bubbles: true, detail: fields }));
};

// Quietly: a line above, read out by a screen reader, and nothing to press.
const sayItIsBack = () => {
  const said = document.getElementById("brought-back-said");
  document.getElementById("brought-back").textContent = said.content.textContent;
};

document.addEventListener("input", (event) => {
  beingHere();
  if (!event.target.form?.matches("form[data-draft]")) return;
  keepSoon();
});
if (changed) keepSoon();
document.addEventListener("keydown", beingHere);
document.addEventListener("pointerdown", beingHere);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep(true);
});
// Exit asks what is still to be kept, in the moment it covers the page.
document.addEventListener("kith:leaving", (event) => {
  const keeping = keep(true);
  if (keeping) event.detail.push(keeping);
});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("form[data-draft], #drop-draft")) {
    changed = false;
    clearTimeout(waiting);
    return;
  }
  const keeping = keep(true);
  if (!keeping || !form.matches(".lock-form")) return;
  event.preventDefault(); // the draft first: a locked Kith keeps nothing
  await Promise.race([keeping, new Promise((done) => setTimeout(done, LOCK_WAITS_MS))]);
  form.submit();
});
// Days are the person's own: every form says where this browser is, but for those that only ask and
// whose fields would stand in the address.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "post") return;
  if (here) event.formData.set("browser_zone", here);
  event.formData.set("draft_of", [us, ...after].join(","));
});
if (here && zone && here !== zone) {
  fetch(alive, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams({ browser_zone: here }),
  }).catch(() => {});
}

const kept = document.getElementById("kept-draft");
if (kept && drafted.length) {
  const fields = JSON.parse(kept.textContent);
  // After this script's module siblings have set up their widgets.
  setTimeout(() => {
    const before = JSON.stringify(fieldsOf(drafted[0]));
    bringBack(drafted[0], fields);
    if (JSON.stringify(fieldsOf(drafted[0])) !== before) sayItIsBack();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
