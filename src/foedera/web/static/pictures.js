// Pictures by keyboard and by hand: arrow keys from mark to mark, buttons to enlarge and move.
// Without it every mark is a link in the order of the picture, and the table says the same.

const STEP = 1.5;
const MOST = 12;
const SHIFT = 80;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

for (const figure of document.querySelectorAll("[data-picture]")) {
  const picture = figure.querySelector("svg");
  if (!picture) continue;
  rove(picture);
  twin(picture);
  enlarge(figure, picture);
}

/** Lets one mark at a time be reached by Tab, and the others from it by arrow keys. */
function rove(picture) {
  const marks = [...picture.querySelectorAll("a[href]")];
  const reach = (chosen) => {
    for (const mark of marks) mark.setAttribute("tabindex", mark === chosen ? "0" : "-1");
  };
  if (marks.length === 0) return;
  reach(marks[0]);
  picture.addEventListener("focusin", (event) => {
    const mark = event.target.closest("a[href]");
    if (mark) reach(mark);
  });
  picture.addEventListener("keydown", (event) => {
    const mark = event.target.closest("a[href]");
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = event.key === "Home" ? marks[0] : event.key === "End" ? marks.at(-1) : nearest(mark, ARROWS[event.key]);
    if (!next) return;
    event.preventDefault();
    reach(next);
    next.focus();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  function nearest(from, way) {
    if (!way) return undefined;
    const here = middle(from);
    let best;
    let least = Infinity;
    for (const mark of marks) {
      const there = middle(mark);
      const ahead = (there[0] - here[0]) * way[0] + (there[1] - here[1]) * way[1];
      const aside = Math.abs((there[0] - here[0]) * way[1]) + Math.abs((there[1] - here[1]) * way[0]);
      const far = ahead + 2 * aside;
      if (mark !== from && ahead > 0.5 && far < least) [best, least] = [mark, far];
    }
    return best;
  }
}

function middle(mark) {
  const box = mark.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

/** Lights the row of the mark that is pointed at, and the mark of the row. */
function twin(picture) {
  for (const mark of picture.querySelectorAll("a[id^='mark-']")) {
    const row = document.getElementById(mark.id.replace("mark-", "row-"));
    if (!row) continue;
    const light = (on) => [mark, row].forEach((one) => one.classList.toggle("pic-lit", on));
    for (const one of [mark, row]) {
      one.addEventListener("pointerenter", () => light(true));
      one.addEventListener("pointerleave", () => light(false));
      one.addEventListener("focusin", () => light(true));
      one.addEventListener("focusout", () => light(false));
    }
  }
}

/** Enlarges and moves a picture by buttons, and by hand where it is enlarged. */
async function enlarge(figure, picture) {
  const inner = picture.querySelector(".pic-zooms");
  if (!figure.dataset.zoom || !inner) return;
  const { select, zoom, zoomIdentity, zoomTransform } = await import(figure.dataset.zoom);
  const box = figure.querySelector(".pic-box");
  const size = picture.viewBox.baseVal;
  const moves = zoom()
    .scaleExtent([1, MOST])
    .extent([[0, 0], [size.width, size.height]])
    .translateExtent([[0, 0], [size.width, size.height]])
    // The wheel scrolls the page, as everywhere, unless Ctrl is held; fingers scroll, too.
    .filter((event) => !event.button && (event.type === "wheel" ? event.ctrlKey : zoomTransform(picture).k > 1))
    .on("zoom", ({ transform }) => {
      inner.setAttribute("transform", transform.toString());
      box.classList.toggle("pic-moved", transform.k > 1);
    });
  const held = select(picture).call(moves);
  const ways = {
    in: () => held.call(moves.scaleBy, STEP),
    out: () => held.call(moves.scaleBy, 1 / STEP),
    reset: () => held.call(moves.transform, zoomIdentity),
    left: () => shift(1, 0),
    right: () => shift(-1, 0),
    up: () => shift(0, 1),
    down: () => shift(0, -1),
  };
  const shift = (x, y) => held.call(moves.translateBy, (x * SHIFT) / zoomTransform(picture).k, (y * SHIFT) / zoomTransform(picture).k);
  const tools = figure.querySelector(".pic-tools");
  tools.hidden = false;
  tools.addEventListener("click", (event) => ways[event.target.closest("button")?.dataset.way]?.());
}
