// The queue begins by one key, too: Enter where nothing else has the focus.

const begin = document.getElementById("begin");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target !== document.body) return;
  if (event.ctrlKey || event.metaKey || event.altKey || !begin) return;
  begin.click();
});
