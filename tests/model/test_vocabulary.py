from pathlib import Path

import pytest

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.model.vocabulary import load

HEAD = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
SALT = (
    "<{iri}> a skos:Concept ; skos:inScheme <https://w3id.org/tipgraph/scheme/sector> ;"
    ' skos:notation "salt-making" ; skos:prefLabel "Salt making"@en ; skos:altLabel "salt pan"@en .\n'
)
OWN = "https://w3id.org/tipgraph/concept/sector/salt-making"


def _file(folder: Path, turtle: str) -> Path:
    path = folder / "own.ttl"
    path.write_text(HEAD + turtle)
    return path


def test_new_concepts_are_added(tmp_path: Path) -> None:
    vocabulary = load([_file(tmp_path, SALT.format(iri=OWN))])
    assert vocabulary["sector"]["salt-making"].names == ["Salt making", "salt pan"]
    assert "salt-making" not in load()["sector"]


def test_labels_are_added_to_an_existing_concept(tmp_path: Path) -> None:
    mining = "https://w3id.org/tipgraph/concept/sector/mining"
    path = _file(tmp_path, f'<{mining}> skos:altLabel "slag picking"@en .\n')
    assert "slag picking" in load([path])["sector"]["mining"].names


def test_an_iri_that_differs_from_the_notation_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, SALT.format(iri="https://example.org/salt"))
    with pytest.raises(UnreadableError, match=f"own.ttl.*example.org/salt.*change its IRI to <{OWN}>"):
        load([path])


def test_a_concept_without_a_label_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, SALT.format(iri=OWN).replace('skos:prefLabel "Salt making"@en ;', ""))
    with pytest.raises(UnreadableError, match=f"own.ttl: {OWN} has no English skos:prefLabel"):
        load([path])


@pytest.mark.parametrize(
    ("scheme", "remedy"), [("sectors", "did you mean sector"), ("fruit", "schemes are certainty, ")]
)
def test_an_unknown_scheme_is_refused(tmp_path: Path, scheme: str, remedy: str) -> None:
    path = _file(tmp_path, SALT.format(iri=OWN.replace("sector", scheme)).replace("/sector>", f"/{scheme}>"))
    with pytest.raises(UsageError, match=rf"own\.ttl: unknown scheme '{scheme}': {remedy}"):
        load([path])


def test_a_new_scheme_can_be_declared(tmp_path: Path) -> None:
    scheme = "https://w3id.org/tipgraph/scheme/fruit"
    salt = SALT.replace("/sector>", "/fruit>").format(iri=OWN.replace("sector", "fruit"))
    assert "salt-making" in load([_file(tmp_path, f"<{scheme}> a skos:ConceptScheme .\n{salt}")])["fruit"]


ADDS_NOTHING = {
    "empty": "",
    "no concept": "<https://example.org/a> skos:prefLabel 'a thing' .\n",
    "no scheme": SALT.format(iri=OWN).replace(
        "skos:inScheme <https://w3id.org/tipgraph/scheme/sector> ;", ""
    ),
    "no notation": SALT.format(iri=OWN).replace('skos:notation "salt-making" ;', ""),
    "no English": '<https://w3id.org/tipgraph/concept/sector/mining> skos:altLabel "Bergbau"@de .\n',
}


@pytest.mark.parametrize("turtle", ADDS_NOTHING.values(), ids=ADDS_NOTHING.keys())
def test_a_file_that_adds_nothing_is_refused(tmp_path: Path, turtle: str) -> None:
    with pytest.raises(UsageError, match=r"own\.ttl adds no concept and no English label"):
        load([_file(tmp_path, turtle)])


def test_a_file_may_add_to_another(tmp_path: Path) -> None:
    first, second = tmp_path / "first.ttl", _file(tmp_path, f'<{OWN}> skos:altLabel "brine work" .\n')
    first.write_text(HEAD + SALT.format(iri=OWN))
    assert "brine work" in load([first, second])["sector"]["salt-making"].names


def test_labels_in_other_languages_are_ignored(tmp_path: Path) -> None:
    path = _file(tmp_path, SALT.format(iri=OWN) + f'<{OWN}> skos:altLabel "Saline"@de .\n')
    assert "Saline" not in load([path])["sector"]["salt-making"].names


@pytest.mark.parametrize("turtle", ["not Turtle", "<a> <b>"])
def test_a_damaged_file_is_named(tmp_path: Path, turtle: str) -> None:
    with pytest.raises(UnreadableError, match=r"own\.ttl"):
        load([_file(tmp_path, turtle)])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"none\.ttl"):
        load([tmp_path / "none.ttl"])


def test_schemes_can_be_listed() -> None:
    assert {"role", "sector", "place", "cue"} <= set(load())
    assert len(load()) == len(list(load()))
    assert load()["no-such-scheme"] == {}
