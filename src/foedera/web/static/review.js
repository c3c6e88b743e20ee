// Review by keyboard. The next pages are fetched before they are asked for; a decision is shown
// as done once the server has it on record, and where it has not the proposal comes back.

const AHEAD = 5;
const RECENT = 10;
const DECIDING = new Set(["accept", "reject", "choose"]);

const review = document.getElementById("review");
const told = review.dataset;
const said = document.getElementById("said");
const recent = document.getElementById("recent");
const help = document.getElementById("help");
const keys = JSON.parse(told.keys);

/** Pages at hand, by address: the promise of a document, and after how many decisions of this
 * sitting it was asked for. */
const pages = new Map();
/** After how many decisions a proposal may last have come to stand otherwise, by its name. */
const stale = new Map();
let taken = 0;
/** Decisions are sent one after another, in the order in which they were taken. */
let saving = Promise.resolve();
let waiting = 0;
/** The page in view is being held against what is on record now; tells whether it is the same. */
let checking = null;

const sheet = () => document.getElementById("sheet");
const ahead = () => JSON.parse(sheet().dataset.ahead);
const named = (address) => decodeURIComponent(new URL(address, location.href).pathname.split("/").pop());

/** Say whether a decision is on its way, or the page in view is being looked at again. */
function busy() {
  review.setAttribute("aria-busy", String(waiting > 0 || checking !== null));
}

function say(words) {
  said.textContent = words;
}

// Pages ahead ------------------------------------------------------------------------

