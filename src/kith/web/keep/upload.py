"""Keep an uploaded file in memory: nothing that a person sends is written to disk in the clear."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from kith.exchange import limits

LARGEST = limits.FILE


class InMemoryOnly(FileUploadHandler):
    """Collect the parts of an upload in memory, up to the size that Kith reads."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin an empty file."""
        super().new_file(*args, **kwargs)
        self._parts = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Add one part; stop when the file is larger than Kith reads."""
        if start + len(raw_data) > LARGEST:
            raise StopUpload(connection_reset=False)
        self._parts.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over the whole file."""
        self._parts.seek(0)
        return InMemoryUploadedFile(
            file=self._parts,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
