// The page after Exit goes on to the person's site when that answers, and stays where it is when not:
// a browser without a network would show an error page that names the site.
const PATIENCE_MS = 4000;
const MARK = "onward ";
const link = document.getElementById("onward");
// From exit.js, so that the site stands in no address and in no history.
const handed = window.name.startsWith(MARK) ? window.name.slice(MARK.length) : "";
window.name = "";
const site = link?.href ?? (/^https?:/.test(handed) ? handed : "");

const answers = (address) =>
  fetch(address, {
    method: "HEAD",
    mode: "no-cors",
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).then(
    () => true,
    () => false,
  );

if (site && navigator.onLine && (await answers(site))) window.location.replace(site);
