"""The component ``boardgraph_names`` in anybody's pipeline."""

from __future__ import annotations

import subprocess
import sys

import kg.extractors.spacy_names  # registers the component, also where no package is installed
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

TEXT = (
    "Cllr. Ann Quill (Fernbridge Borough Council) presented the report. Mr. T. Underhay thanked "
    "Fernshire County Council for the Saltmarsh Programme."
)
assert kg.extractors.spacy_names


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("boardgraph_names")
    return made


def shown(doc: Doc) -> list[tuple[str, str, str, str]]:
    """The spans and entities of a document: words, label, id, group."""
    groups = {"ents": doc.ents, "spans": doc.spans.get("boardgraph", [])}
    return [
        (span.text, span.label_, span.id_, group)
        for group, spans in groups.items()
        for span in spans
    ]


def test_names_are_entities_and_spans(nlp: Language) -> None:
    found = {(words, label) for words, label, _, group in shown(nlp(TEXT)) if group == "ents"}
    assert ("Fernbridge Borough Council", "ORG") in found
    assert any(label == "PERSON" and "Quill" in words for words, label in found)
    assert found <= {
        (words, label) for words, label, _, group in shown(nlp(TEXT)) if group == "spans"
    }


def test_they_survive_bytes_and_docbin(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert shown(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == shown(doc) != []
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert shown(again) == shown(doc)


def test_the_pipeline_survives_disk(nlp: Language, tmp_path: object) -> None:
    nlp.to_disk(str(tmp_path))
    assert shown(spacy.load(str(tmp_path))(TEXT)) == shown(nlp(TEXT))


def test_entities_of_before_stay_unless_told(nlp: Language) -> None:
    for overwrite, kept in ((False, "CUSTOM"), (True, "ORG")):
        made = spacy.blank("en")
        made.add_pipe("boardgraph_names", config={"overwrite_ents": overwrite})
        doc = made.make_doc(TEXT)
        at = TEXT.index("Fernbridge Borough Council")
        mine = doc.char_span(at, at + len("Fernbridge Borough"), label="CUSTOM")
        assert isinstance(mine, Span)
        doc.ents = [mine]
        labels = {ent.label_ for ent in made(doc).ents if ent.start <= mine.start < ent.end}
        assert labels == {kept}


def test_an_empty_text_has_none(nlp: Language) -> None:
    assert shown(nlp("")) == []


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_it_runs_in_several_processes(method: str) -> None:
    if method == "fork" and sys.platform != "linux":
        pytest.skip("only Linux forks safely")
    code = f"""
import multiprocessing, spacy
import kg.extractors.spacy_names
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    nlp = spacy.blank("en")
    nlp.add_pipe("boardgraph_names")
    docs = list(nlp.pipe([{TEXT!r}] * 4, n_process=2, batch_size=1))
    assert [len(doc.ents) for doc in docs] == [len(nlp({TEXT!r}).ents)] * 4, docs
    print("same")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "same\n", done.stderr
