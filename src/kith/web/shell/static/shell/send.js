// Send what opens Kith without leaving the page. A browser that goes to a page with a form keeps what
// the form sent, to restore its windows: in its files, in the clear. What a script sends it does not
// keep. Without script the form is sent as any other.
const REFUSED = 401; // Kith was opened in another window meanwhile

const say = (form, words) => {
  form.querySelector("[role=status]").textContent = words;
};

// The button says that it is at work, and keeps the focus.
const work = (form) => {
  const button = form.querySelector("button[type=submit]");
  const before = button.textContent;
  button.textContent = form.dataset.working;
  button.setAttribute("aria-disabled", "true");
  say(form, form.dataset.working);
  return () => {
    button.textContent = before;
    button.removeAttribute("aria-disabled");
    say(form, "");
  };
};

const pageIn = async (answer) => {
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = shown.getElementById("main");
  return main && { main, title: shown.title };
};

// The same page with what happened: a notice that is read out, and the field to go on with.
const show = ({ main, title }) => {
  const before = document.getElementById("main");
  document.title = title;
  before.replaceChildren(...main.childNodes);
  document.dispatchEvent(new CustomEvent("kith:answered"));
  const notice = before.querySelector("[role=alert]") ?? before;
  notice.tabIndex = -1;
  (before.querySelector("[autofocus]") ?? notice).focus();
  notice.scrollIntoView({ block: "nearest" });
};

const send = async (form) => {
  const rest = work(form);
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "manual",
    cache: "no-store",
  }).catch(() => {});
  if (answer?.type === "opaqueredirect" || answer?.status === REFUSED) {
    window.location.replace("/");
    return true; // it stays at work until the next page is there
  }
  const shown = answer && (await pageIn(answer).catch(() => {}));
  rest();
  if (shown) show(shown);
  else say(form, form.dataset.unanswered);
  return false;
};

let sending = false;
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-working]")) return;
  event.preventDefault();
  if (sending) return;
  sending = true;
  sending = await send(form);
});
