// Slices of a pie as parts of a hundred, while they are typed; the numbers themselves stay as they are.
const HUNDRED = 100;

for (const pie of document.querySelectorAll("[data-pie]")) {
  const whole = pie.querySelector("[data-whole]");
  const shown = () => {
    const rows = [...pie.querySelectorAll(".slice")].map((row) => {
      const number = Number(row.querySelector(".size input")?.value.replace(",", "."));
      const named = row.querySelector(".size label") ? row.querySelector("input")?.value.trim() : row.querySelector("label")?.textContent;
      return { name: named || "…", number: number > 0 && number <= HUNDRED ? number : 0 };
    }).filter((row) => row.number);
    const sum = rows.reduce((so, row) => so + row.number, 0);
    const parts = rows.map((row) => `${row.name} ${Math.round((HUNDRED * row.number) / sum)}\u00a0%`);
    whole.textContent = parts.length ? `${whole.dataset.says} ${parts.join(" · ")}` : "";
  };
  pie.addEventListener("input", shown);
  document.addEventListener("kith:brought-back", shown);
  shown();
}
