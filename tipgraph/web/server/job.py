"""What the server and its child processes tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tipgraph.web.server.front import Front
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.state import State

__all__ = ["Description", "Document", "Job", "Question", "Reply", "Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """What a child process is started for: a store's folder, its limits, and where pages are reached.

    ``state`` is the folder's, in which alone it is to be read.
    """

    store: Path
    state: State
    limits: Limits
    front: Front


@dataclass(frozen=True, slots=True)
class Question:
    """A query to be answered.

    ``values`` gives parameters that the query's header declares; ``default_graphs`` and ``named_graphs``
    are the dataset that the protocol was given; ``form`` is a format's name, or empty where ``accept``
    decides.
    """

    text: str
    values: tuple[tuple[str, str], ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = "*/*"
    form: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A page or document of the site, by its path below the root."""

    path: str


@dataclass(frozen=True, slots=True)
class Description:
    """The description of the dataset in a vocabulary (``void``, ``dcat``) and the format of an ending.

    ``base`` is the address of the front page, which all IRIs in it begin with.
    """

    vocabulary: str
    ending: str
    base: str


Job = Question | Document | Description


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is sent.

    ``notes`` are for who asked: which place a name was taken for. ``lasting`` is False where the same
    question may have another answer at once (``NOW()``).
    """

    type: str
    body: bytes
    notes: tuple[str, ...] = ()
    lasting: bool = True
