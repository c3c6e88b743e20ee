// What the screens of the law are quicker with. Each link and each fold works without it.

// A part that stands on a page of its own is fetched into this one.
for (const place of document.querySelectorAll("[data-part]")) {
  fetch(place.dataset.part, { headers: { accept: "text/html" } })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((text) => {
      const part = new DOMParser().parseFromString(text, "text/html").getElementById("part");
      if (part) place.replaceWith(...part.children);
    })
    .catch(() => {});
}

// Proofs open and close together.
for (const tools of document.querySelectorAll("[data-folds]")) {
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-open]");
    if (!button) return;
    const folds = document.getElementById(tools.dataset.folds).querySelectorAll("details");
    for (const fold of folds) fold.open = button.dataset.open === "yes";
  });
}

// What an address points into unfolds.
function unfold() {
  const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  const inner = target?.querySelector("details");
  if (inner) inner.open = true;
  target?.scrollIntoView();
}
window.addEventListener("hashchange", unfold);
if (window.location.hash) unfold();

// On paper nothing is folded.
window.addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("main details")) fold.open = true;
});
