// What every page is quicker with. Without it each link is a page of its own.

const drawer = document.getElementById("drawer");
const content = document.getElementById("drawer-content");
const back = document.getElementById("drawer-back");
const whole = document.getElementById("drawer-page");
// What was shown in the drawer before, and the link in it that led on.
const before = [];

// A page whose own style the one beneath lacks brings it along.
function dress(page) {
  const worn = new Set([...document.styleSheets].map((sheet) => sheet.href));
  for (const sheet of page.querySelectorAll('link[rel="stylesheet"]')) {
    const href = new URL(sheet.getAttribute("href"), location.href).href;
    if (worn.has(href)) continue;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
  }
}

function settle(focused) {
  back.hidden = before.length === 0;
  if (!drawer.open) drawer.showModal();
  focused.focus({ preventScroll: true });
}

function show(main, address) {
  const heading = main.querySelector("h1");
  // Names within the page beneath stay its own.
  for (const named of main.querySelectorAll("[id]")) if (named !== heading) named.removeAttribute("id");
  if (heading) {
    heading.id = "drawer-title";
    heading.tabIndex = -1; // it takes the focus, and so is read out
  }
  content.replaceChildren(...main.childNodes);
  whole.href = address;
  drawer.scrollTop = 0;
  settle(heading ?? content);
}

// Evidence opens beside what it supports; the link stays a link for everything else.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-drawer]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  link.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.href, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.getElementById("main");
    if (!main) throw new Error("no page");
    if (drawer.open && content.contains(link)) {
      before.push({ nodes: [...content.childNodes], link, address: whole.href, at: drawer.scrollTop });
    }
    dress(page);
    show(main, answer.url);
  } catch {
    window.location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
});

back.addEventListener("click", () => {
  const last = before.pop();
  if (!last) return;
  content.replaceChildren(...last.nodes);
  whole.href = last.address;
  drawer.scrollTop = last.at;
  settle(last.link);
});

drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});

// Escape and the button close it; a browser gives the focus back to the link it came from.
drawer.addEventListener("close", () => {
  before.length = 0;
  content.replaceChildren();
});

// Wide tables and pictures scroll inside their own box, which the keyboard can then reach.
const boxes = new ResizeObserver((changed) => {
  for (const { target } of changed) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(".scrolls")) boxes.observe(box);
