"""A web server of the test's own, with the product's static files and its content security policy."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from csp.utils import build_policy
from django.contrib.staticfiles.finders import find

from tests.browser.style_guide.pages import static_address


@contextmanager
def serve(pages: dict[str, str]) -> Iterator[str]:
    """Serve some pages as long as the block lasts; gives the address. A page that begins with / leads there."""
    policy = build_policy()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith(static_address()):
                self.answer_file(path.removeprefix(static_address()))
            elif pages.get(path, "").startswith("/"):
                self.send_response(302)
                self.send_header("Location", pages[path])
                self.end_headers()
            else:
                self.answer(200 if path in pages else 404, "text/html; charset=utf-8", pages.get(path, "").encode())

        def answer_file(self, name: str) -> None:
            found = find(name)
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self.answer(200 if found else 404, kind, Path(found).read_bytes() if found else b"")

        def answer(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
