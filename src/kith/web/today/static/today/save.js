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
  // What has to be mended first is read out and led through; a field that is folded away opens.
  const problems = document.getElementById("problems");
  problems?.focus();
  problems?.addEventListener("click", (event) => {
    const field = document.getElementById(event.target.getAttribute("href")?.slice(1) ?? "");
    if (!field) return;
    event.preventDefault();
    for (let part = field.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
}
