// A form that takes a while is sent once, says that it is at work, and lets nothing else be pressed
// beside it. Exit and Help now stand outside <main> and are never held.
const forms = document.querySelectorAll("main form[data-busy]");
let sent = false;

const showWork = (form) => {
  for (const button of document.querySelectorAll("main button[type=submit]")) button.disabled = true;
  const said = form.querySelector("[role=status]");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-hidden", "true");
  said.replaceChildren(form.dataset.busy, " ", bar);
};

for (const form of forms) {
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    setTimeout(() => showWork(form)); // once the form is on its way with everything in it
  });
}
