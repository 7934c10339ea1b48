"""Where the pages of a site lie as files, and how they name each other: relatively, so that the site
works below any address and in a folder of one's own.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from urllib.parse import quote, unquote

__all__ = ["Relative", "file_of"]

_PLAIN = re.compile(r"[^./\\\x00-\x1f\x7f:*?\"<>|][^/\\\x00-\x1f\x7f:*?\"<>|]*")
"""A step of a path that every system takes for the name of a file, and none for a way out of the folder."""
_LONGEST = 120


@cache
def file_of(path: str) -> str:
    """Return a path of IRIs as a path of files, without an ending; the front page is ``index``.

    Steps are unescaped, as web servers do before they look for a file. A step that is no name of a file
    becomes one made of its digest: its page is found by links, if not by its IRI.

    >>> file_of("report/my%20notes/2014/AGO"), file_of("")
    ('report/my notes/2014/AGO', 'index')
    >>> file_of("report/../2014/AGO")
    'report/x-5ec1f7e700f37c3d/2014/AGO'
    """
    return "/".join(_name(unquote(step)) for step in path.split("/")) if path else "index"


def _name(step: str) -> str:
    if _PLAIN.fullmatch(step) and len(step.encode()) <= _LONGEST:
        return step
    return f"x-{sha256(step.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=200_000)
def _relative(folder: str, file: str) -> str:
    return quote(posixpath.relpath(file, folder or "."))


@dataclass(frozen=True, slots=True)
class Relative:
    """The links of a page, from the folder that it lies in.

    >>> Relative.of("place/AGO").page("report/tip/2014/AGO"), Relative.of("").file("static/site.css")
    ('../report/tip/2014/AGO.html', 'static/site.css')
    """

    folder: str

    @classmethod
    def of(cls, path: str) -> Relative:
        """Return the links of the page of a path."""
        return cls(posixpath.dirname(file_of(path)))

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return _relative(self.folder, f"{file_of(path)}.html")

    def file(self, path: str) -> str:
        """Return the link to another file; its path, without the ending, is that of a page or like one."""
        stem, ending = posixpath.splitext(path)
        return _relative(self.folder, file_of(stem) + ending)
