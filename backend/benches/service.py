"""What the load and the crash test share: the service as a process, one organisation, files to send, answers checked.

Standard library only. Speaks to the loopback of a service without accounts, as whoever sits at the machine.
"""

import http.client
import json
import os
import signal
import subprocess
import time
import urllib.parse

ORGANISATION = "charge"


class Service:
    """One process of the service on a database; started again where it left off."""

    def __init__(self, binary, url, port, log):
        self.binary, self.url, self.port, self.log = binary, url, port, log
        self.process = None

    def command(self, *words):
        return subprocess.run([self.binary, *words, "--database-url", self.url], check=True, capture_output=True, text=True).stdout

    def found(self, buildings):
        """An organisation with so many buildings, without readings."""
        self.command("organisation", "add", "--code", ORGANISATION, "--name", "Charge", "--postcode", "5000", "--activity", "care-home")
        for n in range(buildings):
            self.command("building", "add", "--organisation", ORGANISATION, "--code", f"charge-{n}", "--name", f"Charge {n}")

    def start(self):
        words = [self.binary, "serve", "--database-url", self.url, "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=open(self.log, "ab"))
        for _ in range(600):
            try:
                if self.ask("GET", "/readyz")[0] == 200:
                    return
            except OSError:
                pass
            if self.process.poll() is not None:
                raise SystemExit(f"the service ended by itself: {self.process.returncode}; see {self.log}")
            time.sleep(0.05)
        raise SystemExit("the service does not get ready")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def ask(self, method, path, body=None, headers=None):
        """Status and bytes; a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def rss_mib(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            kib = next(line.split()[1] for line in status if line.startswith("VmRSS:"))
        return int(kib) / 1024

    def cpu_s(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Year:
    """Twelve months of electricity of one building: a file, and what it must come to."""

    def __init__(self, building, year, seed):
        self.building, self.year = f"charge-{building}", year
        values = [1000 + (seed * 37 + month * 101) % 900 for month in range(12)]
        lines = [f"{month + 1:02}/{year};{value}" for month, value in enumerate(values)]
        self.total = sum(values)
        self.text = "Mois;Électricité (kWh)\n" + "\n".join(lines) + "\n"
        self.id = None

    def send(self, service):
        """Imports it; its id once it was acknowledged."""
        edge = "----eclaireur"
        body = (
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{self.building}-{self.year}.csv"\r\n'
            f"Content-Type: text/csv\r\n\r\n{self.text}\r\n--{edge}--\r\n"
        ).encode()
        query = urllib.parse.urlencode({"building": self.building, "create_meters": "true"})
        status, answer = service.ask(
            "POST",
            f"/api/v1/organisations/{ORGANISATION}/imports?{query}",
            body,
            {"Content-Type": f"multipart/form-data; boundary={edge}"},
        )
        if status not in (200, 201):
            raise AssertionError(f"import answered {status}: {answer[:300]!r}")
        self.id = json.loads(answer)["id"]
        return self.id

    def held(self, service):
        """The kWh that the service tells of this year; none where it tells of none."""
        query = urllib.parse.urlencode({"from": f"{self.year}-01-01", "to": f"{self.year + 1}-01-01", "step": "month", "carrier": "electricity"})
        status, answer = service.ask("GET", f"/api/v1/buildings/{self.building}/consumption?{query}")
        if status != 200:
            raise AssertionError(f"consumption answered {status}: {answer[:300]!r}")
        values = [float(p["value"]) for p in json.loads(answer)["points"] if p["value"] is not None]
        return round(sum(values)), len(values)
