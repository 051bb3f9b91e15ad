// Leave at once: cover the page, lock the vault, replace the page by one that says nothing.
// Loaded before the page is drawn, so that it works while the rest still loads.
(() => {
  "use strict";
  const AWAY = "/away/";
  const ONWARD = "onward "; // away.js reads it
  const WAIT_MS = 300;
  const TRIES = 5;
  const TRY_MS = 1000;
  const TRY_AGAIN_MS = 150;
  const DRAFT_MS = 200; // of these, at most, for what was still being typed
  const PRESSES = 3;
  const WITHIN_MS = 5000;
  let leaving = false;
  let presses = [];
  let alone = false;

  const others = new BroadcastChannel("kith");

  const cover = () => {
    const overlay = document.createElement("div");
    overlay.className = "exit-cover";
    document.documentElement.append(overlay);
    document.body?.style.setProperty("display", "none", "important");
    document.title = "…";
  };

  const after = (ms) => new Promise((done) => setTimeout(done, ms));

  // Whether the neutral page is there: between room and door there can be a moment of neither.
  const neutralIsThere = async () => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await fetch(AWAY, { cache: "no-store", signal: AbortSignal.timeout(TRY_MS) }).catch(() => {});
      if (answer?.ok) return true;
      await after(TRY_AGAIN_MS);
    }
    return false;
  };

  // To the neutral page, and from there on to the site; where nothing answers, to nothing at all.
  const goAway = async (site) => {
    if (await neutralIsThere()) {
      window.name = site ? ONWARD + site : "";
      window.location.replace(AWAY);
      return;
    }
    document.body?.replaceChildren();
    window.history.replaceState(null, "", AWAY);
  };

  const keepDrafts = async () => {
    const keeping = [];
    document.dispatchEvent(new CustomEvent("kith:leaving", { detail: keeping }));
    // A locked Kith keeps nothing, so the draft goes first.
    if (keeping.length) await Promise.race([...keeping, after(DRAFT_MS)]);
  };

  const siteIn = (text) =>
    new DOMParser().parseFromString(text, "text/html").getElementById("onward")?.getAttribute("href");

  const leave = async () => {
    if (leaving) return;
    leaving = true;
    cover();
    others.postMessage("left");
    await keepDrafts();
    const form = document.getElementById("exit");
    // Where the person wants to go, also when the answer is lost.
    let site = form?.dataset.site || "";
    const asked = fetch(form ? form.action : "/exit", {
      method: "POST",
      body: form ? new FormData(form) : null,
      keepalive: true,
    })
      .then((answer) => answer.text())
      .then((text) => {
        site = siteIn(text) ?? site;
      })
      .catch(() => {});
    await Promise.race([asked, after(WAIT_MS)]);
    await goAway(site);
  };

  // Exit in one window is Exit in all of them.
  others.addEventListener("message", (event) => {
    if (event.data !== "left" || leaving) return;
    leaving = true;
    cover();
    keepDrafts();
    goAway("");
  });

  const show = (count) => {
    const said = document.getElementById("exit-said");
    if (said) said.textContent = count ? "•".repeat(count) : "";
    document.documentElement.dataset.exitDots = count || "";
  };

  document.addEventListener("submit", (event) => {
    if (event.target.id !== "exit") return;
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Shift") {
      presses = [];
      show(0);
    }
  });
  // A bare Shift counts on release; Shift with another key is typing.
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    const now = Date.now();
    presses = [...presses.filter((at) => now - at < WITHIN_MS), now];
    show(presses.length);
    if (presses.length >= PRESSES) leave();
  });
  document.addEventListener("pointerdown", () => {
    alone = false; // Shift held while the mouse chooses is no press of its own
    presses = [];
    show(0);
  });
  // What the browser keeps of a page that was left is blank, and a page that it brings back is asked
  // for anew; a locked vault then shows the lock page.
  window.addEventListener("pagehide", cover);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