async function fetched(address) {
  const answer = await fetch(address, { headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok || !page.getElementById("sheet")) throw new Error(String(answer.status));
  return page;
}

function page(address) {
  if (!pages.has(address)) {
    const entry = { since: taken, found: fetched(address) };
    entry.found.catch(() => pages.get(address) === entry && pages.delete(address));
    pages.set(address, entry);
  }
  return pages.get(address);
}

/** Tell whether what a page shows may stand otherwise by now. */
const doubtful = (entry, address) => entry.since < (stale.get(named(address)) ?? 0);

/** Have a page at hand as it is now; until it is there the older one serves. */
async function renewed(address) {
  const since = taken;
  const found = await fetched(address);
  if (pages.has(address)) pages.set(address, { since, found: Promise.resolve(found) });
}

function prefetch() {
  const wanted = ahead().slice(0, AHEAD);
  const previous = sheet().dataset.previous;
  for (const address of pages.keys()) {
    if (!wanted.includes(address) && address !== previous) pages.delete(address);
  }
  // Each page is asked for when the one before it is there: the server is not hurried.
  const fetching = async () => {
    for (const address of wanted) {
      if (!ahead().includes(address)) continue;
      const entry = page(address);
      await (doubtful(entry, address) ? renewed(address) : entry.found).catch(() => {});
    }
  };
  fetching();
}

/** Turn to a page; where it cannot be had in place, the browser goes there. */
async function turn(address, { fresh = false, record = true } = {}) {
  if (fresh) pages.delete(address);
  let found;
  const entry = page(address);
  try {
    found = await entry.found;
  } catch {
    await saving;
    window.location.assign(address);
    return;
  }
  pages.delete(address);
  const next = document.importNode(found.getElementById("sheet"), true);
  sheet().replaceWith(next);
  document.title = next.dataset.title;
  if (record) history.pushState(null, "", next.dataset.address);
  window.scrollTo(0, 0);
  next.querySelector("h1").focus({ preventScroll: true });
  performance.mark("review-painted");
  if (doubtful(entry, address)) look();
  else prefetch();
}

// Deciding ---------------------------------------------------------------------------

/** Put a line on top of the last decisions; it says what is being recorded. */
function line(words) {
  document.getElementById("recent-none")?.remove();
  const made = document.getElementById("recent-line").content.firstElementChild.cloneNode(true);
  made.dataset.state = "saving";
  made.querySelector(".badge").textContent = words;
  made.querySelector(".meta").textContent = told.saving;
  recent.prepend(made);
  while (recent.children.length > RECENT) recent.lastElementChild.remove();
  return made;
}

function finish(made, answer, address) {
  made.dataset.state = "done";
  made.dataset.decision = answer.decision.id;
  made.dataset.subject = answer.subject;
  const badge = made.querySelector(".badge");
  badge.className = `badge badge-${answer.kind}`;
  badge.textContent = answer.told;
  made.querySelector(".meta").textContent = told.done;
  const form = made.querySelector("form");
  form.action = address;
  form.elements.decision.value = answer.decision.id;
  form.hidden = false;
  say(`${answer.told}: ${told.done}`);
}

async function send(form, address) {
  const body = new FormData(form);
  const place = new URL(address, location.href);
  place.pathname += ".json";
  let answer;
  try {
    answer = await fetch(place, {
      method: "POST",
      body,
      keepalive: true,
      headers: { "x-foedera-stamp": document.body.dataset.stamp, accept: "application/json" },
    });
  } catch {
    return { failed: { detail: told.unreached } };
  }
  let data;
  try {
    data = await answer.json();
  } catch {
    data = { detail: `HTTP ${answer.status}` };
  }
  return answer.ok ? { done: data } : { failed: data };
}

/** What was decided may bear upon pages that are at hand: they are looked at anew. */
function refresh(names) {
  taken += 1;
  for (const name of names) stale.set(name, taken);
  if (names.includes(sheet().dataset.proposal)) look();
  else prefetch();
}

/** Look at the page in view anew; until that is done, deciding waits for it. */
function look() {
  const check = checked();
  checking = check;
  busy();
  check.finally(() => {
    if (checking === check) checking = null;
    busy();
  });
}

/** Hold the page in view against the server's; where it differs it is replaced, and said so. */
async function checked() {
  const { address } = sheet().dataset;
  let found;
  try {
    found = (await fetched(address)).getElementById("sheet");
  } catch {
    return true; // whatever came in the way comes up again with the decision
  }
  const now = sheet();
  if (now.dataset.address !== address) return true;
  if (content(found) === content(now)) {
    now.dataset.seen = found.dataset.seen;
    now.dataset.ahead = found.dataset.ahead;
    for (const field of now.querySelectorAll('input[name="seen"]')) field.value = found.dataset.seen;
    now.querySelector(".kicker").replaceWith(document.importNode(found.querySelector(".kicker"), true));
    prefetch();
    return true;
  }
  now.replaceWith(document.importNode(found, true));
  prefetch();
  say(`${said.textContent} ${told.changed}`);
  return false;
}

/** What a page tells of its proposal, apart from its place in the queue. */
function content(page) {
  const told = page.cloneNode(true);
  told.querySelector(".kicker").remove();
  return told.textContent.replace(/\s+/g, " ");
}

/** Bring a proposal back with the reason for which nothing was decided. */
async function back(address, failed) {
  await turn(address, { fresh: true });
  const note = document.createElement("div");
  note.className = "error";
  note.id = "failure";
  note.setAttribute("role", "alert");
  for (const words of [`${told.notDone}. ${failed.detail}`, ...(failed.told ?? [])]) {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    note.append(paragraph);
  }
  document.getElementById("failure")?.remove();
  sheet().querySelector("h1").after(note);
}

/** Send a decision and go on; the page of the proposal is in view when this is called. */
function decide(form, words) {
  const { address, back: end } = sheet().dataset;
  const following = ahead()[0];
  const made = line(words);
  waiting += 1;
  busy();
  const sent = saving.then(() => send(form, address));
  saving = sent.then(async ({ done, failed }) => {
    waiting -= 1;
    if (done) {
      finish(made, done, address);
      if (following) refresh(done.stale);
      busy();
      return true;
    }
    made.remove();
    busy();
    say(`${told.notDone}. ${failed.detail}`);
    await back(address, failed);
    return false;
  });
  if (following) {
    turn(following);
  } else {
    saving.then((well) => well && window.location.assign(end));
  }
}

/** Send what leaves the proposal in view: a note, a flag. */
function remark(form, words) {
  const { address } = sheet().dataset;
  const made = line(words);
  saving = saving
    .then(() => send(form, address))
    .then(async ({ done, failed }) => {
      if (done) {
        finish(made, done, address);
        pages.delete(address);
        if (sheet().dataset.address === address) await turn(address, { fresh: true, record: false });
      } else {
        made.remove();
        await back(address, failed);
      }
    });
}

/** Undo a decision and turn to what it was on. */
function undo(form) {
  const item = form.closest("li");
  const address = form.getAttribute("action");
  form.querySelector("button").disabled = true;
  saving = saving
    .then(() => send(form, address))
    .then(async ({ done, failed }) => {
      if (!done) {
        form.querySelector("button").disabled = false;
        await back(address, failed);
        return;
      }
      const badge = document.createElement("span");
      badge.className = "badge";
      badge.textContent = done.told;
      item.querySelector("p").append(" ", badge);
      form.remove();
      pages.clear();
      say(done.told);
      await turn(address, { fresh: true });
    });
}

// Keys and buttons -------------------------------------------------------------------

const button = (act) => sheet().querySelector(`[data-do="${act}"]`);

function press(act, digit) {
  if (checking && DECIDING.has(act)) {
    // Decided is what was seen: where it turns out otherwise the key is dropped.
    checking.then((same) => same && press(act, digit));
    return;
  }
  switch (act) {
    case "skip":
    case "next":
      if (ahead()[0]) turn(ahead()[0]);
      else saving.then(() => window.location.assign(sheet().dataset.back));
      return;
    case "previous":
      if (sheet().dataset.previous) turn(sheet().dataset.previous);
      else say(told.first);
      return;
    case "undo": {
      const form = recent.querySelector("form:not([hidden])");
      if (form) undo(form);
      else if (waiting) saving.then(() => press("undo"));
      else say(told.nothing);
      return;
    }
    case "help":
      help.open = !help.open;
      return;
    case "copies":
      for (const one of sheet().querySelectorAll("details.copies")) one.open = !one.open;
      return;
    case "open":
      sheet().querySelector("a[data-report]")?.click();
      return;
    case "edit":
      unfold("amend", "select, input:not([type=hidden])");
      return;
    case "note":
      unfold("note", "textarea");
      return;
    case "choose": {
      const form = sheet().querySelectorAll('form[data-do="choose"]')[digit - 1];
      if (form) form.requestSubmit();
      else say(told.noKey);
      return;
    }
    default: {
      const form = button(act);
      if (form) form.requestSubmit();
      else say(told.noKey);
    }
  }
}

function unfold(id, first) {
  const place = document.getElementById(id);
  place.open = true;
  place.querySelector(first).focus();
}

document.addEventListener("keydown", (event) => {
  if (!Object.keys(keys).length || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.isComposing || document.querySelector("dialog[open]")) return;
  const at = event.target;
  if (at.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") sheet().querySelector("h1").focus();
    return;
  }
  const key = { " ": "space", Backspace: "backspace", Enter: "enter", Delete: "delete" }[event.key] ?? event.key;
  // What has the focus keeps the keys that are its own.
  if ((key === "space" || key === "enter") && at.closest("a, button, summary")) return;
  const digit = /^[1-9]$/.test(key) ? Number(key) : 0;
  const act = digit ? "choose" : keys[key];
  if (!act) return;
  event.preventDefault();
  if (!event.repeat) press(act, digit);
});

review.addEventListener("submit", (event) => {
  const form = event.target;
  const act = form.dataset.do;
  if (!act) return;
  event.preventDefault();
  if (act === "undo") undo(form);
  else if (act === "note" || act === "flag") remark(form, words(form));
  else if (act === "amend") amend(form);
  else decide(form, words(form));
});

function words(form) {
  const name = [...form.querySelector("button").childNodes].filter((one) => one.nodeName !== "KBD");
  const verb = name.map((one) => one.textContent).join("").trim();
  return `${verb} · ${sheet().querySelector("h1").textContent.trim().replace(/\s+/g, " ")}`;
}

/** An amendment may be wrong in a field: the page stays until it is on record. */
function amend(form) {
  const { address } = sheet().dataset;
  const following = ahead()[0];
  const end = sheet().dataset.back;
  const made = line(words(form));
  saving = saving
    .then(() => send(form, address))
    .then(async ({ done, failed }) => {
      if (!done) {
        made.remove();
        HTMLFormElement.prototype.submit.call(form); // the server marks what is wrong with it
        return;
      }
      finish(made, done, address);
      pages.clear();
      if (following) await turn(following, { fresh: true });
      else window.location.assign(end);
      say(`${done.told}: ${told.done}`);
    })
    .catch(() => say(`${told.notDone}. ${failed(made)}`));
}

function failed(made) {
  made.remove();
  return told.unreached;
}

review.addEventListener("click", (event) => {
  const link = event.target.closest("#sheet a[data-do]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  press(link.dataset.do);
});

window.addEventListener("popstate", () => turn(location.pathname + location.search, { record: false }));
window.addEventListener("beforeunload", (event) => {
  if (waiting) event.preventDefault();
});

prefetch();
