// Who was there: a part of the form for each chosen person, a new name, nobody at all.
const root = document.querySelector("[data-who]");
const meetings = document.querySelector("[data-meetings]");
const form = root?.closest("form");
const alone = root?.querySelector("[data-alone]");
const field = root?.querySelector("[data-new-name]");
const button = root?.querySelector("[data-add-name]");
const together = meetings?.querySelector("[data-together]");
const templates = {
  person: document.querySelector("[data-meeting-form]"),
  group: document.querySelector("[data-group-form]"),
};

const boxes = () => [...root.querySelectorAll("input[name=people]")];
const chosen = () => boxes().filter((box) => box.checked);
const keyOf = (box) => (box.value.startsWith("new-") ? box.value : `p${box.value}`);
const part = (key) => meetings?.querySelector(`[data-meeting="${key}"]`);

const fill = (node, key, name) => {
  for (const element of node.querySelectorAll("*")) {
    for (const attribute of [...element.attributes]) {
      if (attribute.value.includes("__key__")) attribute.value = attribute.value.replaceAll("__key__", key);
    }
  }
  const legend = node.querySelector("legend h3");
  legend.textContent = legend.textContent.replace("__name__", name);
};

const make = (key, name) => {
  const copy = templates[key === "all" ? "group" : "person"].content.cloneNode(true);
  const block = copy.querySelector("[data-meeting]");
  block.dataset.meeting = key;
  fill(copy, key, name);
  meetings.append(copy);
  return part(key);
};

// A part that is hidden is not sent, and comes back as it was when the person is chosen again.
const show = (block, visible) => {
  block.hidden = !visible;
  for (const input of block.querySelectorAll("input")) {
    if (input.dataset.name === undefined) input.disabled = !visible;
  }
};

const arrange = () => {
  if (!meetings || !templates.person) return;
  const here = chosen();
  together.hidden = here.length < 2;
  const box = together.querySelector("input");
  box.disabled = here.length < 2;
  const asOne = here.length > 1 && box.checked;
  const keys = new Set(asOne ? ["all"] : here.map(keyOf));
  for (const person of here) {
    if (!asOne && !part(keyOf(person))) make(keyOf(person), person.dataset.person);
  }
  if (asOne && !part("all")) make("all", "");
  for (const block of meetings.querySelectorAll("[data-meeting]")) show(block, keys.has(block.dataset.meeting));
};

const addPerson = (key, name) => {
  const item = document.createElement("li");
  const label = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "people", value: key, checked: true });
  box.dataset.person = name;
  const face = Object.assign(document.createElement("span"), { className: "face", textContent: [...name][0] });
  face.setAttribute("aria-hidden", "true");
  const shown = Object.assign(document.createElement("span"), { className: "name", textContent: name });
  const kept = Object.assign(document.createElement("input"), { type: "hidden", name: `name-${key}`, value: name });
  label.className = "person";
  label.append(box, face, shown);
  item.append(label, kept);
  root.querySelector("[data-people] .add").before(item);
  return box;
};

const freeKey = () => {
  let n = 1;
  while (form.querySelector(`[name="name-new-${n}"]`)) n += 1;
  return `new-${n}`;
};

const add = () => {
  const name = field.value.trim().replace(/\s+/g, " ");
  if (!name) return field.focus();
  const same = boxes().find((box) => box.dataset.person.toLowerCase() === name.toLowerCase());
  const box = same ?? addPerson(freeKey(), name);
  box.checked = true;
  field.value = "";
  root.querySelector("[data-add]").open = false;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.focus();
};

// After a lock: people that were typed come back, then the parts, then what was said in them.
const bringBack = (fields) => {
  for (const key of fields.people ?? []) {
    const name = fields[`name-${key}`]?.[0];
    if (name && !form.querySelector(`[name="name-${key}"]`)) addPerson(key, name);
  }
  arrange();
  for (const input of meetings?.querySelectorAll("[data-meeting] input") ?? []) {
    const kept = fields[input.name];
    if (input.type === "hidden") continue;
    if (input.type === "checkbox" || input.type === "radio") input.checked = kept?.includes(input.value) ?? false;
    else if (kept) input.value = kept[0];
  }
  arrange();
};

if (root) {
  button.hidden = false;
  button.addEventListener("click", add);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    add();
  });
  root.querySelector("[data-add]").addEventListener("toggle", (event) => event.target.open && field.focus());
  form.addEventListener("change", (event) => {
    if (event.target === alone && alone.checked) for (const box of chosen()) box.checked = false;
    if (event.target.name === "people" && event.target.checked && alone) alone.checked = false;
    if (["people", "alone", "together"].includes(event.target.name)) arrange();
  });
  form.addEventListener("kith:brought-back", (event) => bringBack(event.detail));
  arrange();
}
