#!/usr/bin/env python3
"""Eight clients for three minutes: 70 % read, 25 % look at dashboards, 5 % import. Says errors, times, memory, CPU a request.

usage: mixed.py BINARY [--database-url URL] [--seconds 180] [--clients 8]
"""

import argparse
import random
import statistics
import tempfile
import threading
import time

from service import Service, Year

BUILDINGS = 200


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--database-url")
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--port", type=int, default=28112)
    args = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="eclaireur-mixed-")
    service = Service(args.binary, args.database_url or f"sqlite://{folder}/mixed.db", args.port, f"{folder}/log")
    service.found(BUILDINGS)
    service.start()
    for b in range(BUILDINGS):
        Year(b, 2024, b).send(service)
    waiting = [Year(b, y, b * 50 + y) for y in range(2000, 2024) for b in range(BUILDINGS)]
    random.Random(7).shuffle(waiting)
    over, lock = threading.Event(), threading.Lock()
    took = {"read": [], "dashboard": [], "import": []}
    errors = []

    def client(seed):
        draw = random.Random(seed)
        while not over.is_set():
            kind = draw.choices(["read", "dashboard", "import"], [70, 25, 5])[0]
            b = draw.randrange(BUILDINGS)
            began = time.perf_counter()
            try:
                if kind == "import":
                    with lock:
                        year = waiting.pop() if waiting else None
                    if year is None:
                        continue
                    year.send(service)
                else:
                    path = draw.choice(
                        [f"/batiments/charge-{b}", f"/batiments/charge-{b}/energie", f"/api/v1/buildings/charge-{b}/indicators",
                         f"/api/v1/buildings/charge-{b}/consumption?from=2024-01-01&to=2025-01-01&step=month"]
                        if kind == "read"
                        else ["/organisations/charge", "/organisations/charge/cadastre", f"/batiments/charge-{b}/cout"]
                    )
                    status, answer = service.ask("GET", path)
                    if status != 200:
                        errors.append(f"{path} answered {status}: {answer[:200]!r}")
            except Exception as error:  # noqa: BLE001 - every failure is told
                errors.append(f"{kind}: {error!r}")
            with lock:
                took[kind].append(time.perf_counter() - began)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(args.clients)]
    cpu, began = service.cpu_s(), time.perf_counter()
    for thread in threads:
        thread.start()
    memory = []
    while time.perf_counter() - began < args.seconds:
        time.sleep(5)
        memory.append(service.rss_mib())
    over.set()
    for thread in threads:
        thread.join()
    cpu, seconds = service.cpu_s() - cpu, time.perf_counter() - began
    service.stop()
    done = sum(map(len, took.values()))
    for kind, times in took.items():
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100)
            print(f"{kind}: {len(times)}, median {cuts[49] * 1000:.1f} ms, p99 {cuts[98] * 1000:.1f} ms")
    told = [f"{(n + 1) * 5} s {mib:.0f}" for n, mib in enumerate(memory) if (n + 1) % 6 == 0]
    print("memory, MiB: " + ", ".join(told))
    third = max(1, len(memory) // 3)
    print(f"{done} requests in {seconds:.0f} s, {len(errors)} errors, {cpu / max(done, 1) * 1000:.2f} ms CPU each (with what it computes behind)")
    print(f"memory: at most {max(memory):.0f} MiB; first third {statistics.mean(memory[:third]):.0f}, last third {statistics.mean(memory[-third:]):.0f} MiB")
    for error in errors[:5]:
        print("  ", error)
    raise SystemExit(1 if errors or max(memory) > 200 else 0)


if __name__ == "__main__":
    main()
