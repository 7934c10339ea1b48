from __future__ import annotations

import pytest

from tests.understanding.support import misread
from tipgraph.understanding.tokens.tagging import tokenize
from tipgraph.understanding.tokens.tokens import index_behind, next_of


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        # nouns and verbs
        misread("The report helps.", "D N Z .", reason="an unsettled verb without object is a noun"),
        ("They report abuse.", "P V N ."),
        ("Police may report abuse.", "N M V N ."),
        ("to train and house victims", "T V & V N"),
        ("Prisons lack adequate guards.", "N V J N ."),
        ("The lack of guards", "D N I N"),
        ("a training for judges", "D N I N"),
        ("The state funds shelters.", "D N Z N ."),
        ("Judges did not outsource the work.", "N O ! V D N ."),
        ("Help victims.", "V N ."),
        ("an overhaul of laws", "D N I N"),
        ("Police target brothels", "N V N"),
        ("Police arrested men.", "N E N ."),
        ("Police raids began.", "N N E ."),
        ("to identify and screen migrants", "T V & V N"),
        ("Arrest traffickers.", "V N ."),
        ("by training judges", "I G N"),
        ("screening the migrants", "G D N"),
        ("Law No. 12", "N N . C"),
        ("were neither tried nor fined", "B ! E & E"),
        ("None convicted men.", "D E N ."),
        ("The bill is pending.", "D N B J ."),
        ("the neighboring states", "D J N"),
        ("the labor law", "D N N"),
        ("down from nine", "I C"),
        ("Officials report to judges.", "N V I N ."),
        ("laws that ban abuse", "N W V N"),
        ("Officers told victims that work permits were free.", "N E N S N N B J ."),
        ("There are claims that police beat men.", "P B N S N V N ."),
        # agreement and coordination
        ("This means that they left.", "D Z S P E ."),
        ("Another rights group left.", "D N N E ."),
        ("More needs to be done.", "D Z T B E ."),
        ("It lures girls and forces them to beg.", "P Z N & Z P T V ."),
        ("It funds training and raids on farms.", "P Z N & N I N ."),
        ("It welcomes the plan but notes that it is old.", "P Z D N & Z S P B J ."),
        ("Chad, with nine victims, heads the list.", "N , I C N , Z D N ."),
        ("Girls are at risk, the report states.", "N B I N , D N Z ."),
        ("There were media reports that girls fled.", "P B N N S N E ."),
        ("Evidence shows that girls fled.", "N Z S N E ."),
        ("to better identify victims", "T R V N"),
        ("They agreed to round up the men.", "P E T V R D N ."),
        ("Highly organized gangs sell girls.", "R J N V N ."),
        # adjectives
        ("The poor are at risk.", "D N B I N ."),
        ("The right to a permit is new.", "D N I D N B J ."),
        ("Many migrant domestic workers fled.", "D J J N E ."),
        ("The groups most exposed are girls.", "D N R E B N ."),
        ("Workers in the Emirates (UAE) face abuse.", "N I D N ( N ) V N ."),
        ("The centre (PHR) welcomes the law.", "D N ( N ) Z D N ."),
        ("Since May 2006 the state has acted.", "I N C D N H E ."),
        # participles and gerunds
        ("Services were limited.", "N B J ."),
        ("Services were limited by law.", "N B E I N ."),
        ("the forced labor", "D J N"),
        ("the existing law", "D J N"),
        ("the killing of men", "D N I N"),
        ("Officers began screening procedures.", "N E N N ."),
        ("without convicting anyone", "I G P"),
        ("unidentified men", "J N"),
        # to, that, once, yet, prepositions
        ("subjected to abuse", "E I N"),
        ("went to the police", "E I D N"),
        ("access to care", "N I N"),
        ("refused to pay", "E T V"),
        ("laws that forbid abuse", "N W V N"),
        ("said that police left", "E S N E"),
        ("under that law", "I D N"),
        ("once convicted", "R E"),
        ("has not yet opened", "H ! R E"),
        ("after police raided brothels", "S N E N"),
        ("after the raid", "I D N"),
        ("Officials carried out a raid", "N E R D N"),
        # fixed expressions, names, marks
        ("due to fear", "I N"),
        ("as well as judges", "& N"),
        ("in order to convict", "T V"),
        ("no longer", "!"),
        ("the Protected Areas Act", "D N N N"),
        ("the victim’s family", "D N ' N"),
        ("12 of 1,300 men", "C I C N"),
        ("U.S. officials", "N N"),
        ("Italy helped US police.", "N E N N ."),
        ("Mary left Hungary.", "N E N ."),
        ("He said there were none.", "P E P B D ."),
        ("Girls held there were freed.", "N E R B E ."),
        ("Gangs, through deceit, force 20 girls.", "N , I N , Z C N ."),
    ],
)
def test_tags(sentence: str, tags: str) -> None:
    assert " ".join(token.tag for token in tokenize(sentence)) == tags


def test_offsets_are_those_of_the_text() -> None:
    text = "the victims’ homes, in order to help."
    assert [text[t.start : t.end] for t in tokenize(text)][:4] == ["the", "victims", "’", "homes"]
    assert [t.word for t in tokenize(text)][5] == "in order to"


def test_looking_ahead() -> None:
    tokens = tokenize("is not often held, she said")
    assert index_behind(tokens, frozenset("!R"))[:4] == [0, 3, 3, 3]
    assert next_of(tokens, frozenset("E"), frozenset(","))[:4] == [True] * 4
