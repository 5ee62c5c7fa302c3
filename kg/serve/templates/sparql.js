// The editor: line numbers, Tab, Ctrl+Enter, the caret at a fault; and a small graph of a result's statements.
"use strict";
(() => {
  const text = document.querySelector(".editor textarea");
  const gutter = document.querySelector(".gutter");
  const number = () => {
    const lines = text.value.split("\n").length;
    gutter.textContent = Array.from({length: lines}, (_, at) => at + 1).join("\n");
  };
  const follow = () => { gutter.scrollTop = text.scrollTop; };
  text.addEventListener("input", () => { number(); follow(); });
  text.addEventListener("scroll", follow);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); text.form.requestSubmit(); }
  });
  // An address cannot be longer than servers take; a long query goes in the body.
  text.form.addEventListener("submit", () => { text.form.method = text.value.length > 6000 ? "post" : "get"; });
  if (text.dataset.line) {
    const [line, column] = [Number(text.dataset.line), Number(text.dataset.column)];
    const at = text.value.split("\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
    text.focus({preventScroll: true});
    text.setSelectionRange(at, at);
    text.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(text).lineHeight));
    follow();
  }

  const holder = document.getElementById("small-graph");
  if (!holder || typeof vis === "undefined") return;
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const nodes = new Map(), edges = [];
  for (const row of document.querySelectorAll(".results tbody tr")) {
    const cells = [...row.children];
    const [subject, , object] = cells.map((cell) => cell.textContent.trim());
    for (const name of [subject, object]) if (!nodes.has(name)) nodes.set(name, nodes.size);
    edges.push({from: nodes.get(subject), to: nodes.get(object), label: cells[1].textContent.trim(), arrows: "to"});
  }
  holder.hidden = false;
  const short = (name) => name.length > 28 ? `${name.slice(0, 12)}…${name.slice(-14)}` : name;
  const face = getComputedStyle(document.body).fontFamily;
  const points = [...nodes].map(([name, id]) => ({id, label: short(name), title: name}));
  const drawn = new vis.Network(holder, {nodes: points, edges}, {
    layout: {randomSeed: 7, improvedLayout: points.length < 80},
    physics: {stabilization: {iterations: 200}, barnesHut: {springLength: 140, avoidOverlap: .4}},
    nodes: {shape: "dot", size: 9, color: {background: colour("person"), border: colour("panel")}, font: {color: colour("ink"), face, size: 13}},
    edges: {color: {color: colour("quiet")}, font: {color: colour("quiet"), face, size: 11, strokeWidth: 3, strokeColor: colour("panel")}},
    interaction: {keyboard: false},
  });
  drawn.once("stabilizationIterationsDone", () => drawn.setOptions({physics: false}));
})();
