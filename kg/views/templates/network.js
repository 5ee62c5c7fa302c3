// The picture of `kg show`: draws what stands in #data, and follows the search box, the filters and the pointer.
// Words of the papers reach the page through textContent and the canvas only, never as markup.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const wording = JSON.parse(at("wording").textContent);
  const say = (key, values = {}) => wording[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const {topic, nodes, edges, meetings, families} = data;
  const narrow = matchMedia("(max-width: 50rem)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const tiesOf = [];
  function index() { // which ties each name has; again when names were added
    tiesOf.splice(0, tiesOf.length, ...nodes.map(() => []));
    edges.forEach((edge, number) => {
      tiesOf[edge.source].push(number);
      tiesOf[edge.target].push(number);
    });
  }
  index();

  let chosen = null; // {node: number} or {edge: number}
  let hidden = new Set(); // numbers of names that the picture does not hold now
  let size = 14; // of labels, in the picture's own units: never less than 12 pixels on the screen
  let silent = new Set(); // numbers of names whose labels have no room at this zoom
  let above = new Set(); // numbers of names whose labels have room above their signs alone
  let drawn = {nodes: [], edges: []}; // for each, the passages that the filters leave, 0 where it is not drawn

  // What the filters leave

  const unchecked = (name) =>
    new Set([...document.querySelectorAll(`#filters input[name=${name}]:not(:checked)`)].map((box) => box.value));

  // The meetings chosen, as their days; null where all are.
  function range() {
    if (!at("from")) return null;
    const [from, until] = [Number(at("from").value), Number(at("until").value)];
    return from === 0 && until === meetings.length - 1 ? null : [meetings[from], meetings[until]];
  }

  // Words without a date are counted while all meetings are shown, and only then.
  const inside = (day, span) => !span || (day && day >= span[0] && day <= span[1]);

  function passages(when, span) {
    return Object.entries(when).reduce((sum, [day, count]) => sum + (inside(day, span) ? count : 0), 0);
  }

  // What the papers show for the first time at the meetings chosen, or had shown before and do no longer.
  const changing = () => at("changes")?.checked && range();
  function change(number) {
    const span = changing();
    if (!span) return "";
    const days = tiesOf[number].flatMap((tie) => Object.keys(edges[tie].when)).filter(Boolean);
    if (!days.some((day) => inside(day, span))) return days.some((day) => day < span[0]) ? "gone" : "";
    return days.every((day) => day >= span[0]) ? "new" : "";
  }

  // Whether a name is held by the picture: drawn at first, opened, or brought by one that is open.
  const held = (number) => !hidden.has(number);

  function filter() {
    const [kinds, relations, span, least] = [unchecked("kind"), unchecked("relation"), range(), Number(at("least").value)];
    const left = edges.map((edge) => {
      const ends = [edge.source, edge.target];
      const wanted = !relations.has(edge.relation) && ends.every((end) => !kinds.has(nodes[end].kind) && held(end));
      const count = wanted ? (span ? passages(edge.when, span) : edge.weight) : 0;
      return count >= least ? count : 0;
    });
    const alone = (number) => tiesOf[number].every((tie) => !left[tie]);
    drawn = {
      edges: left,
      nodes: nodes.map((node, number) => {
        if (!held(number) || (number !== topic && kinds.has(node.kind))) return 0;
        const gone = span && change(number) === "gone";
        if (number !== topic && alone(number) && tiesOf[number].length && !gone) return 0;
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

  const fill = (node) =>
    colour(at("colour-by").value === "community" ? `community-${node.community < 0 ? "none" : node.community}` : node.kind);

  function nodeLook(node, number, lit) {
    const changed = change(number);
    const faint = (lit && !lit.nodes.has(number)) || changed === "gone";
    const picked = chosen && chosen.node === number;
    const ring = picked || number === topic || node.marked || changed === "new" ? colour("ink") : colour("outline");
    const mark = changed ? `${changed === "new" ? "+" : "−"} ` : "";
    return {
      id: number, label: silent.has(number) && !picked ? undefined : mark + node.lines, shape: node.shape, size: node.size + (picked ? 3 : 0), hidden: !drawn.nodes[number],
      title: `${node.label}\n${node.kindLabel}, ${count(drawn.nodes[number], "mention")}${changed ? `, ${say(changed)}` : ""}`,
      color: {background: fill(node), border: ring, hover: {background: fill(node), border: colour("ink")}},
      borderWidth: picked || number === topic || node.marked || changed === "new" ? 3 : 1, opacity: faint ? 0.25 : 1,
      font: {size, face: font, color: colour(faint ? "quiet" : "ink"), strokeWidth: faint ? 0 : 4, strokeColor: colour("ground"),
        vadjust: above.has(number) ? -(2 * node.size + 12 + 1.1 * size * node.lines.split("\n").length) : -1},
    };
  }

  function edgeLook(edge, number, lit) {
    const faint = lit && !lit.edges.has(number);
    return {
      id: number, from: edge.source, to: edge.target, hidden: !drawn.edges[number], title: sentence(edge, drawn.edges[number]),
      width: Math.min(1.2 + 1.1 * Math.log2(drawn.edges[number] || 1), 6), dashes: edge.dashes.length ? edge.dashes : false,
      arrows: {to: {enabled: !edge.mutual, scaleFactor: 0.55}},
      color: {color: colour(`family-${edge.family}`), hover: colour("ink"), opacity: faint ? 0.15 : 1},
      smooth: edge.bend ? {enabled: true, type: edge.bend % 2 ? "curvedCW" : "curvedCCW", roundness: 0.12 * Math.ceil(edge.bend / 2)} : false,
    };
  }

  const points = new vis.DataSet();
  const lines = new vis.DataSet();
  const MANY = 800; // ties from which they are left out while the picture moves: it would stutter
  const picture = new vis.Network(at("canvas"), {nodes: points, edges: lines}, {
    physics: false, layout: {improvedLayout: false},
    nodes: {chosen: false, shapeProperties: {interpolation: false}}, edges: {chosen: false, hoverWidth: 0, selectionWidth: 0},
    interaction: {hover: true, tooltipDelay: 120, keyboard: false, multiselect: false,
      hideEdgesOnDrag: edges.length > MANY, hideEdgesOnZoom: edges.length > MANY},
  });

  // Only what looks otherwise than before is handed to the picture: that is what takes time.
  const looks = {points: [], lines: []};
  function changed(known, all) {
    return all.filter((look, number) => {
      const before = known[number];
      known[number] = JSON.stringify(look);
      return known[number] !== before;
    });
  }
  function paintNames(lit = near()) {
    points.update(changed(looks.points, nodes.map((node, number) => nodeLook(node, number, lit))));
  }
  function paint() {
    const lit = near();
    paintNames(lit);
    lines.update(changed(looks.lines, edges.map((edge, number) => edgeLook(edge, number, lit))));
  }

  // Labels keep 12 pixels on the screen however far one is; where they have no room, the names of low rank go first.
  const LEADING = 6; // names of the highest rank, whose labels may cover the sign of another
  let scale = 0;
  const ruler = document.createElement("canvas").getContext("2d");
  function labels() {
    scale = picture.getScale();
    size = Math.max(14, 12.2 / scale);
    ruler.font = `${size}px ${font}`;
    const taken = [];
    const rank = (number) => (number === topic ? -2 : nodes[number].marked ? -1 : 0);
    const order = nodes.map((_, number) => number).filter((number) => drawn.nodes[number])
      .sort((one, other) => rank(one) - rank(other) || tiesOf[other].length - tiesOf[one].length || nodes[other].weight - nodes[one].weight || one - other);
    const signs = order.map((number) => {
      const [{x, y}, far] = [picture.getPosition(number), nodes[number].size + 1];
      return [number, x - far, y - far, x + far, y + far];
    });
    const meets = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    const leading = new Set(order.slice(0, LEADING));
    const free = (number, box) => !taken.some((other) => meets(other, box))
      && !signs.some(([other, ...sign]) => other !== number && (leading.has(other) || !leading.has(number)) && meets(sign, box));
    [silent, above] = [new Set(), new Set()];
    for (const number of order) {
      const [{x, y}, far, lines] = [picture.getPosition(number), nodes[number].size, nodes[number].lines.split("\n")];
      const [width, height] = [4 + Math.max(...lines.map((line) => ruler.measureText(line).width)), 8 + 1.2 * size * lines.length];
      const box = (top) => [x - width / 2, top, x + width / 2, top + height];
      const [under, over] = [box(y + far + 2), box(y - far - 4 - height)];
      const sides = [{at: under}, {at: over, above: true}];
      if (number === topic && tiesBelow(number)) sides.reverse();
      const side = sides.find((each) => free(number, each.at)) || (number === topic && sides[0]);
      if (side) taken.push(side.at);
      else silent.add(number);
      if (side?.above) above.add(number);
    }
    paintNames();
  }
  // Whether most ties of a name lead down, where its label would hang over them.
  function tiesBelow(number) {
    const {y} = picture.getPosition(number);
    const ends = tiesOf[number].filter((tie) => drawn.edges[tie]).map((tie) => edges[tie].source + edges[tie].target - number);
    return 2 * ends.filter((end) => picture.getPosition(end).y > y).length > ends.length;
  }
  // They are set anew when the zoom rests: in every frame it would be too slow for many names.
  const REST = 120; // milliseconds
  let resting = 0;
  picture.on("afterDrawing", () => {
    if (Math.abs(picture.getScale() / scale - 1) <= 0.04) return;
    clearTimeout(resting);
    resting = setTimeout(labels, scale ? REST : 0);
  });

  function whole() {
    const shown = nodes.map((_, number) => number).filter((number) => drawn.nodes[number]);
    picture.fit({nodes: shown, minZoomLevel: 0.2, maxZoomLevel: 1.3});
    const {x, y} = covered();
    const {width, height} = at("canvas").getBoundingClientRect();
    if (x || y) picture.moveTo({scale: picture.getScale() * (1 - x / width) * (1 - y / height), offset: {x: -x / 2, y: -y / 2}});
    if (narrow.matches) picture.moveTo({scale: 0.82 * picture.getScale()}); // room for the labels at the edges
    // Where the whole would be too small to read, start in its middle.
    if (picture.getScale() < 0.4 && narrow.matches && !nodes.some((node) => node.marked)) {
      picture.moveTo({scale: 0.7, position: topic === null ? undefined : picture.getPosition(topic)});
    }
  }

  // Words for people

  const MONTHS = say("months").split(" ");
  const inWords = (day) => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

  const count = (number, word) => say(`${word}_${number === 1 ? "one" : "many"}`, {count: number});
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

  function quotes(item, number, names) {
    const span = range();
    const shown = item.quotes.filter((quote) => inside(quote.date || "", span));
    const figures = shown.map((quote) => {
      const page = quote.page ? say(/[-–]/.test(quote.page) ? "pages" : "page", {number: quote.page}) : say("page_unknown");
      const place = [quote.date || say("no_date"), quote.partLabel, quote.item && say("item", {number: quote.item}),
        quote.pdfPage ? say("pdf_page", {page, number: quote.pdfPage}) : page];
      const paper = quote.address ? make("a", {href: quote.address}, quote.document) : quote.document;
      return make("figure", {}, make("blockquote", {}, ...marked(quote.text, names)),
        make("figcaption", {}, `${place.filter(Boolean).join(" · ")} · `, paper));
    });
    const title = shown.length < number ? say("of_all", {shown: shown.length, all: count(number, "passage")}) : count(number, "passage");
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
      make("p", {className: "says"}, node.also.length ? say("kind_also", {kind: node.kindLabel, names: node.also.join("; ")}) : node.kindLabel),
      ...[...groups].flatMap(([says, list]) => [make("h3", {}, says), make("ul", {className: "ties"}, ...list)]),
      ...quotes(node, drawn.nodes[number] || node.weight, namesOf(node)),
    ];
  }

  function showWords() {
    const panel = at("words");
    panel.hidden = !chosen;
    if (!chosen) return;
    const close = make("button", {type: "button", className: "close", title: say("close_key"), onclick: () => choose(null)}, "×");
    close.setAttribute("aria-label", say("close"));
    panel.replaceChildren(close, ...("edge" in chosen ? wordsOfEdge(chosen.edge) : wordsOfNode(chosen.node)));
    panel.scrollTop = 0;
    document.dispatchEvent(new CustomEvent("chosen", {detail: {chosen, panel}}));
  }

  function choose(what, focus = false) {
    chosen = what;
    paint();
    showWords();
    if (what) {
      at("said").textContent = "edge" in what ? sentence(edges[what.edge], drawn.edges[what.edge])
        : `${nodes[what.node].label}, ${nodes[what.node].kindLabel}, ${count(tiesOf[what.node].filter((tie) => drawn.edges[tie]).length, "tie")}`;
    }
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

  // How much of the canvas the panel covers: at its right, or below on a narrow screen.
  function covered() {
    const [canvas, panel] = [at("canvas"), at("words")].map((element) => element.getBoundingClientRect());
    if (!panel.width) return {x: 0, y: 0};
    return panel.left > canvas.left + 1 ? {x: Math.max(0, canvas.right - panel.left), y: 0} : {x: 0, y: Math.max(0, canvas.bottom - panel.top)};
  }

  // Puts the chosen, or the middle of a tie, in the middle of what the panel leaves free of the canvas.
  function centre(what, scale = picture.getScale()) {
    const hidden = covered();
    const ends = namesIn(what).map((number) => picture.getPosition(number));
    const middle = (axis) => ends.reduce((sum, end) => sum + end[axis], 0) / ends.length;
    const offset = {x: -hidden.x / 2, y: -hidden.y / 2};
    picture.moveTo({position: {x: middle("x"), y: middle("y")}, scale, offset, animation: false});
  }

  // The tables say what is drawn, no more and no less.

  function tables() {
    const span = range();
    const follow = (rows, items, numbers) => [...rows.children].forEach((row, number) => {
      row.hidden = !numbers[number];
      row.children[3].textContent = Object.keys(items[number].when).filter((day) => day && inside(day, span)).join(", ");
      row.children[4].textContent = numbers[number];
    });
    follow(at("ties"), edges, drawn.edges);
    follow(at("names"), nodes, drawn.nodes);
    const some = (numbers, word) => {
      const shown = numbers.filter(Boolean).length;
      return shown === numbers.length ? count(shown, word) : say("of_all", {shown, all: count(numbers.length, word)});
    };
    const [names, ties] = [some(drawn.nodes, "name"), some(drawn.edges, "tie")];
    at("names-counted").textContent = names;
    at("ties-counted").textContent = ties;
    at("status").textContent = `${names}, ${ties}`;
    const left = (numbers, items, key) => {
      const counts = new Map();
      items.forEach((item, number) => { if (numbers[number]) counts.set(item[key], (counts.get(item[key]) || 0) + 1); });
      return counts;
    };
    for (const [name, counts] of [["kind", left(drawn.nodes, nodes, "kind")], ["relation", left(drawn.edges, edges, "relation")]]) {
      for (const box of document.querySelectorAll(`#filters input[name=${name}]`)) {
        const small = box.parentElement.querySelector("small");
        if (box.checked && small) small.textContent = counts.get(box.value) || 0;
      }
    }
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
  let hits = [];
  let active = -1;

  function find(words) {
    const wanted = plain(words.trim());
    if (!wanted) return [];
    const rank = (names) => Math.min(...names.map((name) =>
      name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(` ${wanted}`) ? 2 : name.includes(wanted) ? 3 : 9));
    return nodes.map((node) => namesOf(node).map(plain)).map((names, number) => [held(number) ? rank(names) : 9, -nodes[number].weight, number]).filter(([worth]) => worth < 9)
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
    if (open && words.trim() && !hits.length) options.push(make("li", {className: "none"}, say("no_such_name")));
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
    at("least-shown").textContent = at("least").value;
    for (const id of ["from", "until"]) {
      if (!at(id)) continue;
      at(`${id}-shown`).textContent = inWords(meetings[Number(at(id).value)]);
      at(id).setAttribute("aria-valuetext", inWords(meetings[Number(at(id).value)]));
    }
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
  at("colour-by").addEventListener("change", () => {
    at("communities").hidden = at("colour-by").value !== "community";
    paint();
  });
  at("more").open = !narrow.matches;
  at("least").max = String(Math.min(10, Math.max(2, ...edges.map((edge) => edge.weight))));
  filter();
  points.add(nodes.map((node, number) => ({...nodeLook(node, number, null), x: node.x, y: node.y})));
  lines.add(edges.map((edge, number) => edgeLook(edge, number, null)));
  outputs();
  tables();
  view("picture");
  whole();

  // Names and ties that come later: what is there keeps its place, the tables get a row for each.

  function row(cells, key, number, item) {
    const words = item.quotes[0] ? make("button", {type: "button"}, item.quotes[0].text.slice(0, 60)) : "";
    if (words) words.dataset[key] = number;
    const [first, ...rest] = cells;
    return make("tr", {}, make("th", {scope: "row"}, first), ...rest.map((cell) => make("td", {}, cell)), make("td", {}, words));
  }

  function merge(more) {
    const known = new Map(nodes.map((node, number) => [node.id, number]));
    const same = (edge, ends) => edges.some((other) => other.source === ends[0] && other.target === ends[1] && other.relation === edge.relation);
    for (const node of more.nodes) {
      if (known.has(node.id)) continue;
      const number = nodes.push(node) - 1;
      known.set(node.id, number);
      tiesOf.push([]);
      drawn.nodes.push(0);
      points.add({...nodeLook(node, number, null), x: node.x, y: node.y});
      at("names").append(row([node.label, node.kindLabel, node.also.join("; "), "", String(node.weight)], "name", number, node));
    }
    for (const edge of more.edges) {
      const ends = [edge.source, edge.target].map((end) => known.get(more.nodes[end].id));
      if (same(edge, ends)) continue;
      const number = edges.push({...edge, source: ends[0], target: ends[1]}) - 1;
      drawn.edges.push(0);
      lines.add(edgeLook(edges[number], number, null));
      at("ties").append(row([nodes[ends[0]].label, edge.label, nodes[ends[1]].label, "", String(edge.weight)], "tie", number, edge));
    }
    for (const day of more.meetings) if (!meetings.includes(day)) meetings.push(day);
    const all = !range();
    meetings.sort();
    for (const id of ["from", "until"]) if (at(id)) at(id).max = String(meetings.length - 1);
    if (all && at("until")) { at("from").value = "0"; at("until").value = String(meetings.length - 1); }
    index();
  }

  // Which names the picture holds; `numbers` are those that it does not.
  function hold(numbers) {
    hidden = new Set(numbers);
    if (chosen && namesIn(chosen).some((number) => hidden.has(number))) chosen = null;
    outputs();
    refresh();
    labels();
    const canvas = at("canvas").getBoundingClientRect();
    const seen = nodes.every((_, number) => {
      const {x, y} = picture.canvasToDOM(picture.getPosition(number));
      return !drawn.nodes[number] || (x > 0 && y > 0 && x < canvas.width && y < canvas.height);
    });
    if (!seen) whole();
  }

  // Pictures to keep: an SVG with title, legend, date and source, and a PNG of it at twice the size.

  const SPACE = "http://www.w3.org/2000/svg";
  function draw(tag, settings, ...children) {
    const element = document.createElementNS(SPACE, tag);
    for (const [name, value] of Object.entries(settings)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function sign({shape}, x, y, r, settings) {
    const around = (corners, turn, inner = 1) => "M" + Array.from({length: corners}, (_, corner) => {
      const angle = turn + corner * 2 * Math.PI / corners;
      const far = corner % 2 ? r * inner : r;
      return `${(x + far * Math.cos(angle)).toFixed(1)} ${(y + far * Math.sin(angle)).toFixed(1)}`;
    }).join("L") + "z";
    if (shape === "square") return draw("rect", {x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...settings});
    const corners = {diamond: [4, -Math.PI / 2], triangle: [3, -Math.PI / 2], triangleDown: [3, Math.PI / 2], hexagon: [6, 0], star: [10, -Math.PI / 2, 0.45]}[shape];
    return corners ? draw("path", {d: around(...corners), ...settings}) : draw("circle", {cx: x, cy: y, r, ...settings});
  }

  function line(edge, from, to, number) {
    const [across, down] = [to.x - from.x, to.y - from.y];
    const far = Math.hypot(across, down) || 1;
    const bow = edge.bend ? 0.12 * Math.ceil(edge.bend / 2) * (edge.bend % 2 ? 1 : -1) : 0;
    const middle = {x: from.x + across / 2 + down * bow, y: from.y + down / 2 - across * bow};
    const end = {x: to.x - across / far * (to.node.size + 2), y: to.y - down / far * (to.node.size + 2)};
    return draw("path", {d: `M${from.x} ${from.y}Q${middle.x.toFixed(1)} ${middle.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`, fill: "none", stroke: colour(`family-${edge.family}`),
      "stroke-width": edgeLook(edge, number, null).width.toFixed(1), "stroke-dasharray": edge.dashes.join(" "), ...(edge.mutual ? {} : {"marker-end": `url(#to-${edge.family})`})},
      draw("title", {}, sentence(edge, drawn.edges[number]).replaceAll("\n", " ")));
  }

  // The signs and ties that are drawn, in lines no wider than the picture; and where the last one stands.
  function legend(left, top, width, kept) {
    const group = draw("g", {"text-anchor": "start", "font-size": 13});
    let x = left;
    ruler.font = "13px sans-serif";
    const item = (mark, words) => {
      const room = 60 + ruler.measureText(words).width;
      if (x > left && x + room > left + width) [x, top] = [left, top + 24];
      group.append(mark(x + 10), draw("text", {x: x + 40, y: top + 4, fill: colour("ink")}, words));
      x += room;
    };
    const shown = [...kept.values()].map(({node}) => node);
    for (const kind of [...new Set(shown.map((node) => node.kind))]) {
      const one = shown.find((node) => node.kind === kind);
      item((place) => sign(one, place + 8, top, 8, {fill: colour(kind)}), one.kindLabel);
    }
    if (at("colour-by").value === "community") data.communities.forEach((each, number) =>
      item((place) => draw("circle", {cx: place + 8, cy: top, r: 7, fill: colour(`community-${number}`)}), each.name));
    x = left;
    top += 24;
    for (const family of families.filter(({key}) => edges.some((edge, number) => edge.family === key && drawn.edges[number]))) {
      item((place) => draw("path", {d: `M${place - 6} ${top}h28`, stroke: colour(`family-${family.key}`), "stroke-width": 2, "stroke-dasharray": family.dashes.join(" ")}), family.label);
    }
    return {group, last: top};
  }

  function svg() {
    const kept = new Map(nodes.map((node, number) => [number, {...picture.getPosition(number), node}]).filter(([number]) => drawn.nodes[number]));
    const [xs, ys] = [[...kept.values()].map(({x}) => x), [...kept.values()].map(({y}) => y)];
    const [left, top] = [Math.min(...xs) - 130, Math.min(...ys) - 110];
    const width = Math.max(Math.max(...xs) - left + 130, 900);
    const signs = legend(left + 20, Math.max(...ys) + 124, width - 40, kept);
    const height = signs.last + 66 - top;
    const arrows = families.map(({key}) => draw("marker", {id: `to-${key}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto"},
      draw("path", {d: "M0 0L8 4L0 8z", fill: colour(`family-${key}`)})));
    const papers = new Set([...nodes, ...edges].flatMap((item) => item.quotes.map((quote) => quote.document)));
    const told = {papers: count(papers.size, "paper"), today: new Date().toISOString().slice(0, 10)};
    const source = meetings.length ? say("read_from_meetings", {...told, first: inWords(meetings[0]), last: inWords(meetings.at(-1))}) : say("read_from", told);
    const picked = draw("svg", {xmlns: SPACE, viewBox: `${left} ${top} ${width} ${height}`, width, height, "font-family": "sans-serif", "font-size": 14, "text-anchor": "middle"},
      draw("title", {}, data.title), draw("defs", {}, ...arrows), draw("rect", {x: left, y: top, width, height, fill: colour("ground")}),
      draw("text", {x: left + 20, y: top + 36, "text-anchor": "start", "font-size": 22, "font-weight": 600, fill: colour("ink")}, data.title));
    edges.forEach((edge, number) => {
      if (drawn.edges[number]) picked.append(line(edge, kept.get(edge.source), kept.get(edge.target), number));
    });
    for (const [number, {x, y, node}] of kept) {
      const ring = number === topic || node.marked;
      const text = draw("text", {fill: colour("ink"), "paint-order": "stroke", stroke: colour("ground"), "stroke-width": 4});
      const lines = node.lines.split("\n");
      const start = above.has(number) ? y - node.size - 8 - 17 * (lines.length - 1) : y + node.size + 18;
      lines.forEach((words, place) => text.append(draw("tspan", {x, y: start + 17 * place}, words)));
      picked.append(sign(node, x, y, node.size, {fill: fill(node), stroke: colour(ring ? "ink" : "outline"), "stroke-width": ring ? 3 : 1}), text);
    }
    picked.append(signs.group,
      draw("text", {x: left + 20, y: top + height - 14, "text-anchor": "start", "font-size": 12, fill: colour("quiet")}, source));
    return {picked, width, height};
  }

  function give(address, name) {
    const link = make("a", {href: address, download: name});
    document.body.append(link);
    link.click();
    link.remove();
  }
  const address = (picked) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picked))}`;
  at("save-svg").addEventListener("click", () => give(address(svg().picked), "network.svg"));
  at("save-png").addEventListener("click", () => {
    const {picked, width, height} = svg();
    const image = new Image();
    image.onload = () => {
      const canvas = make("canvas", {width: 2 * width, height: 2 * height});
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      give(canvas.toDataURL("image/png"), "network.png");
    };
    image.src = address(picked);
  });

  // for the explorer, the browser's console, and the tests
  window.boardgraph = {picture, choose, paint, whole, nodes, edges, topic, data, merge, hold, svg, make, say};
})();
