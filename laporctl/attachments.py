"""Files that were sent to a stack and refused."""

from collections.abc import Iterator

from chalicelib.gateways.file_store import S3FileStore
from chalicelib.services.ports.file_store import RefusedFile
from laporctl.stacks import Stack


def refused_files(stack: Stack) -> Iterator[RefusedFile]:
    """What is kept below `refused/` in the stack's bucket, read with the operator's own rights."""
    return S3FileStore(stack.outputs["AttachmentsBucket"], stack.client("s3")).refused()
