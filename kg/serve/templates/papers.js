// The Papers page: files go to the server one after the other, then they are read; what the build says is shown.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const say = (words) => { at("progress").textContent = words; };

  async function state() {
    const answer = await fetch("/papers/state");
    const {running, lines, done, kept} = await answer.json();
    at("kept").replaceChildren(...kept.map((name) => Object.assign(document.createElement("li"), {textContent: name})));
    at("count").textContent = kept.length;
    at("build").disabled = running || !kept.length;
    at("lines").hidden = !lines.length;
    at("lines").textContent = lines.join("\n");
    if (running) {
      say("Reading the papers …");
      setTimeout(state, 700);
    } else if (done !== null) {
      say(done === 0 ? "Done." : "Not all could be read; see below.");
      at("ready").hidden = done !== 0;
    }
  }

  async function take(files) {
    const problems = [];
    for (const [number, file] of [...files].entries()) {
      say(`Taking ${number + 1} of ${files.length}: ${file.name}`);
      const answer = await fetch(`/papers/file?name=${encodeURIComponent(file.name)}`, {method: "POST", body: file});
      if (!answer.ok) problems.push(`${file.name}: ${(await answer.json().catch(() => ({}))).problem || answer.statusText}`);
    }
    await state();
    say(problems.length ? `Not taken: ${problems.join("; ")}` : `${files.length} taken.`);
  }

  at("files").addEventListener("change", (event) => take(event.target.files));
  for (const kind of ["dragover", "drop"]) at("drop").addEventListener(kind, (event) => event.preventDefault());
  at("drop").addEventListener("drop", (event) => take(event.dataTransfer.files));
  at("build").addEventListener("click", async () => {
    const answer = await fetch("/papers/build", {method: "POST"});
    if (answer.ok) state(); else say("This page was not started by kg open.");
  });
  state();
})();
