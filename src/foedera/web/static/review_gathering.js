// Asks again until the proposals are gathered, and turns to them.

const place = document.getElementById("gathering");

async function look() {
  try {
    const answer = await fetch(place.dataset.again, { headers: { accept: "application/json" } });
    if (answer.status !== 202) {
      window.location.reload();
      return;
    }
    const told = await answer.json();
    const bar = place.querySelector("progress");
    if (bar && told.count) bar.value = told.number;
    if (!bar && told.count) window.location.reload();
  } catch {
    // The server may be busy: ask again.
  }
  window.setTimeout(look, 1500);
}

window.setTimeout(look, 1000);
