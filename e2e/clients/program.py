"""`manager serve` with sample accounts, for as long as a block runs."""

import json
import signal
import subprocess
import threading
from pathlib import Path

START_LIMIT = 120
STOP_LIMIT = 30


class Program:
    """The program, on fresh data and free ports."""

    def __init__(self, binary: Path, scratch: Path) -> None:
        self.data = scratch / "data"
        self.credentials = self.data / "credentials.json"
        self.log = scratch / "log"
        self.exit_status: int | None = None
        # The application is not what is tested: an empty one will do.
        application = scratch / "app"
        application.mkdir()
        (application / "index.html").write_text("<!doctype html><title>None</title>\n")
        self.command = [binary, "serve", "--listen", "127.0.0.1:0"]
        self.command += ["--data", self.data, "--app", application]
        for region in ("eu", "ca", "us"):
            self.command += ["--control-plane-port", f"{region}=0"]

    def __enter__(self) -> "Program":
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command, stdout=subprocess.PIPE, stderr=log, text=True
            )
        # A program that says nothing would be read for ever.
        limit = threading.Timer(START_LIMIT, self.process.kill)
        limit.start()
        # It writes its address once everything listens.
        ready = self.process.stdout.readline()
        limit.cancel()
        if not ready:
            self.process.kill()
            self.process.wait()
            raise SystemExit(f"The program did not start:\n{self.log.read_text()}")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.exit_status = self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def accounts(self) -> list[dict]:
        return json.loads(self.credentials.read_text())
