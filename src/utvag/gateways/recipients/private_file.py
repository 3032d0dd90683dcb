"""Write files that only their owner can read."""

import os
from pathlib import Path


def write_private_file(path: Path, content: bytes) -> None:
    """Write a new file of mode 0600.

    :raises FileExistsError: when there is a file, or a link, already.
    :raises OSError: when it cannot be written.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
