// The Papers page: files go to the server one after the other, then they are read; what the build says is shown.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const wording = JSON.parse(at("wording").textContent);
  const say = (key, values = {}) => { at("progress").textContent = wording[key].replace(/\{(\w+)\}/g, (_, name) => values[name]); };

  async function state() {
    const answer = await fetch("/papers/state");
    const {running, lines, done, kept} = await answer.json();
    at("kept").replaceChildren(...kept.map((name) => Object.assign(document.createElement("li"), {textContent: name})));
    at("count").textContent = kept.length;
    at("build").disabled = running || !kept.length;
    at("lines").hidden = !lines.length;
    at("lines").textContent = lines.join("\n");
    if (running) {
      say("reading");
      setTimeout(state, 700);
    } else if (done !== null) {
      say(done === 0 ? "done" : "not_all_read");
      at("ready").hidden = done !== 0;
    }
  }

  async function take(files) {
    const problems = [];
    for (const [number, file] of [...files].entries()) {
      say("adding", {number: number + 1, all: files.length, name: file.name});
      const answer = await fetch(`/papers/file?name=${encodeURIComponent(file.name)}`, {method: "POST", body: file});
      if (!answer.ok) problems.push(`${file.name}: ${(await answer.json().catch(() => ({}))).problem || answer.statusText}`);
    }
    await state();
    if (problems.length) say("not_added", {problems: problems.join("; ")});
    else say(files.length === 1 ? "added_one" : "added_many", {count: files.length});
  }

  at("files").addEventListener("change", (event) => take(event.target.files));
  for (const kind of ["dragover", "drop"]) at("drop").addEventListener(kind, (event) => event.preventDefault());
  at("drop").addEventListener("drop", (event) => take(event.dataTransfer.files));
  at("build").addEventListener("click", async () => {
    const answer = await fetch("/papers/build", {method: "POST"});
    if (answer.ok) state(); else say("not_started");
  });
  state();
})();
