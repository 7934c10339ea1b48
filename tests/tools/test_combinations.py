"""The count of combinations that no statement makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drafts import draft, route, says
from tools.combinations import Count, View, count, main

TEXT = (
    "Lao men are subjected to forced labor in fishing in Thailand. "
    "Lao women may be exploited in sex trafficking in Thailand."
)


def test_merging_two_statements_invents_combinations() -> None:
    _, extraction = draft(
        "LAO",
        "2018",
        says(
            "[Men fish in Thailand].",
            route("LAO", "THA", victims=("men",), exploitation=("forced-labor",), sectors=("fishing",)),
        ),
        says(
            "[Women are sold in Thailand].",
            route("LAO", "THA", victims=("women",), exploitation=("sex-trafficking",)),
        ),
        says("[Boys beg in China].", route("LAO", "CHN", victims=("boys",))),
    )
    assert count([extraction]) == Count(1, 2, 1, View(4, 3, 1), View(2, 0, 0))


def test_statements_that_agree_invent_nothing() -> None:
    fields = {"victims": ("men", "women"), "exploitation": ("forced-labor",)}
    _, extraction = draft(
        "LAO",
        "2018",
        says("[Lao people toil in Thailand].", route("LAO", "THA", **fields)),
        says("[Lao men and women toil there].", route("LAO", "THA", **fields)),
    )
    assert count([extraction]) == Count(1, 1, 1, View(2, 0, 0), View(2, 0, 0))


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "laos-2018.txt"
    path.write_text(
        "Title: 2018 Trafficking in Persons Report - Laos\nPublisher: United States Department of State\n"
        f"Publication Date: 28 June 2018\n\n{TEXT}\n",
        encoding="utf-8",
    )
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "documents: 1; pairs of places: 1, with several statements: 1",
        "merged: combinations on these pairs: 4, invented: 3, pairs with invented ones: 1",
        "statements: combinations on these pairs: 2, invented: 0, pairs with invented ones: 0",
    ]
