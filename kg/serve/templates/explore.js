// What the explorer adds to the picture of `kg show`: names that open up, sizes, communities, and pictures to keep.
"use strict";
(() => {
  const {picture, choose, paint, nodes, edges} = window.boardgraph;
  const at = (id) => document.getElementById(id);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  // Opening a name loads the larger picture; each name already drawn moves from its old place to its new one.
  const places = "boardgraph-places";
  const open = (node) => {
    const address = new URL(location.href);
    if (!address.searchParams.getAll("also").includes(node.id)) address.searchParams.append("also", node.id);
    const kept = Object.fromEntries(nodes.map((each, number) => [each.id, picture.getPosition(number)]));
    try { sessionStorage.setItem(places, JSON.stringify({kept, id: node.id})); } catch { /* it only moves less smoothly */ }
    location.assign(address);
  };

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
      const more = Object.assign(document.createElement("button"), {type: "button", textContent: "Expand", onclick: () => open(nodes[chosenNode])});
      const page = Object.assign(document.createElement("a"), {className: "button", textContent: "Its page", href: nodes[chosenNode].href});
      const way = Object.assign(document.createElement("button"), {type: "button", textContent: "Route from here", onclick: () => {
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
      const link = Object.assign(document.createElement("a"), {href: quote?.href || papers.get(name), textContent: "in the paper"});
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

  let before = null;
  try { before = JSON.parse(sessionStorage.getItem(places)); sessionStorage.removeItem(places); } catch { before = null; }
  if (before) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const origin = before.kept[before.id] || {x: 0, y: 0};
    const moves = nodes.map((node, number) => [number, before.kept[node.id] || origin, {x: node.x, y: node.y}]);
    const begun = performance.now();
    const move = (now) => {
      const part = still ? 1 : Math.min(1, (now - begun) / 450);
      const eased = 1 - (1 - part) ** 3;
      for (const [number, from, to] of moves) picture.moveNode(number, from.x + (to.x - from.x) * eased, from.y + (to.y - from.y) * eased);
      if (part < 1) requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
    const number = nodes.findIndex((node) => node.id === before.id);
    if (number >= 0) choose({node: number});
  }

  // The forms stand above the picture; without scripts they stand above the tables.
  const bar = document.createElement("div");
  bar.id = "explore";
  bar.append(...document.querySelectorAll("#table > .start"));
  document.querySelector("header").after(bar);
  document.body.style.gridTemplateRows = "auto auto minmax(0, 1fr)";

  // Looks
  const own = nodes.map((node) => node.size);
  const look = () => {
    const by = at("size-by").value;
    const most = Math.max(...nodes.map((node) => node[by] || 0), 0.0001);
    nodes.forEach((node, number) => {
      node.size = by === "mentions" ? own[number] : 6 + 17 * Math.sqrt((node[by] || 0) / most);
      node.tint = at("colour-by").value === "community" ? `community-${node.community % 8}` : null;
    });
    paint();
  };
  at("size-by").addEventListener("change", look);
  at("colour-by").addEventListener("change", look);

  // Pictures to keep
  const give = (blob, name) => {
    const link = Object.assign(document.createElement("a"), {href: URL.createObjectURL(blob), download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  at("save-png").addEventListener("click", () => {
    const drawn = document.querySelector("#canvas canvas");
    const copy = Object.assign(document.createElement("canvas"), {width: drawn.width, height: drawn.height});
    const pen = copy.getContext("2d");
    pen.fillStyle = colour("ground");
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(drawn, 0, 0);
    copy.toBlob((blob) => give(blob, "network.png"));
  });
  at("save-svg").addEventListener("click", () => {
    const space = "http://www.w3.org/2000/svg";
    const make = (tag, settings, ...children) => {
      const element = document.createElementNS(space, tag);
      for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    };
    const shown = (kind) => (thing, number) => !picture.body[kind][number]?.options.hidden;
    const kept = new Map(nodes.map((node, number) => [number, {...picture.getPosition(number), node}]).filter(([number]) => shown("nodes")(null, number)));
    const [xs, ys] = [[...kept.values()].map(({x}) => x), [...kept.values()].map(({y}) => y)];
    const [left, top] = [Math.min(...xs) - 120, Math.min(...ys) - 60];
    const [width, height] = [Math.max(...xs) - left + 120, Math.max(...ys) - top + 90];
    const svg = make("svg", {xmlns: space, viewBox: `${left} ${top} ${width} ${height}`, "font-family": "sans-serif", "font-size": 14, "text-anchor": "middle"},
      make("title", {}, document.querySelector("h1").textContent), make("rect", {x: left, y: top, width, height, fill: colour("ground")}));
    edges.forEach((edge, number) => {
      const [from, to] = [kept.get(edge.source), kept.get(edge.target)];
      if (!from || !to || !shown("edges")(edge, number)) return;
      svg.append(make("line", {x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: colour(edge.relation), "stroke-width": 1.5, "stroke-dasharray": edge.dashes.join(" ")},
        make("title", {}, `${from.node.label} ${edge.label} ${to.node.label}`)));
    });
    for (const {x, y, node} of kept.values()) {
      const r = node.size, fill = colour(node.tint || node.kind);
      const shapes = {dot: () => make("circle", {cx: x, cy: y, r, fill}), square: () => make("rect", {x: x - r, y: y - r, width: 2 * r, height: 2 * r, fill}),
        diamond: () => make("path", {d: `M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}z`, fill}), triangle: () => make("path", {d: `M${x} ${y - r}L${x + r} ${y + r}H${x - r}z`, fill})};
      const text = make("text", {fill: colour("ink"), "paint-order": "stroke", stroke: colour("ground"), "stroke-width": 4});
      node.lines.split("\n").forEach((line, place) => text.append(make("tspan", {x, y: y + r + 18 + 17 * place}, line)));
      svg.append((shapes[node.shape] || shapes.dot)(), text);
    }
    give(new Blob([new XMLSerializer().serializeToString(svg)], {type: "image/svg+xml"}), "network.svg");
  });
})();
