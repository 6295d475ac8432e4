#!/usr/bin/env python3
"""kill -9 at random moments of a mixed load, again and again: no acknowledged import is lost, none is there by half, the
chain of the event log verifies.

usage: crash.py BINARY [--database-url URL] [--times 50] [--seed 1]     one line per ten kills, then what was found
"""

import argparse
import http.client
import json
import random
import tempfile
import threading
import time

from service import Service, Year

BUILDINGS, WRITERS, READERS = 40, 3, 3


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--database-url")
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=28111)
    args = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="eclaireur-crash-")
    url = args.database_url or f"sqlite://{folder}/crash.db"
    service = Service(args.binary, url, args.port, f"{folder}/log")
    service.found(BUILDINGS)
    draw = random.Random(args.seed)
    # Each building and year is sent once: what is told of it afterwards is all of it, or nothing.
    waiting = [Year(b, y, b * 50 + y) for b in range(BUILDINGS) for y in range(2000, 2026)]
    draw.shuffle(waiting)
    tried, acknowledged, reads = [], [], 0

    for time_ in range(args.times):
        service.start()
        over, lock = threading.Event(), threading.Lock()
        failures = []

        def write():
            while not over.is_set():
                with lock:
                    if not waiting:
                        return
                    year = waiting.pop()
                    tried.append(year)
                try:
                    year.send(service)
                except AssertionError as error:
                    failures.append(str(error))
                except (OSError, http.client.HTTPException):
                    return  # killed
                else:
                    with lock:
                        acknowledged.append(year)

        def read():
            nonlocal reads
            while not over.is_set():
                b = random.randrange(BUILDINGS)
                path = random.choice([f"/batiments/charge-{b}", "/organisations/charge", f"/api/v1/buildings/charge-{b}/indicators"])
                try:
                    status, _ = service.ask("GET", path)
                    reads += 1
                    if status >= 500:
                        failures.append(f"{path} answered {status}")
                except (OSError, http.client.HTTPException):
                    return

        threads = [threading.Thread(target=write) for _ in range(WRITERS)] + [threading.Thread(target=read) for _ in range(READERS)]
        for thread in threads:
            thread.start()
        time.sleep(draw.uniform(0.05, 1.2))
        service.kill()
        over.set()
        for thread in threads:
            thread.join()
        if failures:
            raise SystemExit(f"kill {time_ + 1}: {failures[0]}")
        if (time_ + 1) % 10 == 0:
            print(f"{time_ + 1} kills, {len(acknowledged)} imports acknowledged of {len(tried)} tried, {reads} reads", flush=True)

    service.start()
    lost = half = unseen = 0
    for year in acknowledged:
        status, answer = service.ask("GET", f"/api/v1/imports/{year.id}")
        if status != 200 or json.loads(answer)["status"] != "confirmed" or year.held(service) != (year.total, 12):
            lost += 1
    named = set(map(id, acknowledged))
    for year in (y for y in tried if id(y) not in named):
        total, months = year.held(service)
        if months not in (0, 12) or total not in (0, year.total):
            half += 1
        unseen += months == 12
    service.stop()
    said = service.command("audit", "verify").strip()
    print(f"lost {lost}, by half {half}, kept though nobody was told {unseen}; audit verify: {said}")
    raise SystemExit(1 if lost or half else 0)


if __name__ == "__main__":
    main()
