// Leave at once: cover the page, lock the vault, replace the page.
// Loaded before the page is drawn, so that it works while the rest still loads.
(() => {
  "use strict";
  const WAIT_MS = 300;
  const DRAFT_MS = 200; // of these, at most, for what was still being typed
  const PRESSES = 3;
  const WITHIN_MS = 5000;
  let leaving = false;
  let presses = [];
  let alone = false;

  const cover = () => {
    const overlay = document.createElement("div");
    overlay.className = "exit-cover";
    (document.body || document.documentElement).append(overlay);
    document.title = "…";
  };

  const after = (ms) => new Promise((done) => setTimeout(done, ms));

  const leave = async () => {
    if (leaving) return;
    leaving = true;
    cover();
    const enough = after(WAIT_MS);
    const keeping = [];
    document.dispatchEvent(new CustomEvent("kith:leaving", { detail: keeping }));
    // A locked Kith keeps nothing, so the draft goes first.
    if (keeping.length) await Promise.race([...keeping, after(DRAFT_MS)]);
    const form = document.getElementById("exit");
    // Where the person wants to go, also when the answer is lost because the lock was quicker.
    let site = form?.dataset.site || "/away/";
    const asked = fetch(form ? form.action : "/exit", {
      method: "POST",
      body: form ? new FormData(form) : null,
      keepalive: true,
    })
      .then((answer) => {
        const said = /url=(.*)$/.exec(answer.headers.get("Refresh") || "");
        if (said) site = said[1];
      })
      .catch(() => {});
    await Promise.race([asked, enough]);
    if (!navigator.onLine && !site.startsWith("/")) site = "/away/";
    window.location.replace(site);
  };

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
    presses = [];
    show(0);
  });
  // A page that the browser kept and brings back is asked for anew; a locked vault then shows the lock page.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      cover();
      window.location.reload();
    }
  });
})();
