"""Starts the program with fresh data and lets both official clients use it."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import python_client
from program import Program
from report import Report, Scope

HERE = Path(__file__).parent
# Seconds for everything: an answer that never comes must not hold up the rest.
LIMIT = 600


def main() -> int:
    report = Report()
    try:
        with tempfile.TemporaryDirectory(prefix="manager-clients-") as folder:
            check(report, Path(folder))
    finally:
        print(report.summary())
    return report.exit_status()


def check(report: Report, scratch: Path) -> None:
    with Program(Path(os.environ["MANAGER_BIN"]), scratch) as program:
        python_client.run(report.scope("python"), program.accounts())
        run_node(report.scope("node"), program.credentials, scratch)
    report.scope("program").record(
        "ends cleanly when told to",
        None if program.exit_status == 0 else f"status {program.exit_status}",
    )


def run_node(scope: Scope, credentials: Path, scratch: Path) -> None:
    """The Node part is a program of its own, which tells each check as a line
    of JSON."""
    key, certificate = scratch / "key.pem", scratch / "certificate.pem"
    make_certificate(key, certificate)
    node = subprocess.Popen(
        ["node", HERE / "node_client.js", credentials, key, certificate],
        env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with node:
        try:
            for line in node.stdout:
                check = json.loads(line)
                scope.scope(check["scope"]).record(check["name"], check["trouble"])
        except BaseException:
            node.kill()
            raise
    if node.returncode != 0:
        scope.record("runs to its end", f"status {node.returncode}")


def make_certificate(key: Path, certificate: Path) -> None:
    """For `localhost`, valid for a day, trusted by nobody but our Node."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        + ["-nodes", "-days", "1", "-subj", "/CN=localhost"]
        + ["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    # Told to end, it leaves nothing running behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("The checks were told to end"))
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"The checks took more than {LIMIT} seconds"))
    signal.alarm(LIMIT)
    sys.exit(main())
