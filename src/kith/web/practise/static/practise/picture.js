// A picture out of a camera is larger than it has to be. Where the browser can, a smaller copy is made
// before it is sent; it holds the dots alone. Where it cannot, the picture is sent as it is.
const MOST_SIDE = 2400;
const SMALL_ENOUGH = 1_500_000; // bytes
const QUALITY = 0.86;
const AS = "image/jpeg";

const smaller = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, MOST_SIDE / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= SMALL_ENOUGH) return null;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "white"; // JPEG has nothing that is seen through
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise((done) => canvas.toBlob(done, AS, QUALITY));
  return made && made.size < file.size ? new File([made], "picture.jpg", { type: AS }) : null;
};

const chosen = document.getElementById("picture");
const said = chosen?.closest(".field").querySelector("[role=status]");
const button = chosen?.form.querySelector("button[type=submit]");
const moves = (file) => file.type === "image/gif" || file.type === "image/svg+xml"; // the server says why not

chosen?.addEventListener("change", async () => {
  const [file] = chosen.files;
  said.textContent = "";
  if (!file || moves(file)) return;
  button.disabled = true;
  if (file.size > SMALL_ENOUGH) said.textContent = chosen.dataset.working;
  try {
    const made = await smaller(file);
    if (made && chosen.files[0] === file) {
      const held = new DataTransfer();
      held.items.add(made);
      chosen.files = held.files;
      said.textContent = chosen.dataset.done;
    } else {
      said.textContent = "";
    }
  } catch {
    said.textContent = ""; // no picture for this browser: the server looks at it
  } finally {
    button.disabled = false;
  }
});
