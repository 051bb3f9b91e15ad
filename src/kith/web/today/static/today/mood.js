// The map of moods: a picture that moves two sliders. The sliders are what is saved.
const STEP = 0.05;
const MARGIN = 0.1; // of the map, on every side
const NEAR = 5;
const EDGES = [-0.6, -0.15, 0.15, 0.6];

const root = document.querySelector("[data-mood]");
const map = root?.querySelector("[data-map]");
const dot = root?.querySelector("[data-dot]");
// Whether a mood was said: two choices that only a page without this map shows, or a hidden "yes".
const sayings = root ? [...root.querySelectorAll("[data-mood-set]")] : [];
const isSaid = () => sayings.some((one) => one.value === "1" && (one.type === "hidden" || one.checked));
const said = root?.querySelector("[data-mood-said]");
const sliders = root ? { x: root.querySelector("#valence"), y: root.querySelector("#arousal") } : {};
const words = { x: root?.dataset.pleasant.split("|"), y: root?.dataset.awake.split("|") };

const clamp = (value) => Math.max(-1, Math.min(1, value));
const stepped = (value) => Math.round(clamp(value) / STEP) * STEP;
const percent = (value) => (MARGIN + ((value + 1) / 2) * (1 - 2 * MARGIN)) * 100;
const inWords = (axis, value) => words[axis][EDGES.filter((edge) => value >= edge).length];
const point = () => ({ x: Number(sliders.x.value), y: Number(sliders.y.value) });

const draw = () => {
  const { x, y } = point();
  for (const axis of ["x", "y"]) sliders[axis].setAttribute("aria-valuetext", inWords(axis, point()[axis]));
  const known = isSaid();
  dot.hidden = !known;
  said.hidden = !known;
  dot.style.left = `${percent(x)}%`;
  dot.style.top = `${percent(-y)}%`;
  said.textContent = `${inWords("x", x)}, ${inWords("y", y)}`;
  suggest(known ? { x, y } : null);
};

const moved = () => {
  for (const one of sayings) one.checked = one.value === "1";
  draw();
};

const place = (event) => {
  const box = map.getBoundingClientRect();
  const along = (at, from, length) => (((at - from) / length - MARGIN) / (1 - 2 * MARGIN)) * 2 - 1;
  sliders.x.value = stepped(along(event.clientX, box.left, box.width));
  sliders.y.value = stepped(-along(event.clientY, box.top, box.height));
  sliders.x.dispatchEvent(new Event("input", { bubbles: true }));
};

// A tap places the dot; dragging starts on the dot, or anywhere with a mouse or pen, so that a
// finger that scrolls the page over the map sets nothing.
const listenToMap = () => {
  let dragging = false;
  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.pointerType === "touch" && event.target !== dot)) return;
    dragging = true;
    map.setPointerCapture(event.pointerId);
    event.preventDefault();
    place(event);
  });
  map.addEventListener("pointermove", (event) => dragging && place(event));
  for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, () => (dragging = false));
  map.addEventListener("click", place);
};

// Left and right belong to one slider, up and down to the other; the focus goes along, so that a
// screen reader says what changed.
const ARROWS = { ArrowLeft: ["x", -1], ArrowRight: ["x", 1], ArrowDown: ["y", -1], ArrowUp: ["y", 1] };
const listenToKeys = () => {
  for (const slider of Object.values(sliders)) {
    slider.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const [axis, way] = arrow;
      sliders[axis].value = stepped(Number(sliders[axis].value) + way * STEP * (event.shiftKey ? 4 : 2));
      sliders[axis].focus();
      sliders[axis].dispatchEvent(new Event("input", { bubbles: true }));
    });
    slider.addEventListener("input", moved);
    slider.addEventListener("focus", () => root.classList.add("by-keyboard"));
  }
};

// Words near the point, beside those already taken. The boxes in the full list are what is saved.
const near = document.querySelector("[data-near]");
const list = document.querySelector("[data-all-words]");
const boxes = list ? [...list.querySelectorAll("input[name=feelings]")] : [];
const more = list?.querySelector("[data-more-words]");
const ALWAYS = ["feel.mixed", "feel.dont_know"];

const nearest = ({ x, y }) =>
  boxes
    .filter((box) => box.dataset.v !== undefined && !ALWAYS.includes(box.value))
    .map((box) => ({ box, far: (box.dataset.v / 2 - x) ** 2 + (box.dataset.a / 2 - y) ** 2 }))
    .sort((one, other) => one.far - other.far)
    .slice(0, NEAR)
    .map(({ box }) => box);

const chip = (box) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.textContent = box.parentElement.textContent.trim();
  button.dataset.key = box.value;
  const show = () => {
    button.setAttribute("aria-pressed", box.checked);
    button.classList.toggle("on", box.checked);
  };
  show();
  button.addEventListener("click", () => {
    box.checked = !box.checked;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
  return button;
};

const suggest = (at) => {
  const always = boxes.filter((box) => ALWAYS.includes(box.value));
  const wanted = [...boxes.filter((box) => box.checked), ...(at ? nearest(at) : []), ...always];
  near.replaceChildren(...[...new Set(wanted)].map(chip));
};

if (root) {
  map.hidden = false;
  near.hidden = false;
  root.classList.add("with-map");
  root.querySelector("[data-with-map]").hidden = false;
  for (const part of root.querySelectorAll("[data-without-map]")) part.hidden = true;
  for (const mark of map.querySelectorAll("[data-left]")) {
    mark.style.left = `${mark.dataset.left}%`;
    mark.style.top = `${mark.dataset.top}%`;
  }
  listenToMap();
  listenToKeys();
  list.addEventListener("change", (event) => event.target.name === "feelings" && draw());
  more.addEventListener("click", () => setTimeout(() => list.open && list.querySelector("#own_words").focus()));
  root.closest("form").addEventListener("kith:brought-back", draw);
  draw();
}
