"""The declared ways in which reading a file ends early.

Each carries a short `code` that the site and the command line turn into a sentence, the exit code
of `kith import`, and at most the name of a column (`where`). What a person wrote is never in it.
"""


class ExchangeError(Exception):
    """A file could not be read, for a reason with a name."""

    exit_code = 4

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where


class UnreadableFile(ExchangeError):  # noqa: N818 (named by what the person holds)
    """The file is not one that Kith reads."""


class RefusedFile(ExchangeError):  # noqa: N818 (the same)
    """Reading this file could harm the machine, so it is not read."""

    exit_code = 5


class MappingError(ExchangeError):
    """The mapping does not fit itself or the file; `where` names the key or the column."""


class QuestionsOpen(ExchangeError):  # noqa: N818 (a state, not a fault)
    """Something must be answered first; `keys` says what."""

    exit_code = 3

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__("questions_open")
        self.keys = keys
