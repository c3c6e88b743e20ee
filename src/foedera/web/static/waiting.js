// Asks again until the work is done, and then turns to what came of it.

const place = document.getElementById("waiting");
const PAUSE = 1500;

async function look() {
  let told = null;
  try {
    const answer = await fetch(place.dataset.again, { headers: { accept: "application/json" } });
    if (answer.status !== 202) {
      window.location.reload();
      return;
    }
    told = await answer.json();
  } catch {
    // The server may be busy: ask again.
  }
  const bar = place.querySelector("progress");
  if (bar && told?.count) bar.value = told.number;
  if (!bar && told?.count) window.location.reload();
  else window.setTimeout(look, PAUSE);
}

window.setTimeout(look, PAUSE);
