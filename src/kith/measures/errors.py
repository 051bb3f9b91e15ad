"""What can be wrong with a questionnaire's file, or with answers."""

from kith.measures.branching import Branch


class MeasureError(ValueError):
    """A questionnaire that is not there, or a file that does not hold together.

    `code` says what (`unknown`, `not_toml`, `missing`, `wrong`), `where` names the place in it.
    """

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code, self.where = code, where


class AnswerError(ValueError):
    """Answers that a questionnaire cannot have; nothing is scored.

    `code` is `not_answers`, `unknown_item`, `not_an_option` or `too_many`; `item` the place, never
    an answer. `branches` is what they call for as far as they can be made out:
    a code in capitals, a number in text or beyond the options still lead to help.
    """

    def __init__(self, code: str, item: str = "", branches: tuple[Branch, ...] = ()) -> None:
        super().__init__(f"{code} {item}".strip())
        self.code, self.item, self.branches = code, item, branches
