"""Processes that Ctrl-C reaches, also where the tests themselves run in the background."""

from __future__ import annotations

import signal

__all__ = ["heed_interrupts"]


def heed_interrupts() -> None:
    """Undo what a shell does for jobs in the background: it has them, and their children, ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
