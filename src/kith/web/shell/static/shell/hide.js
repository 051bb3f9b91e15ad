// Hide what stands in clear on the screen, and show it again. Without script it stays shown, and the
// button that could do nothing is not there.
const hide = (part, hidden) => {
  if (part.matches("input")) part.type = hidden ? "password" : "text";
  else part.classList.toggle("unseen", hidden);
};

const setUp = () => {
  for (const button of document.querySelectorAll("button[data-hides]")) {
    const parts = [...document.querySelectorAll("[data-hidable]")];
    const said = [...button.querySelectorAll("span")]; // "Hide", then "Show"
    button.hidden = false;
    button.addEventListener("click", () => {
      const hidden = !said[0].hidden;
      for (const part of parts) hide(part, hidden);
      said[0].hidden = hidden;
      said[1].hidden = !hidden;
    });
  }
};

setUp();
document.addEventListener("kith:answered", setUp); // send.js put another page in the place of this one
