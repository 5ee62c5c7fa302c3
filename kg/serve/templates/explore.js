// What the explorer adds to the picture of `kg show`: names that open up, sizes, communities, and pictures to keep.
"use strict";
(() => {
  const {picture, choose, paint, whole, nodes, edges, data, merge, hold, make, say} = window.boardgraph;
  const at = (id) => document.getElementById(id);

  // Opening a name fetches its neighbours and sets them around it; all that is there keeps its place.
  const brings = new Map(); // an opened name → the ids of the names that it is drawn with
  const first = new Set(data.nodes.filter((node) => node.base !== false).map((node) => node.id));
  let opened = [];
  const before = []; // the lists of opened names that can be gone back to

  function show(list) {
    opened = list;
    const wanted = new Set([...first, ...opened, ...opened.flatMap((id) => brings.get(id) || [])]);
    hold(nodes.map((node, number) => [node.id, number]).filter(([id]) => !wanted.has(id)).map(([, number]) => number));
    const address = new URL(location.href);
    address.searchParams.delete("also");
    for (const id of opened) address.searchParams.append("also", id);
    history.replaceState(null, "", address);
    chips();
  }

  function chips() {
    const label = (id) => nodes.find((node) => node.id === id)?.label || id;
    const shut = (id) => make("button", {type: "button", title: say("close"), onclick: () => { before.push(opened); show(opened.filter((other) => other !== id)); at("picture").focus(); }}, `${label(id)} ×`);
    const back = make("button", {type: "button", disabled: !before.length, onclick: () => { show(before.pop()); at("picture").focus(); }}, say("undo"));
    at("opened").replaceChildren(...opened.map(shut), back);
    at("opened").hidden = !opened.length && !before.length;
  }

  async function open(node) {
    if (opened.includes(node.id)) return;
    const address = new URL("/network.json", location.href);
    address.search = location.search;
    address.searchParams.append("also", node.id);
    at("said").textContent = say("opening", {name: node.label});
    let more;
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      more = await answer.json();
    } catch {
      at("said").textContent = say("not_opened", {name: node.label});
      return;
    }
    merge(more);
    for (const each of more.opened || []) brings.set(each.id, each.brings);
    before.push(opened);
    show([...opened, node.id]);
    choose({node: nodes.findIndex((each) => each.id === node.id)});
  }

  for (const each of data.opened || []) brings.set(each.id, each.brings);
  if (data.opened?.length) show(data.opened.map((each) => each.id));

  picture.on("doubleClick", (event) => { if (event.nodes.length) open(nodes[event.nodes[0]]); });
  at("picture").addEventListener("keydown", (event) => {
    if (event.key === "e" && chosenNode !== null) { event.preventDefault(); open(nodes[chosenNode]); }
  });

  // The panel: what can be done with a name, and links to the papers.
  let chosenNode = null;
  document.addEventListener("chosen", ({detail: {chosen, panel}}) => {
    chosenNode = chosen && "node" in chosen ? chosen.node : null;
    const item = chosenNode === null ? chosen && edges[chosen.edge] : nodes[chosenNode];
    if (chosenNode !== null) {
      const row = document.createElement("p");
      row.className = "do";
      const more = Object.assign(document.createElement("button"), {type: "button", textContent: say("open"), onclick: () => open(nodes[chosenNode])});
      const page = Object.assign(document.createElement("a"), {className: "button", textContent: say("its_page"), href: nodes[chosenNode].href});
      const way = Object.assign(document.createElement("button"), {type: "button", textContent: say("path_from_here"), onclick: () => {
        document.querySelector(".start input[name=from]").value = nodes[chosenNode].label;
        document.querySelector(".start input[name=to]").focus();
      }});
      row.append(more, page, way);
      panel.querySelector("h2").after(row);
    }
    if (!item) return;
    const papers = new Map(item.quotes.map((quote) => [quote.document, quote.href]));
    for (const caption of panel.querySelectorAll("figcaption")) {
      const name = caption.textContent.split(" · ").at(-1);
      if (!papers.get(name)) continue;
      const quote = item.quotes.find((each) => each.document === name && caption.previousSibling?.textContent === each.text);
      const link = Object.assign(document.createElement("a"), {href: quote?.href || papers.get(name), textContent: say("in_the_paper")});
      caption.append(" · ", link);
    }
  });

  // A way that was asked for is told beside the picture, until something else is chosen.
  const way = document.querySelector("#table .way");
  if (way) {
    const shown = way.cloneNode(true);
    for (const each of shown.querySelectorAll("[id]")) each.removeAttribute("id");
    shown.removeAttribute("aria-labelledby");
    at("words").replaceChildren(shown);
    at("words").hidden = false;
  }

  // The forms stand above the picture; without scripts they stand above the tables.
  const bar = make("details", {id: "explore", open: !matchMedia("(max-width: 50rem)").matches}, make("summary", {}, say("start_and_path")));
  bar.append(...document.querySelectorAll("#table > .start"));
  document.querySelector("header").after(bar);
  document.body.style.gridTemplateRows = "auto auto minmax(0, 1fr)";
  if (way) { picture.redraw(); whole(); } // beside what is told

  // Sizes
  const own = new Map();
  at("size-by").addEventListener("change", () => {
    const by = at("size-by").value;
    const most = Math.max(...nodes.map((node) => node[by] || 0), 0.0001);
    for (const node of nodes) {
      if (!own.has(node)) own.set(node, node.size);
      node.size = by === "mentions" ? own.get(node) : 6 + 17 * Math.sqrt((node[by] || 0) / most);
    }
    paint();
  });
})();
