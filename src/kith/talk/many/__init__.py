"""Many messages at once: which labels are shown in each, as `read_many` says, ten times as fast and more."""

from kith.talk.many.reading import SILENT, Reader, Shown

__all__ = ["SILENT", "Reader", "Shown"]
