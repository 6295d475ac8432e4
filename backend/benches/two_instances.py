#!/usr/bin/env python3
"""Two instances on one PostgreSQL behind a proxy, one killed with SIGKILL while clients load both and while it is at a job.

usage: two_instances.py BINARY [--database-url postgres://…] [--seconds 60] [--clients 8]

nginx stands before them where it is installed, else a small proxy of our own which does the same: takes turns, goes to the next one where a
connection is refused, and never sends twice what changes something. Without --database-url a PostgreSQL is made for the run and thrown away. Prints
what failed, what was in flight, whether every import is there once, and how the job ended; exit code 1 where a bound is broken.
"""

import argparse
import datetime
import glob
import http.client
import http.server
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.parse

from service import ORGANISATION, Service, Year

BUILDINGS, TAKEN_OVER_S = 60, 240


class Postgres:
    """A server of this run, out of the installed binaries."""

    def __init__(self, folder, port):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not found:
            raise SystemExit("no PostgreSQL in /usr/lib/postgresql; give --database-url")
        self.bin, self.data = found[-1], f"{folder}/postgres"
        self.who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.who:
            os.chmod(folder, 0o755)
            os.mkdir(self.data)
            shutil.chown(self.data, "postgres")
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        options = f"-k {self.data} -p {port} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "-D", self.data, "-l", f"{self.data}/log", "-w", "-o", options, "start")
        self.url = f"postgres://postgres@127.0.0.1:{port}/postgres"

    def run(self, program, *words):
        subprocess.run([*self.who, f"{self.bin}/{program}", *words], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")


class Weather(http.server.BaseHTTPRequestHandler):
    """Says nothing to whoever asks first, until the end; afterwards it is right."""

    asked, silent, questions = threading.Event(), threading.Event(), []

    def do_GET(self):
        question = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        Weather.questions.append(question)
        if len(Weather.questions) == 1:
            Weather.asked.set()
            Weather.silent.wait()
            return
        day, last = (datetime.date.fromisoformat(question[key]) for key in ("start_date", "end_date"))
        days = []
        while day <= last:
            days.append(day.isoformat())
            day += datetime.timedelta(days=1)
        answer = {
            "latitude": 50.826, "longitude": 4.359, "utc_offset_seconds": 3600, "timezone": "Europe/Brussels",
            "daily_units": {"time": "iso8601", "temperature_2m_mean": "°C"},
            "daily": {"time": days, "temperature_2m_mean": [float(len(days) % 20)] * len(days)},
        }
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *words):
        pass


