"""Errors for the terminal: the kind and the place, never the text, which may quote a person."""

import sys


def report(error: BaseException) -> None:
    """Print the kind of an error and the file and line it came from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "" if trace is None else f" at {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    print(f"kith: {type(error).__name__}{where}", file=sys.stderr, flush=True)
