"""A threaded HTTP/1.1 server over a folder: keep-alive, byte ranges, and a count of what went over it."""

import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BLOCK = 64 << 10


class Quiet(ThreadingHTTPServer):
    """Clients that hang up are no news: ffmpeg ends most of its transfers so."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class CountingServer:
    """Serves `folder` on a loopback port until the process ends."""

    def __init__(self, folder):
        self.lock = threading.Lock()
        self.requests, self.sent = [], 0
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                owner._answer(self, folder)

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def reset(self):
        """Forgets what was counted."""
        with self.lock:
            self.requests, self.sent = [], 0

    def _answer(self, handler, folder):
        name = handler.path.split("?")[0].lstrip("/")
        path = folder / name
        asked = handler.headers.get("Range")
        with self.lock:
            self.requests.append(f"{name} {asked}" if asked else name)
        if "/" in name or not path.is_file():
            handler.send_error(404)
            return
        size = path.stat().st_size
        begin, end = 0, size
        match = re.fullmatch(r"bytes=(\d+)-(\d*)", asked or "")
        if match:
            begin, end = int(match[1]), min(int(match[2]) + 1 if match[2] else size, size)
            if begin >= size:
                handler.send_response(416)
                handler.send_header("Content-Range", f"bytes */{size}")
                handler.send_header("Content-Length", "0")
                handler.end_headers()
                return
        handler.send_response(206 if match else 200)
        if match:
            handler.send_header("Content-Range", f"bytes {begin}-{end - 1}/{size}")
        kind = "application/vnd.apple.mpegurl" if name.endswith(".m3u8") else "video/mp2t"
        handler.send_header("Content-Type", kind)
        handler.send_header("Accept-Ranges", "bytes")
        handler.send_header("Content-Length", str(end - begin))
        handler.end_headers()
        with open(path, "rb") as file:
            os.lseek(file.fileno(), begin, os.SEEK_SET)
            remaining = end - begin
            while remaining:
                block = os.read(file.fileno(), min(BLOCK, remaining))
                try:
                    handler.wfile.write(block)
                except OSError:
                    handler.close_connection = True
                    return
                with self.lock:
                    self.sent += len(block)
                remaining -= len(block)
