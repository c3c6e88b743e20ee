"""Packages that foedera does without until somebody asks for what they do."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from foedera.datasets.errors import MissingPackageError

if TYPE_CHECKING:
    from types import ModuleType


def borrowed(package: str, purpose: str, command: str) -> ModuleType:
    """Return a package that need not be installed.

    Args:
        package: Name under which it is imported.
        purpose: What it is needed for, as the beginning of a sentence.
        command: What installs it.

    Raises:
        MissingPackageError: It is not installed.
    """
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != package:
            raise  # it is there, and lacks something of its own
        raise MissingPackageError(purpose, package, command) from None
