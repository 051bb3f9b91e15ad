// Ctrl or ⌘ with Enter saves, from anywhere in the form; a form is sent once.
const form = document.querySelector("form[data-save-keys]");

if (form) {
  const hint = form.querySelector("[data-save-hint]");
  if (hint) hint.hidden = false;
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.primary"));
  });
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  const note = form.querySelector("details.note");
  note?.addEventListener("toggle", () => note.open && form.querySelector("#note").focus());
  form.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
}
