"""Errors that tell people what to do; everything the library raises on bad input is one of these."""

from __future__ import annotations


class CleanerError(Exception):
    """The base of every documented error."""


class InputError(CleanerError):
    """A document cannot be read or cleaned: binary, truncated, too large, too deep, missing."""


class LimitError(InputError):
    """A document exceeds a limit of size, count, depth or time in `Settings`."""


class RuleError(CleanerError):
    """A rule file is wrong; the message names file, line and field."""


class RecordError(CleanerError):
    """A record and a text do not belong together, or a record is not one."""


class SettingsError(CleanerError):
    """A setting has a value that it cannot have."""


class MissingExtraError(CleanerError):
    """An optional library is not installed; the message names the extra."""
