// What every page has: search as you type, and buttons that copy a section.
// A list under each search box that is marked data-suggest. Words reach the page as text only.
"use strict";
const wording = JSON.parse(document.getElementById("wording").textContent);
for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("ul");
  list.id = `found-${Math.random().toString(36).slice(2)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", wording.found);
  list.hidden = true;
  box.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) box.setAttribute(name, value);
  let chosen = -1, wait = 0, asked = null;

  const close = () => { list.hidden = true; chosen = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const choose = (next) => {
    const rows = [...list.children];
    if (!rows.length) return;
    chosen = (next + rows.length) % rows.length;
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    rows[chosen].scrollIntoView({block: "nearest"});
    box.setAttribute("aria-activedescendant", rows[chosen].id);
  };
  const show = (rows) => {
    list.replaceChildren(...rows.map((row, at) => {
      const item = document.createElement("li");
      Object.assign(item, {id: `${list.id}-${at}`});
      item.setAttribute("role", "option");
      item.dataset.href = row.href;
      item.append(row.label);
      const note = document.createElement("small");
      note.append([row.kind, row.note].filter(Boolean).join(" · "));
      item.append(note);
      return item;
    }));
    list.hidden = !rows.length;
    chosen = -1;
    box.setAttribute("aria-expanded", String(rows.length > 0));
  };
  const go = (item) => {
    const href = item.dataset.href;
    if (href.startsWith("/") && !href.startsWith("//")) location.assign(href);
  };

  box.addEventListener("input", () => {
    clearTimeout(wait);
    const words = box.value.trim();
    if (words.length < 2) { close(); return; }
    wait = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(`/search.json?q=${encodeURIComponent(words)}`, {signal: asked.signal});
        if (answer.ok && document.activeElement === box) show(await answer.json());
      } catch (error) { if (error.name !== "AbortError") close(); }
    }, 90);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen]);
    } else if (event.key === "Escape") close();
  });
  list.addEventListener("mousedown", (event) => { const item = event.target.closest("li"); if (item) { event.preventDefault(); go(item); } });
  box.addEventListener("blur", () => setTimeout(close, 120));
}

// Copies the section around a button as words, and with its links for programs that keep them.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const section = button.closest("section").cloneNode(true);
    section.querySelector(".tools").remove();
    section.querySelector("h2").textContent = document.querySelector("h1").textContent;
    for (const link of section.querySelectorAll("a")) link.href = link.href; // whole addresses
    const words = [...section.querySelectorAll("h2, li, p")].map((each) => each.textContent.trim().replace(/\s+/g, " ")).join("\n");
    const told = button.parentElement.querySelector("[role=status]");
    try {
      const kinds = {"text/plain": words, "text/html": section.innerHTML};
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([kind, text]) => [kind, new Blob([text], {type: kind})])))]);
      told.textContent = wording.copied;
    } catch { told.textContent = wording.not_copied; }
  });
}

// Partners over time starts at the newest meetings where there is not room for all.
for (const wide of document.querySelectorAll(".partners .wide")) wide.scrollLeft = wide.scrollWidth;

// The words behind a mark close with Escape, or with a click beside them.
function closeWords(except) {
  for (const mark of document.querySelectorAll(".partners details[open]")) {
    if (mark.contains(except)) continue;
    mark.open = false;
    if (mark.contains(document.activeElement)) mark.querySelector("summary").focus();
  }
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeWords(null); });
document.addEventListener("click", (event) => closeWords(event.target));
