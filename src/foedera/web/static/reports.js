// Lights a claim's words in the text while its card is looked at, and the other way round.

const lit = new Set();

function numbers(element) {
  return element.dataset.claims.split(" ");
}

function light(element) {
  const wanted = new Set(numbers(element));
  for (const other of document.querySelectorAll("[data-claims]")) {
    if (other !== element && numbers(other).some((number) => wanted.has(number))) {
      other.classList.add("lit");
      lit.add(other);
      if (other.classList.contains("claim-card")) bringIntoView(other);
    }
  }
}

// Where the cards scroll in a box of their own, they follow the text; the page stays where it is.
function bringIntoView(card) {
  const box = card.parentElement;
  if (box.scrollHeight <= box.clientHeight || card.parentElement.matches(":hover")) return;
  const above = card.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (above < 0 || above + card.offsetHeight > box.clientHeight) box.scrollTop += above - 8;
}

function darken() {
  for (const element of lit) element.classList.remove("lit");
  lit.clear();
}

for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (event) => {
    const element = event.target.closest?.("[data-claims]");
    if (element) light(element);
  });
  document.addEventListener(end, darken);
}

// A card that a link leads to takes the focus, so that the keyboard goes on from there.
window.addEventListener("hashchange", () => {
  const card = document.querySelector(".claim-card:target");
  if (card) card.focus({ preventScroll: true });
});

// The claim that the address names: its card is brought beside its words.
const chosen = document.querySelector(".claim-card.chosen");
if (chosen) bringIntoView(chosen);
