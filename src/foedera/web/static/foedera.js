// What every page is quicker with. Without it each link is a page of its own.

const drawer = document.getElementById("drawer");
const content = document.getElementById("drawer-content");

// Evidence opens beside what it supports; the link stays a link for everything else.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-drawer]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  let page;
  try {
    const answer = await fetch(link.href, { headers: { accept: "text/html" } });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    window.location.assign(link.href);
    return;
  }
  const main = page.getElementById("main");
  const heading = main.querySelector("h1");
  if (heading) heading.id = "drawer-title";
  content.replaceChildren(...main.childNodes);
  if (!drawer.open) drawer.showModal();
  content.scrollTop = 0;
});

drawer.addEventListener("click", (event) => {
  if (event.target === drawer) drawer.close();
});

// Wide tables and pictures scroll inside their own box, which the keyboard can reach.
for (const box of document.querySelectorAll(".scrolls")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
