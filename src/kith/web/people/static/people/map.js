// The map: drag or arrow keys put somebody elsewhere, the slider looks back.
// Without this script the links, the list and the form of each tie do the same.
const STEP = 0.02;
const FURTHER = 0.1;
const SAVE_AFTER_MS = 600;
const MOVED_PX = 4;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const place = document.getElementById("map-place");
const said = document.getElementById("map-said");
const slider = document.getElementById("then-now");
const picture = slider?.dataset.picture ?? "/people/picture/";
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
const svg = () => place.querySelector("svg.eco[data-half]");
const half = () => Number(svg().dataset.half);
const nodeOf = (target) => target.closest?.(".eco-node");
const movable = () => place.querySelector(".movable") !== null;
const limited = (value) => Math.max(-1, Math.min(1, value));

let asked = 0;
const redraw = async (query = "", focusKey = "") => {
  const mine = ++asked;
  const answer = await fetch(`${picture}${query}`).catch(() => null);
  if (mine !== asked || !answer?.ok || answer.redirected) return;
  const scroll = place.querySelector(".map-scroll");
  const at = scroll ? [scroll.scrollLeft, scroll.scrollTop] : [0, 0];
  place.innerHTML = await answer.text();
  place.querySelector(".map-scroll")?.scrollTo(...at);
  dressed();
  if (focusKey) place.querySelector(`.eco-node[data-key="${focusKey}"]`)?.focus({ preventScroll: true });
};

let whole = false; // all of the map at once, with small names, instead of a part that can be read
const dressed = () => {
  for (const hint of place.querySelectorAll(".map-how")) hint.hidden = false;
  const scroll = place.querySelector(".map-scroll");
  if (!scroll) return;
  const [across, down] = [scroll.scrollWidth - scroll.clientWidth, scroll.scrollHeight - scroll.clientHeight];
  place.querySelector(".map-more").hidden = !(whole || across > 1 || down > 1);
  scroll.classList.toggle("whole", whole);
  place.querySelector("[data-whole]").setAttribute("aria-pressed", whole);
  if (whole || scroll.scrollLeft || scroll.scrollTop) return;
  scroll.scrollTo(across / 2, down / 2); // you are in the middle
};

// The card beside the map is about whoever is pointed at or focused.
const about = (node) => {
  for (const card of place.querySelectorAll(".about")) {
    card.hidden = card.id !== `about-${node.dataset.key}`;
  }
};

// --- moving -------------------------------------------------------------------------------
const spotOf = (node) => [Number(node.dataset.x), Number(node.dataset.y)];

const show = (node, x, y) => {
  const [fromX, fromY] = (node.dataset.from ??= `${node.dataset.x} ${node.dataset.y}`).split(" ").map(Number);
  node.dataset.x = x;
  node.dataset.y = y;
  node.setAttribute("transform", `translate(${(x - fromX) * half()} ${(y - fromY) * half()})`);
  const line = place.querySelector(`.eco-line[data-for="${node.dataset.key}"]`);
  const path = line?.querySelector("path");
  if (!path) return;
  for (const head of line.querySelectorAll("polygon")) head.remove();
  const away = Math.hypot(x, y) * half();
  const [start, end] = [30 / Math.max(away, 31), Math.max(1 - 23 / Math.max(away, 24), 0)];
  path.setAttribute("d", `M${x * half() * start} ${y * half() * start}L${x * half() * end} ${y * half() * end}`);
};

const save = async (node) => {
  const key = node.dataset.key;
  const focused = document.activeElement === node;
  const [x, y] = spotOf(node);
  const answer = await fetch(`/people/${key}/place/`, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams({ x, y }),
  }).catch(() => null);
  const told = answer && !answer.redirected ? await answer.json().catch(() => null) : null;
  said.textContent = told?.said ?? said.dataset.unsaved;
  await redraw("", focused ? key : "");
};

let waiting;
let pending = null;
const saveSoon = (node) => {
  clearTimeout(waiting);
  pending = node;
  waiting = setTimeout(() => {
    pending = null;
    save(node);
  }, SAVE_AFTER_MS);
};

