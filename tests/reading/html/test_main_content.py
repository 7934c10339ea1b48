from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from tipgraph.reading.html import lines_of, main_content

LONG = "The police of the capital arrested several people who had sold children to the owners of farms"


def text_of(html: str) -> list[str]:
    node = main_content(LexborHTMLParser(html))
    assert node is not None
    return [line.text for line in lines_of(node)]


def test_a_form_around_the_whole_page_is_kept() -> None:
    page = f"<form><p>{LONG}.</p><form><label>Search {LONG}</label></form></form>"
    assert text_of(f"<body><form id='search'><p>{LONG}</p></form>{page}</body>")[0].startswith("The police")


def test_a_narrative_in_several_elements_is_read_with_the_text_between_them() -> None:
    part = f"<section class='entry-content'><p>{LONG}. {LONG}.</p></section>"
    parts = f"<h2>Part 1</h2>{part}<h2>Part 2</h2>{part}"
    lines = text_of(f"<body><div><div>{parts}</div></div><div class='menu'><p>{LONG}</p></div></body>")
    assert lines == ["Part 1", f"{LONG}. {LONG}.", "Part 2", f"{LONG}. {LONG}."]


def test_an_element_without_running_text_is_ignored() -> None:
    page = f"<article>Menu</article><div><div><p>{LONG}.</p><p>{LONG}.</p></div></div>"
    assert text_of(f"<body>{page}</body>") == [f"{LONG}.", f"{LONG}."]


def test_elements_inside_removed_ones_are_removed_once() -> None:
    menu = "<nav class='menu'><ul class='menu'><li class='menu'><button>Go</button></li></ul></nav>"
    assert text_of(f"<body>{menu}<div><p>{LONG}.</p></div></body>") == [f"{LONG}."]


def test_a_page_without_text_has_no_lines() -> None:
    assert text_of("<body></body>") == []
