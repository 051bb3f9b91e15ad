"""Why a picture is not taken, as a code; the words for it stand where it is shown."""

CODES = frozenset({"empty", "kind", "heic", "moves", "damaged", "too_large", "too_many_pixels"})


class RefusedPicture(Exception):  # noqa: N818 (named as the other refusals are)
    """A picture that cannot be kept; `code` is one of `CODES`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
