// The picture of `kg show`: draws what stands in #data, and follows the search box, the filters and the pointer.
// Words of the papers reach the page through textContent and the canvas only, never as markup.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const {topic, nodes, edges, years} = JSON.parse(at("data").textContent);
  const narrow = matchMedia("(max-width: 50rem)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tiesOf = nodes.map(() => []);
  edges.forEach((edge, number) => {
    tiesOf[edge.source].push(number);
    tiesOf[edge.target].push(number);
  });

  let chosen = null; // {node: number} or {edge: number}
  let drawn = {nodes: [], edges: []}; // for each, the passages that the filters leave, 0 where it is not drawn

  // What the filters leave

  const checked = (name) =>
    new Set([...document.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value));

  function range() {
    if (!at("from")) return null;
    const [from, until] = [Number(at("from").value), Number(at("until").value)];
    return from === years[0] && until === years[1] ? null : [from, until];
  }

  // Words without a date are counted while all years are shown, and only then.
  const inside = (year, span) => !span || (year && Number(year) >= span[0] && Number(year) <= span[1]);

  function passages(when, span) {
    return Object.entries(when).reduce((sum, [year, count]) => sum + (inside(year, span) ? count : 0), 0);
  }

  function filter() {
    const [kinds, relations, span, least] = [checked("kind"), checked("relation"), range(), Number(at("least").value)];
    const left = edges.map((edge) => {
      const wanted = relations.has(edge.relation) && kinds.has(nodes[edge.source].kind) && kinds.has(nodes[edge.target].kind);
      const count = wanted ? (span ? passages(edge.when, span) : edge.weight) : 0;
      return count >= least ? count : 0;
    });
    drawn = {
      edges: left,
      nodes: nodes.map((node, number) => {
        if (number !== topic && (!kinds.has(node.kind) || !tiesOf[number].some((tie) => left[tie]))) return 0;
        return Math.max(1, span ? passages(node.when, span) : node.weight);
      }),
    };
  }

  // The picture

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const font = getComputedStyle(document.body).fontFamily;

  function near() {
    if (!chosen) return null;
    if ("edge" in chosen) return {nodes: new Set(namesIn(chosen)), edges: new Set([chosen.edge])};
    const ties = tiesOf[chosen.node].filter((tie) => drawn.edges[tie]);
    return {nodes: new Set([chosen.node, ...ties.flatMap((tie) => [edges[tie].source, edges[tie].target])]), edges: new Set(ties)};
  }

  function nodeLook(node, number, lit) {
    const faint = lit && !lit.nodes.has(number);
    const picked = chosen && chosen.node === number;
    const ring = picked || number === topic || node.marked ? colour("ink") : colour("outline");
    return {
      id: number, label: node.lines, shape: node.shape, size: node.size + (picked ? 3 : 0), hidden: !drawn.nodes[number],
      title: `${node.label}\n${node.kindLabel}, ${count(drawn.nodes[number], "mention")}`,
      color: {background: colour(node.tint || node.kind), border: ring, hover: {background: colour(node.tint || node.kind), border: colour("ink")}},
      borderWidth: picked || number === topic || node.marked ? 3 : 1, opacity: faint ? 0.18 : 1,
      font: {size: 14, face: font, color: colour(faint ? "rule" : "ink"), strokeWidth: faint ? 0 : 4, strokeColor: colour("ground"), vadjust: -1},
    };
  }

  function edgeLook(edge, number, lit) {
    const faint = lit && !lit.edges.has(number);
    return {
      id: number, from: edge.source, to: edge.target, hidden: !drawn.edges[number], title: sentence(edge, drawn.edges[number]),
      width: Math.min(1.2 + 1.1 * Math.log2(drawn.edges[number] || 1), 6), dashes: edge.dashes.length ? edge.dashes : false,
      color: {color: colour(edge.relation), hover: colour("ink"), opacity: faint ? 0.1 : lit ? 1 : 0.62},
      smooth: edge.bend ? {enabled: true, type: edge.bend % 2 ? "curvedCW" : "curvedCCW", roundness: 0.12 * Math.ceil(edge.bend / 2)} : false,
    };
  }

  const points = new vis.DataSet();
  const lines = new vis.DataSet();
  const picture = new vis.Network(at("canvas"), {nodes: points, edges: lines}, {
    physics: false, layout: {improvedLayout: false},
    nodes: {chosen: false, shapeProperties: {interpolation: false}}, edges: {chosen: false, hoverWidth: 0, selectionWidth: 0},
    interaction: {hover: true, tooltipDelay: 120, keyboard: false, multiselect: false},
  });

  function paint() {
    const lit = near();
    points.update(nodes.map((node, number) => nodeLook(node, number, lit)));
    lines.update(edges.map((edge, number) => edgeLook(edge, number, lit)));
  }

  function whole() {
    const shown = nodes.map((_, number) => number).filter((number) => drawn.nodes[number]);
    picture.fit({nodes: shown, minZoomLevel: 0.2, maxZoomLevel: 1.3});
    // Where the whole would be too small to read, start in its middle.
    if (picture.getScale() < 0.5 && narrow.matches) {
      picture.moveTo({scale: 0.7, position: topic === null ? undefined : picture.getPosition(topic)});
    }
  }

  // Words for people

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const sentence = (edge, number) =>
    `${nodes[edge.source].label}\n${edge.label}${edge.note ? ` (${edge.note})` : ""}\n${nodes[edge.target].label}\n` +
    count(number, "passage");

  function make(tag, settings = {}, ...children) {
    const element = Object.assign(document.createElement(tag), settings);
    element.append(...children);
    return element;
  }

  // The quote with the names in it marked: text nodes and <mark>, so that whatever it says stays words.
  function marked(text, names) {
    const parts = [];
    let rest = 0;
    const spots = names.filter((name) => name.length > 1)
      .flatMap((name) => { const spot = text.indexOf(name); return spot < 0 ? [] : [[spot, spot + name.length]]; })
      .sort((one, other) => one[0] - other[0] || other[1] - one[1]);
    for (const [start, end] of spots) {
      if (start < rest) continue;
      parts.push(text.slice(rest, start), make("mark", {}, text.slice(start, end)));
      rest = end;
    }
    return [...parts, text.slice(rest)];
  }

  const PARTS = {"action-log": "action log"};

  function quotes(item, number, names) {
    const span = range();
    const shown = item.quotes.filter((quote) => inside(quote.date ? quote.date.slice(0, 4) : "", span));
    const figures = shown.map((quote) => {
      const place = [quote.date || "no date", PARTS[quote.part] || quote.part, quote.item && `item ${quote.item}`,
        quote.page ? `page${/[-–]/.test(quote.page) ? "s" : ""} ${quote.page}` : "page unknown", quote.document];
      return make("figure", {}, make("blockquote", {}, ...marked(quote.text, names)),
        make("figcaption", {}, place.filter(Boolean).join(" · ")));
    });
    const title = shown.length < number ? `${shown.length} of ${count(number, "passage")}` : count(number, "passage");
    return [make("h3", {}, title), ...figures];
  }

  const namesOf = (node) => [node.label, ...node.also];
  const nameButton = (number) =>
    make("button", {type: "button", onclick: () => choose({node: number}, true)}, nodes[number].label);

  function wordsOfEdge(number) {
    const edge = edges[number];
    const [source, target] = [nodes[edge.source], nodes[edge.target]];
    return [
      make("div", {className: "names"}, nameButton(edge.source),
        make("span", {className: "says"}, edge.label + (edge.note ? ` (${edge.note})` : "")), nameButton(edge.target)),
      ...quotes(edge, drawn.edges[number] || edge.weight, [...namesOf(source), ...namesOf(target)]),
    ];
  }

  function wordsOfNode(number) {
    const node = nodes[number];
    const ties = tiesOf[number].filter((tie) => drawn.edges[tie]).sort((one, other) => drawn.edges[other] - drawn.edges[one]);
    const groups = new Map(); // what the ties say, read from this name → the other names
    for (const tie of ties) {
      const outward = edges[tie].source === number;
      const says = outward ? edges[tie].label : edges[tie].inverse;
      const other = make("button", {type: "button", onclick: () => choose({edge: tie}, true)}, nodes[outward ? edges[tie].target : edges[tie].source].label);
      if (!groups.has(says)) groups.set(says, []);
      groups.get(says).push(make("li", {}, other, " ", make("small", {}, String(drawn.edges[tie]))));
    }
    return [
      make("h2", {}, node.label),
      make("p", {className: "says"}, node.kindLabel + (node.also.length ? ` · also ${node.also.join("; ")}` : "")),
      ...[...groups].flatMap(([says, list]) => [make("h3", {}, says), make("ul", {className: "ties"}, ...list)]),
      ...quotes(node, drawn.nodes[number] || node.weight, namesOf(node)),
    ];
  }

  function showWords() {
    const panel = at("words");
    panel.hidden = !chosen;
    if (!chosen) return;
    const close = make("button", {type: "button", className: "close", title: "Close (Escape)", onclick: () => choose(null)}, "×");
    close.setAttribute("aria-label", "Close");
    panel.replaceChildren(close, ...("edge" in chosen ? wordsOfEdge(chosen.edge) : wordsOfNode(chosen.node)));
    panel.scrollTop = 0;
    document.dispatchEvent(new CustomEvent("chosen", {detail: {chosen, panel}}));
  }

  function choose(what, focus = false) {
    chosen = what;
    paint();
    showWords();
    if (what && !free(what)) centre(what);
    if (what && focus) at("words").focus({preventScroll: true});
  }

  function goTo(number) {
    if (!drawn.nodes[number]) everything(); // someone who asks for a name by name wants to see it
    at("search").value = nodes[number].label;
    view("picture");
    choose({node: number});
    centre({node: number}, Math.max(picture.getScale(), 0.9));
  }

  const namesIn = (what) => ("node" in what ? [what.node] : [edges[what.edge].source, edges[what.edge].target]);

  // Whether the panel leaves the chosen names in sight.
  function free(what) {
    const [canvas, panel] = [at("canvas"), at("words")].map((element) => element.getBoundingClientRect());
    return namesIn(what).map((number) => picture.canvasToDOM(picture.getPosition(number)))
      .every(({x, y}) => canvas.left + x < panel.left || canvas.top + y < panel.top);
  }

  // Puts the chosen, or the middle of a tie, in the middle of what the panel leaves free of the canvas.
  function centre(what, scale = picture.getScale()) {
    const [canvas, panel] = [at("canvas"), at("words")].map((element) => element.getBoundingClientRect());
    const beside = panel.left > canvas.left + 1;
    const hidden = panel.width ? {x: beside ? canvas.right - panel.left : 0, y: beside ? 0 : canvas.bottom - panel.top} : {x: 0, y: 0};
    const ends = namesIn(what).map((number) => picture.getPosition(number));
    const middle = (axis) => ends.reduce((sum, end) => sum + end[axis], 0) / ends.length;
    const offset = {x: -Math.max(0, hidden.x) / 2, y: -Math.max(0, hidden.y) / 2};
    picture.moveTo({position: {x: middle("x"), y: middle("y")}, scale, offset, animation: false});
  }

  // The tables say what is drawn, no more and no less.

  function tables() {
    const span = range();
    const follow = (rows, items, numbers) => [...rows.children].forEach((row, number) => {
      row.hidden = !numbers[number];
      row.children[3].textContent = Object.keys(items[number].when).filter((year) => year && inside(year, span)).join(", ");
      row.children[4].textContent = numbers[number];
    });
    follow(at("ties"), edges, drawn.edges);
    follow(at("names"), nodes, drawn.nodes);
    const some = (numbers, word) => {
      const shown = numbers.filter(Boolean).length;
      return shown === numbers.length ? count(shown, word) : `${shown} of ${count(numbers.length, word)}`;
    };
    const [names, ties] = [some(drawn.nodes, "name"), some(drawn.edges, "tie")];
    at("names-counted").textContent = names;
    at("ties-counted").textContent = ties;
    at("status").textContent = `${names}, ${ties}`;
  }

  function view(name) {
    at("main").className = `as-${name}`;
    for (const other of ["picture", "table"]) at(`as-${other}`).setAttribute("aria-pressed", String(other === name));
    if (name === "picture") picture.redraw();
  }

  function everything() {
    at("filters").reset();
    outputs();
    refresh();
  }

  function refresh() {
    filter();
    paint();
    tables();
    showWords();
  }

  // The search box: a combobox as the ARIA authoring practices describe it.

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const keys = nodes.map((node) => namesOf(node).map(plain));
  let hits = [];
  let active = -1;

  function find(words) {
    const wanted = plain(words.trim());
    if (!wanted) return [];
    const rank = (names) => Math.min(...names.map((name) =>
      name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9));
    return keys.map((names, number) => [rank(names), -nodes[number].weight, number]).filter(([worth]) => worth < 9)
      .sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]).slice(0, 8).map((hit) => hit[2]);
  }

  function list(open) {
    const words = at("search").value;
    hits = open ? find(words) : [];
    active = hits.length ? 0 : -1;
    const options = hits.map((number, place) => {
      const option = make("li", {id: `found-${place}`, onpointerdown: (event) => { event.preventDefault(); take(place); }}, nodes[number].label, " ",
        make("small", {}, nodes[number].kindLabel));
      option.setAttribute("role", "option");
      return option;
    });
    if (open && words.trim() && !hits.length) options.push(make("li", {className: "none"}, "No such name in this picture"));
    at("found").replaceChildren(...options);
    at("found").hidden = !options.length;
    at("search").setAttribute("aria-expanded", String(Boolean(options.length)));
    point();
  }

  function point() {
    [...at("found").children].forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (active >= 0) at("search").setAttribute("aria-activedescendant", `found-${active}`);
    else at("search").removeAttribute("aria-activedescendant");
  }

  function take(place) {
    const number = hits[place];
    if (number === undefined) return;
    list(false);
    goTo(number);
  }

  at("search").addEventListener("input", () => list(true));
  at("search").addEventListener("blur", () => list(false));
  at("search").addEventListener("keydown", (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && hits.length) {
      active = (active + step + hits.length) % hits.length;
      point();
    } else if (event.key === "Enter") {
      if (!hits.length) list(true);
      take(active);
    } else if (event.key === "Escape" && !at("found").hidden) {
      list(false);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });

  // Filters, tables, pointer and keys

  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("everything").addEventListener("click", () => { everything(); whole(); });
  at("filters").addEventListener("input", (event) => {
    if (event.target === at("search")) return;
    if (event.target === at("from") && Number(at("from").value) > Number(at("until").value)) at("until").value = at("from").value;
    if (event.target === at("until") && Number(at("until").value) < Number(at("from").value)) at("from").value = at("until").value;
    outputs();
    refresh();
  });

  function outputs() {
    for (const id of ["least", "from", "until"]) if (at(id)) at(`${id}-shown`).textContent = at(id).value;
  }

  at("as-picture").addEventListener("click", () => view("picture"));
  at("as-table").addEventListener("click", () => view("table"));
  at("table").addEventListener("click", (event) => {
    const {tie, name} = event.target.dataset;
    if (tie !== undefined) choose({edge: Number(tie)}, true);
    if (name !== undefined) choose({node: Number(name)}, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) choose(null);
  });

  picture.on("click", (event) => {
    if (event.nodes.length) choose({node: event.nodes[0]});
    else if (event.edges.length) choose({edge: event.edges[0]});
    else choose(null);
  });

  const WAYS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

  // The nearest name in the arrow's direction; what lies aside counts as further off.
  function neighbour([right, down]) {
    const shown = nodes.map((_, number) => number).filter((number) => drawn.nodes[number]);
    if (!chosen || !("node" in chosen)) return topic !== null && drawn.nodes[topic] ? topic : shown[0];
    const here = picture.getPosition(chosen.node);
    const cost = (number) => {
      const there = picture.getPosition(number);
      const [x, y] = [there.x - here.x, there.y - here.y];
      const ahead = x * right + y * down;
      return ahead <= 0 ? Infinity : ahead + 2 * Math.abs(x * down) + 2 * Math.abs(y * right);
    };
    const best = shown.filter((number) => number !== chosen.node).sort((one, other) => cost(one) - cost(other))[0];
    return best !== undefined && cost(best) < Infinity ? best : chosen.node;
  }

  at("picture").addEventListener("keydown", (event) => {
    const zoom = {"+": 1.25, "=": 1.25, "-": 0.8, "−": 0.8}[event.key];
    if (WAYS[event.key]) {
      const next = neighbour(WAYS[event.key]);
      if (next !== undefined) {
        choose({node: next});
        centre({node: next});
      }
    } else if (zoom) picture.moveTo({scale: picture.getScale() * zoom, animation: false});
    else if (event.key === "0") whole();
    else if (event.key === "Enter" && chosen) at("words").focus();
    else return;
    event.preventDefault();
  });

  dark.addEventListener("change", paint);
  at("more").open = !narrow.matches;
  at("least").max = String(Math.min(10, Math.max(2, ...edges.map((edge) => edge.weight))));
  filter();
  points.add(nodes.map((node, number) => ({...nodeLook(node, number, null), x: node.x, y: node.y})));
  lines.add(edges.map((edge, number) => edgeLook(edge, number, null)));
  outputs();
  tables();
  view("picture");
  whole();
  window.boardgraph = {picture, choose, paint, nodes, edges, topic}; // for the browser's console, and for the tests
})();
