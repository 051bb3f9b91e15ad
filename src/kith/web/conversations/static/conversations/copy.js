// Copies the words of a field when its button is pressed, and never reads what lies in the clipboard.
// The buttons are hidden until this runs: without it the field is there to select from.

function said(button, name) {
  const template = button.closest(".copying")?.querySelector(`template[data-said="${name}"]`);
  const line = button.closest(".copying")?.querySelector("[role=status]");
  if (template && line) line.textContent = template.content.textContent;
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copies);
  if (!field) return;
  try {
    await navigator.clipboard.writeText(field.value);
    said(button, "copied");
  } catch {
    field.focus();
    field.select();
    said(button, "by-hand");
  }
}

for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