document.addEventListener("keydown", (event) => {
  const node = nodeOf(event.target);
  const arrow = ARROWS[event.key];
  if (!node || !arrow || event.ctrlKey || event.altKey || event.metaKey || !movable()) return;
  event.preventDefault();
  asked += 1; // an answer on its way would put back what is being moved
  const by = event.shiftKey ? FURTHER : STEP;
  const [x, y] = spotOf(node);
  show(node, limited(x + arrow[0] * by), limited(y + arrow[1] * by));
  saveSoon(node);
});

let held = null;
const pointed = (event) => {
  const matrix = svg().getScreenCTM().inverse();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return [at.x / half(), at.y / half()];
};

// The paper itself moves what is in the frame; a finger does so without a script.
let paper = null;
place.addEventListener("pointerdown", (event) => {
  const scroll = event.target.closest?.(".map-scroll");
  if (!scroll || nodeOf(event.target) || event.button !== 0 || event.pointerType === "touch") return;
  paper = { scroll, left: scroll.scrollLeft + event.clientX, top: scroll.scrollTop + event.clientY };
});
document.addEventListener("pointermove", (event) => {
  paper?.scroll.scrollTo(paper.left - event.clientX, paper.top - event.clientY);
});
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { paper = null; });

place.addEventListener("pointerdown", (event) => {
  const node = nodeOf(event.target);
  if (!node || event.button !== 0 || !movable()) return;
  const [x, y] = pointed(event);
  const [nodeX, nodeY] = spotOf(node);
  held = { node, offX: nodeX - x, offY: nodeY - y, fromX: event.clientX, fromY: event.clientY, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const far = Math.hypot(event.clientX - held.fromX, event.clientY - held.fromY);
  if (!held.moved && far < MOVED_PX) return;
  if (!held.moved) {
    held.moved = true;
    asked += 1;
    held.node.setPointerCapture?.(event.pointerId);
    held.node.classList.add("held");
  }
  const [x, y] = pointed(event);
  show(held.node, limited(x + held.offX), limited(y + held.offY));
});
const drop = () => {
  if (!held) return;
  const { node, moved } = held;
  held = null;
  if (!moved) return;
  node.classList.remove("held");
  node.dataset.dropped = "1";
  setTimeout(() => delete node.dataset.dropped);
  save(node);
};
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);
place.addEventListener("dragstart", (event) => {
  if (nodeOf(event.target)) event.preventDefault();
});
place.addEventListener("click", (event) => {
  if (nodeOf(event.target)?.dataset.dropped) event.preventDefault();
});
document.addEventListener("focusout", (event) => {
  const node = nodeOf(event.target);
  if (node && node === pending) {
    clearTimeout(waiting);
    pending = null;
    save(node);
  }
});
place.addEventListener("click", (event) => {
  if (!event.target.closest("[data-whole]")) return;
  whole = !whole;
  dressed();
});
place.addEventListener("focusin", (event) => nodeOf(event.target) && about(nodeOf(event.target)));
place.addEventListener("pointerover", (event) => nodeOf(event.target) && !held && about(nodeOf(event.target)));

// --- then and now ---------------------------------------------------------------------------
const slide = () => {
  const select = slider.querySelector("select");
  const output = slider.querySelector("output");
  const compare = slider.querySelector("[name=compare]");
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: 0, max: select.options.length - 1, value: select.value, id: "step", name: "step" });
  const name = () => select.options[range.value].textContent;
  const tell = () => {
    range.setAttribute("aria-valuetext", name());
    output.textContent = name();
  };
  const look = () => {
    tell();
    redraw(`?step=${range.value}${compare.checked ? "&compare=1" : ""}`);
  };
  select.removeAttribute("id");
  select.replaceWith(range);
  slider.querySelector(".then-show").hidden = true;
  output.hidden = false;
  let soon;
  range.addEventListener("input", () => {
    tell();
    clearTimeout(soon);
    soon = setTimeout(look, 150);
  });
  compare.addEventListener("change", () => {
    if (compare.checked && Number(range.value) === Number(range.max)) range.value = 0;
    look();
  });
  slider.addEventListener("submit", (event) => event.preventDefault());
  tell();
};

if (slider) slide();
dressed();