class Turns:
    """The proxy where there is no nginx: one request a connection."""

    def __init__(self, port, instances):
        self.instances, self.turn = instances, 0
        self.listening = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.passed, args=(client,), daemon=True).start()

    def passed(self, client):
        with client:
            request = b""
            while b"\r\n\r\n" not in request:
                piece = client.recv(65536)
                if not piece:
                    return
                request += piece
            head, body = request.split(b"\r\n\r\n", 1)
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
            length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
            while len(body) < length:
                body += client.recv(65536)
            server = self.reached()
            if server is None:
                return
            answer = b""
            with server:
                try:
                    server.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
                    while piece := server.recv(65536):
                        answer += piece
                except OSError:
                    answer = b""
            client.sendall(answer or b"HTTP/1.1 502 Lost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def reached(self):
        self.turn += 1
        for n in range(len(self.instances)):
            try:
                return socket.create_connection(("127.0.0.1", self.instances[(self.turn + n) % len(self.instances)]))
            except OSError:
                continue
        return None

    def stop(self):
        self.listening.close()


class Nginx:
    """The proxy as one runs it; `proxy/two-instances.conf` is what a server has."""

    def __init__(self, program, folder, port, instances):
        servers = "".join(f"server 127.0.0.1:{instance} max_fails=1 fail_timeout=2s;" for instance in instances)
        text = f"""daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  upstream eclaireur {{ {servers} }}
  server {{
    listen 127.0.0.1:{port}; client_max_body_size 110m;
    location / {{ proxy_pass http://eclaireur; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host:{port};
      proxy_next_upstream error; proxy_connect_timeout 2s; }}
  }}
}}
"""
        with open(f"{folder}/nginx.conf", "w") as file:
            file.write(text)
        self.process = subprocess.Popen([program, "-c", f"{folder}/nginx.conf", "-p", folder])

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Front:
    """What clients speak to."""

    def __init__(self, port):
        self.port = port

    ask = Service.ask


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--database-url")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--port", type=int, default=28113)
    args = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="eclaireur-two-")
    own = None if args.database_url else Postgres(folder, args.port + 4)
    try:
        raise SystemExit(run(args, folder, args.database_url or own.url))
    finally:
        if own:
            own.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(args, folder, url):
    weather = http.server.ThreadingHTTPServer(("127.0.0.1", args.port + 3), Weather)
    weather.daemon_threads = True
    threading.Thread(target=weather.serve_forever, daemon=True).start()
    from_day = datetime.date.today() - datetime.timedelta(days=30)
    os.environ.update(
        ECLAIREUR_WEATHER_SERVICE="open-meteo",
        ECLAIREUR_WEATHER_URL=f"http://127.0.0.1:{args.port + 3}/weather",
        ECLAIREUR_WEATHER_FROM=from_day.isoformat(),
    )
    first, second = (Service(args.binary, url, args.port + n, f"{folder}/log{n}") for n in (1, 2))
    first.found(BUILDINGS)
    first.start()
    if not Weather.asked.wait(60):
        raise SystemExit("the first instance does not ask for the weather")
    second.start()
    program = shutil.which("nginx")
    ports = [first.port, second.port]
    proxy = Nginx(program, folder, args.port, ports) if program else Turns(args.port, ports)
    front = Front(args.port)
    for _ in range(200):
        try:
            if front.ask("GET", "/readyz")[0] == 200:
                break
        except OSError:
            pass
        time.sleep(0.05)

    waiting = [Year(b, y, b * 50 + y) for y in range(2000, 2026) for b in range(BUILDINGS)]
    random.Random(1).shuffle(waiting)
    over, gone, lock = threading.Event(), threading.Event(), threading.Lock()
    sent, failed, late, wrong, took = [], [], [], [], []

    def asked(work):
        """What the work gives; None where it failed, which only what began before the kill may."""
        before, began = gone.is_set(), time.perf_counter()
        try:
            given = work()
            took.append(time.perf_counter() - began)
            return given
        except (OSError, http.client.HTTPException, AssertionError) as error:
            lost = not isinstance(error, AssertionError) or "answered 502" in str(error)
            with lock:
                (wrong if not lost else late if before else failed).append(repr(error))
            return None

    def get(path):
        status, answer = front.ask("GET", path)
        if status != 200:
            raise AssertionError(f"{path} answered {status}: {answer[:200]!r}")
        return status

    def client(seed):
        draw = random.Random(seed)
        while not over.is_set():
            if draw.random() < 0.25:
                with lock:
                    year = waiting.pop() if waiting else None
                if year:
                    # The same bytes again are the same import: whoever was not answered asks again.
                    while asked(lambda: year.send(front)) is None and not wrong and not late:
                        pass
                    with lock:
                        sent.append(year)
                    continue
            b = draw.randrange(BUILDINGS)
            asked(lambda: get(draw.choice([f"/batiments/charge-{b}", f"/organisations/{ORGANISATION}", f"/api/v1/buildings/charge-{b}/indicators"])))

    threads = [threading.Thread(target=client, args=(seed,)) for seed in range(args.clients)]
    for thread in threads:
        thread.start()
    time.sleep(args.seconds / 2)
    first.kill()
    gone.set()
    killed_at = time.monotonic()
    time.sleep(args.seconds / 2)
    over.set()
    for thread in threads:
        thread.join()
    print(f"{'nginx' if program else 'own proxy'}: {len(took)} answered, median {statistics.median(took) * 1000:.1f} ms; {len(failed)} failed in flight, "
          f"{len(late)} after the kill, {len(wrong)} wrong", flush=True)

    taken_over = None
    while time.monotonic() - killed_at < TAKEN_OVER_S:
        if '"weather:uccle",outcome="done"} 1' in second.ask("GET", "/metrics")[1].decode():
            taken_over = time.monotonic() - killed_at
            break
        time.sleep(0.5)
    held = sum(year.held(front) != (year.total, 12) for year in sent)
    imports = json.loads(front.ask("GET", f"/api/v1/organisations/{ORGANISATION}/imports?limit=1")[1])["total"]
    questions = len(Weather.questions)
    print(f"{len(sent)} files sent, {imports} imports held, {held} of them not whole", flush=True)
    said = f"after {taken_over:.0f} s" if taken_over else "never"
    print(f"job of the killed instance: ended by the other {said}; the weather was asked {questions} times (1 without an answer, 1 answered)")
    proxy.stop()
    second.stop()
    Weather.silent.set()
    print(f"audit verify: {second.command('audit', 'verify').strip()}")
    for what in (late + wrong)[:3]:
        print(what)
    good = len(failed) <= args.clients and not late and not wrong and not held and imports == len(sent) and taken_over and questions == 2
    return 0 if good else 1


if __name__ == "__main__":
    main()
