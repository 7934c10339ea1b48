"""English words: closed classes (determiners, prepositions, auxiliaries ...) from
``ontology/function-words.toml``, and open ones from ``ontology/english.toml``. `english` checks the latter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tipgraph.errors import UnreadableError
from tipgraph.understanding.tokens.inflect import noun_forms, spellings, verb_forms
from tipgraph.understanding.tokens.numbers import MULTIPLIERS
from tipgraph.understanding.tokens.numbers import NUMBER_WORDS as SPELT
from tipgraph.util.resources import folder, read_toml

__all__ = [
    "CLASSES", "CLOSED_CLASS_TAGS", "CURRENCY_CODES", "CURRENCY_SIGN", "CURRENCY_SIGNS",
    "FIXED_EXPRESSIONS", "GOVERNING", "NEGATIVE_PRONOUNS", "NOUN_CLASSES", "NO_CLASSES", "NUMBER_WORDS",
    "PREPOSITIONS", "Classes", "English", "Expression", "VerbForm", "english", "is_number", "load",
]  # fmt: skip

Classes = Mapping[str, frozenset[str]]
"""The classes of each word."""
NO_CLASSES: frozenset[str] = frozenset()


class Expression(NamedTuple):
    """A fixed expression, its words from the second one on, and its tag."""

    text: str
    rest: list[str]
    tag: str


_FUNCTION_WORDS = read_toml(folder("ontology") / "function-words.toml")


def _expressions() -> dict[str, dict[str, list[Expression]]]:
    found: dict[str, dict[str, list[Expression]]] = {}
    for tag, table in _FUNCTION_WORDS["expressions"].items():
        for expression in sorted(table.split("|"), key=lambda each: -len(each.split())):
            first, second, *rest = expression.split()
            by_second = found.setdefault(first, {}).setdefault(second, [])
            by_second.append(Expression(" ".join(expression.split()), [second, *rest], tag))
    return found


CLOSED_CLASS_TAGS: Mapping[str, str] = {
    word: tag for tag, words in _FUNCTION_WORDS["words"].items() for word in words.split()
}
"""The tag of each closed-class word. Of a word with several tags it is the usual one."""

FIXED_EXPRESSIONS: Mapping[str, Mapping[str, list[Expression]]] = _expressions()
"""Expressions by their first word and their second one, the longest first."""

NUMBER_WORDS = SPELT | {f"{word}s" for word in MULTIPLIERS}
CURRENCY_SIGNS = frozenset("$€£¥₹₱₦฿₩₫")
CURRENCY_SIGN = f"[{''.join(sorted(CURRENCY_SIGNS))}]"
"""A regular expression of one of them."""
CURRENCY_CODES = "|".join(_FUNCTION_WORDS["currencies"].split())
"""The codes of currencies, as a regular expression."""
_SUM = re.compile(
    rf"[a-z]{{1,3}}\d(?:\d{{0,2}}(?:,\d{{3}})+|[\d,.]*(?:m|bn))|(?:{CURRENCY_CODES.lower()})\s?\d[\d,.]*"
)
NEGATIVE_PRONOUNS = frozenset(("none", "nobody", "no one", "no-one", "nothing"))
PREPOSITIONS = frozenset(word for word, tag in CLOSED_CLASS_TAGS.items() if tag == "I")


def is_number(word: str) -> bool:
    """Tell whether a word is a number, in figures or in letters.

    >>> [is_number(word) for word in ("12", "twelve", "twenty-five", "dozens", "$12", "few", "$")]
    [True, True, True, True, True, False, False]
    """
    if word[0].isdecimal():
        return not word.endswith(("-old", "-olds"))  # "a 13-year-old" is a person
    if word in NUMBER_WORDS or word.endswith((" million", " billion")):
        return True
    if not CURRENCY_SIGNS.isdisjoint(word) or _SUM.fullmatch(word):
        return len(word) > 1
    return "-" in word and word.partition("-")[0] in NUMBER_WORDS


class VerbForm(NamedTuple):
    """A form of a verb: its lemma, and which form it is (``base``, ``present``, ``past`` or ``gerund``)."""

    lemma: str
    form: str


@dataclass(frozen=True, slots=True)
class English:
    """The open classes. The classes of a word are looked up by the word in lower case.

    ``verbs`` has the form of each word that may be a verb. ``verb_classes`` has the classes of a verb by its
    lemma; a verb has those of the noun that is spelt like it, too. ``relational`` has the nouns that keep a
    prepositional phrase for themselves, by the preposition. The other attributes are sections of
    ``english.toml``, which explains them, and ``words`` joins all sections but those of verbs.
    """

    verbs: Mapping[str, VerbForm]
    verb_classes: Classes
    relational: Classes
    words: Classes
    adjectives: Classes
    adverbs: Classes

    def classes(self, word: str) -> frozenset[str]:
        """Return the classes of a word in all sections but those of verbs.

        >>> sorted(english().classes("decrees")), sorted(english().classes("training"))
        (['law', 'numbered'], ['graded', 'noun_in_ing', 'to_is_preposition_after', 'topic'])
        """
        return self.words.get(word, NO_CLASSES)


@lru_cache(maxsize=1)
def english() -> English:
    """Return the open classes of ``ontology/english.toml``. They are loaded once."""
    return load(folder("ontology") / "english.toml")


_SECTIONS: Mapping[str, frozenset[str]] = {
    section: frozenset(names.split())
    for section, names in {
        "tags": """noun_or_verb verb_before_noun verb_in_list verb_before_preposition
            verb_before_people trainee treated protected trafficked noun_in_ing no_adverb
            no_verb_behind_to adverb_behind_be adverb_behind_have adjective adjective_part
            noun_with_adjective_ending plural to_is_preposition_after noun_behind_to noun_unless_for
            attributive_gerund base_participle takes_as named_as participle_after_be never_finite
            reduced_participle needed_participle preposition_participle work_in_ing
            verb_behind_number adjective_first proper over_a_cause takes_in""",
        "verbs": """continue fail plan request lack hinder decline grow end report allow cause have exist
            be give keep_object do found fund get harm other act_against prescribe impose result_in ratify
            develop propose await reject be_about be_outstanding keep_from go_on be_without be_in_need
            struggle function draft travel_on begin finish adopt supply price occur locate utter
            rely_on refer publish take_clause identify assess ban regulate cooperate cover enforce fear
            leave_out to_no_direction treat_of judge invite deny involve comprise change reach pay
            visit back go_on_doing undo oblige compare stand_at state_at flow treat search
            attend exploit recruit move travel pass arrive leave originate bear follow engage suffer return
            rescue try forbid acquire find satisfy undergo be_tried violate achieve
            threaten submit prey host offer accept spare adjust interview screen hear consume aid run vary
            put stem postpone undertake take_time inquire confine deem decide shut_in tell confiscate ensure
            wish require destine possess expect handle tidy disbelieve solicit affirm devolve turn_away
            own_up lie_at recall convey stoke""",
        "governors": """effort fail plan need lack decline grow hinder transparent improve scheme preparation
            talk""",
        "nouns": """law draft_law executive aim threat figures unnumbered amount thing graded treaty
            recruiting misconduct action duty public_servant enforcement government army wrong private
            partnership international_organization employing member labor_authority force court sentence
            time period numbered month counted vehicle goods fate
            fine mission permit message monitor document knowledge purpose arrest
            establishment collective medical civil_society charge violation employment
            victim_offense sexual_services body agent descent consideration promise
            crime spare corpse
            industry notice record meeting home venue homecoming lesson undated trial standstill in_use
            long_time premises dread watching
            imposition presence kind standing captive path occasion hardship infirmary tried age_of
            institution occurrence power sex weekday recommendation importance topic study procedure testimony
            citizen counterpart spouse title year heading_places heading_people approval objective readiness
            organization means norm toil wedlock sponsorship intent option
            appeal fact fashion
            unrelated likewise door accord debt reviewed""",
        "adjectives": """shortfall decrease absent adequate manner planned few available predicative
            illegal concerned short_of missing uncertain seldom necessary willing
            at_risk aware""",
        "modifiers": """imminent small unadopted nearly unable hesitant limiting mere whole lesser bound
            previous recent yearly earlier lone homeland differing respective preposition_in_ing forced native
            state_funded until_now possible fake superlative additional next later joint household
            in_a_row trading""",
        "adverbs": "shortfall adequate frequency homeward onward elsewhere preverbal there mutual jointly",
        "relational": "in to for with against on about at between among",
    }.items()
}
"""The sections of ``english.toml`` and the classes that the program asks for in each."""

CLASSES = frozenset[str]().union(*_SECTIONS.values())
"""All classes of words."""
NOUN_CLASSES = _SECTIONS["nouns"]
"""Classes of nouns by their meaning."""
GOVERNING = _SECTIONS["governors"]
"""Classes of nouns that say something of what depends on them."""

_EXCLUSIVE = (
    ("verbs", "decline", "grow"),
    ("verbs", "end", "found"),
    ("verbs", "fail", "plan"),
    ("governors", "decline", "grow"),
    ("governors", "fail", "effort"),
    ("adjectives", "adequate", "shortfall"),
    ("adjectives", "adequate", "absent"),
    ("adjectives", "absent", "available"),
    ("adjectives", "missing", "shortfall"),
    ("adjectives", "absent", "shortfall"),
    ("adverbs", "adequate", "shortfall"),
    ("tags", "noun_in_ing", "adjective"),
    ("tags", "noun_with_adjective_ending", "adjective"),
)
"""Classes of a section that no word may share: they say opposite things of it."""


def load(path: Path) -> English:
    """Read open classes from a TOML file.

    Raises UnreadableError if a section or class is unknown, missing or empty, if a word is twice in a class,
    or if it is in two classes that exclude each other.
    """
    data = read_toml(path)
    _check_names(path.name, "section", data, _SECTIONS)
    for section, table in data.items():
        if not isinstance(table, dict):
            raise UnreadableError(
                f"{path.name}: [{section}] is no section", remedy="write its classes below it"
            )
        _check_names(path.name, f"class of [{section}]", table, _SECTIONS[section])
        for name, words in table.items():
            _check_words(path.name, f"{section}.{name}", words)
    _check_other_verbs(path.name, data)
    classes = {section: _classes(table) for section, table in data.items()}
    _check_exclusive(path.name, classes)
    classes |= {section: _of_all_forms(classes[section]) for section in ("nouns", "governors")}
    words = ("tags", "nouns", "governors", "adjectives", "modifiers", "adverbs")
    return English(
        verbs=_verbs((*classes["verbs"], *data["tags"]["noun_or_verb"].split())),
        verb_classes={
            lemma: found | classes["nouns"].get(lemma, NO_CLASSES)
            for lemma, found in classes["verbs"].items()
        },
        relational={name: frozenset(_inflected(nouns)) for name, nouns in data["relational"].items()},
        words=_joined(classes[section] for section in words),
        adjectives=classes["adjectives"],
        adverbs=classes["adverbs"],
    )


def _joined(sections: Iterable[Classes]) -> dict[str, frozenset[str]]:
    """Join the classes that each word has in some sections."""
    found: dict[str, frozenset[str]] = {}
    for section in sections:
        for word, names in section.items():
            found[word] = found.get(word, NO_CLASSES) | names
    return found


def _check_names(file: str, what: str, found: Iterable[str], known: Iterable[str]) -> None:
    """Raise an error if names are unknown or missing."""
    for problem, names in (("unknown", set(found) - set(known)), ("missing", set(known) - set(found))):
        if names:
            raise UnreadableError(
                f"{file}: {problem} {what}: {', '.join(sorted(names))}",
                remedy=f"known names are {', '.join(sorted(known))}",
            )


def _check_words(file: str, name: str, words: object) -> None:
    """Raise an error if a class has no words, or a word twice."""
    if not isinstance(words, str) or not words.split():
        cause = f"{file}: the class {name} has no words"
        raise UnreadableError(cause, remedy="write words between quotes")
    twice = sorted(word for word, times in Counter(words.split()).items() if times > 1)
    if twice:
        raise UnreadableError(f'{file}: "{twice[0]}" is twice in {name}', remedy="remove one of the two")


def _check_other_verbs(file: str, data: Mapping[str, Mapping[str, str]]) -> None:
    """Raise an error if a verb of no class has one."""
    classed = {word for name, words in data["verbs"].items() if name != "other" for word in words.split()}
    known = classed.union(data["tags"]["noun_or_verb"].split())
    needless = sorted(known.intersection(data["verbs"]["other"].split()))
    if needless:
        raise UnreadableError(
            f'{file}: "{needless[0]}" is in verbs.other and in another class',
            remedy="remove it from verbs.other",
        )


def _check_exclusive(file: str, classes: Mapping[str, Classes]) -> None:
    for section, one, other in _EXCLUSIVE:
        for word, names in classes[section].items():
            if one in names and other in names:
                raise UnreadableError(
                    f'{file}: "{word}" is both {section}.{one} and {section}.{other}',
                    remedy="remove it from one of them",
                )


def _classes(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Turn words by class into classes by word."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in table.items():
        for word in words.split():
            for spelled in spellings(word.replace("_", " ")):
                found[spelled].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _verbs(lemmas: Iterable[str]) -> dict[str, VerbForm]:
    """Return all forms of verbs. Of two verbs that share a form, the first one has it."""
    found: dict[str, VerbForm] = {}
    for lemma in lemmas:
        for form, name in verb_forms(lemma):
            found.setdefault(form, VerbForm(lemma, name))
        if lemma.endswith("ize"):  # as the British spell it
            for form, name in verb_forms(lemma[:-2] + "se"):
                found.setdefault(form, VerbForm(lemma, name))
        if lemma.endswith("el"):
            found.setdefault(lemma + "led", VerbForm(lemma, "past"))
            found.setdefault(lemma + "ling", VerbForm(lemma, "gerund"))
    return found


def _inflected(words: str) -> Iterator[str]:
    return (form for noun in words.split() for form in noun_forms(noun))


def _of_all_forms(nouns: Classes) -> dict[str, frozenset[str]]:
    """Give the plural the classes of the singular."""
    found: dict[str, frozenset[str]] = {}
    for noun, names in nouns.items():
        for form in noun_forms(noun):
            found[form] = found.get(form, NO_CLASSES) | names
    return found
