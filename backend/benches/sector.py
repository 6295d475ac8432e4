#!/usr/bin/env python3
"""The simulated sector, larger and larger: load, pages, dashboard, memory, disk. A table on standard output, a chart beside it.

usage: sector.py BINARY [SIZES, 1000 5000 25000] [--database-url URL] [--seconds 30] [--dashboard /federations/{f}/secteur] [--svg growth.svg]

For each size: `demo --buildings N --reset --json` into a database of its own (or the one of --database-url, which is emptied: it must
hold nothing but a demonstration), then the service on it, and eight clients: pages of random buildings, then the dashboard with random
filters, their names and values read from the forms of the page itself. A dashboard that is not there yet is left out, and said.
"""

import argparse
import html.parser
import json
import math
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from service import Service

CODES = 2000


class Fields(html.parser.HTMLParser):
    """Names and values of the choices of the forms that ask by GET."""

    def __init__(self):
        super().__init__()
        self.choices, self.name, self.asks = {}, None, False

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "form":
            self.asks = (said.get("method") or "get").lower() == "get" and "search" not in (said.get("role") or "")
        elif tag == "select" and self.asks:
            self.name = said.get("name")
        elif tag == "option" and self.name and said.get("value"):
            self.choices.setdefault(self.name, []).append(said["value"])
        elif tag == "input" and self.asks and said.get("type") in ("checkbox", "radio") and said.get("name") and said.get("value"):
            self.choices.setdefault(said["name"], []).append(said["value"])

    def handle_endtag(self, tag):
        if tag == "select":
            self.name = None
        elif tag == "form":
            self.asks = False


def loaded(binary, url, buildings, arguments):
    """What the loader said, its wall clock and the most memory it had, MiB."""
    words = [binary, "demo", "--database-url", url, "--buildings", str(buildings), "--seed", "1", "--reset", "--json", *arguments]
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"demo ended with {process.returncode}: {out}")
    return json.loads(out), time.perf_counter() - began, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def under_load(service, paths, seconds, clients=8):
    """p50, p99 (ms), CPU a request (ms), requests, errors; eight clients that each ask a path of the list, at random."""
    over, lock, took, errors = threading.Event(), threading.Lock(), [], []

    def client(seed):
        draw = random.Random(seed)
        while not over.is_set():
            path = draw.choice(paths)
            began = time.perf_counter()
            try:
                status, answer = service.ask("GET", path)
                if status != 200:
                    errors.append(f"{path} answered {status}: {answer[:120]!r}")
            except Exception as error:  # noqa: BLE001 - every failure is told
                errors.append(f"{path}: {error!r}")
            with lock:
                took.append(time.perf_counter() - began)

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    cpu = service.cpu_s()
    for thread in threads:
        thread.start()
    most, began = 0.0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        time.sleep(0.5)
        most = max(most, service.rss_mib())
    over.set()
    for thread in threads:
        thread.join()
    cpu = service.cpu_s() - cpu
    cuts = statistics.quantiles(took, n=100) if len(took) > 1 else [0] * 99
    for error in errors[:3]:
        print("  ", error, file=sys.stderr)
    return {
        "p50": cuts[49] * 1000, "p99": cuts[98] * 1000, "cpu": cpu / max(len(took), 1) * 1000,
        "requests": len(took), "errors": len(errors), "memory": most,
    }


def codes(service):
    """Codes of some buildings."""
    found, after = [], None
    while len(found) < CODES:
        query = urllib.parse.urlencode({"limit": 1000, **({"cursor": after} if after else {})})
        status, answer = service.ask("GET", f"/api/v1/buildings?{query}")
        if status != 200:
            raise SystemExit(f"the list of buildings answered {status}: {answer[:200]!r}")
        page = json.loads(answer)
        found += [item["code"] for item in page["items"]]
        after = page["next"]
        if not after:
            break
    return found


def dashboards(service, pattern, draw, wanted=200):
    """Addresses of the dashboard, of the whole sector and of federations: bare, and with one to three filters of those its form offers.
    None where there is no such page."""
    _, page = service.ask("GET", "/federations")
    federations = ["_ensemble", *sorted(set(re.findall(r'href="/federations/([a-z0-9-]+)', page.decode())))]
    paths, choices = [], {}
    for federation in federations:
        path = pattern.replace("{f}", federation)
        status, page = service.ask("GET", path)
        if status != 200:
            print(f"   {path} answered {status}: no dashboard measured", file=sys.stderr)
            return [], []
        fields = Fields()
        fields.feed(page.decode())
        choices = fields.choices or choices
        paths.append(path)
    bare, names = list(paths), sorted(choices)
    while names and paths and len(paths) < wanted:
        asked = draw.sample(names, min(len(names), draw.randint(1, 3)))
        query = urllib.parse.urlencode({name: draw.choice(choices[name]) for name in asked})
        # Half of them of the whole sector, the largest there is.
        paths.append(f"{draw.choice([bare[0], draw.choice(bare)])}?{query}")
    return paths, names


def one(args, buildings, folder):
    url = args.database_url or f"sqlite://{folder}/sector.db"
    told, wall, peak, cpu = loaded(args.binary, url, buildings, args.demo.split())
    service = Service(args.binary, url, args.port, f"{folder}/log")
    service.start()
    draw = random.Random(7)
    row = {
        "buildings": buildings, "readings": told["readings"], "seconds": told["seconds"], "wall": wall, "cpu": cpu, "loader": peak,
        "bytes": told["bytes"],
    }
    try:
        row["page"] = under_load(service, [f"/batiments/{code}" for code in codes(service)], args.seconds)
        paths, names = dashboards(service, args.dashboard, draw)
        row["filters"] = names
        row["dashboard"] = under_load(service, paths, args.seconds) if paths else None
    finally:
        service.stop()
    return row


COLUMNS = [
    ("buildings", lambda r: f"{r['buildings']:,}".replace(",", " ")),
    ("readings", lambda r: f"{r['readings']:,}".replace(",", " ")),
    ("load s", lambda r: f"{r['seconds']['load']:.1f}"),
    ("assess s", lambda r: f"{sum(r['seconds'][step] for step in ('peers', 'assess', 'group')):.1f}"),
    ("wall s", lambda r: f"{r['wall']:.1f}"),
    ("CPU s", lambda r: f"{r['cpu']:.0f}"),
    ("loader MiB", lambda r: f"{r['loader']:.0f}"),
    ("disk MB", lambda r: f"{r['bytes'] / 1e6:.0f}"),
    ("B/reading", lambda r: f"{r['bytes'] / max(r['readings'], 1):.2f}"),
    ("page p50 / p99 ms", lambda r: f"{r['page']['p50']:.1f} / {r['page']['p99']:.1f}"),
    ("page CPU ms", lambda r: f"{r['page']['cpu']:.2f}"),
    ("dashboard p50 / p99 ms", lambda r: f"{r['dashboard']['p50']:.1f} / {r['dashboard']['p99']:.1f}" if r["dashboard"] else "–"),
    ("dashboard CPU ms", lambda r: f"{r['dashboard']['cpu']:.2f}" if r["dashboard"] else "–"),
    ("service MiB", lambda r: f"{max(r['page']['memory'], (r['dashboard'] or r['page'])['memory']):.0f}"),
    ("errors", lambda r: str(r["page"]["errors"] + (r["dashboard"] or {"errors": 0})["errors"])),
]

GROWTH = [
    ("chargement et évaluation, s", lambda r: r["wall"]),
    ("page d’un bâtiment p99, ms", lambda r: r["page"]["p99"]),
    ("tableau de bord p99, ms", lambda r: r["dashboard"]["p99"] if r["dashboard"] else None),
    ("mémoire du service, MiB", lambda r: max(r["page"]["memory"], (r["dashboard"] or r["page"])["memory"])),
    ("disque, Mo", lambda r: r["bytes"] / 1e6),
]


def chart(rows):
    """Small multiples, both axes logarithmic; the dashed line is what grows as the buildings do, from the first point on."""
    wide, high, left, top = 230, 200, 52, 34
    panels = []
    for n, (name, of) in enumerate(GROWTH):
        points = [(r["buildings"], of(r)) for r in rows if of(r)]
        if not points:
            continue
        linear = [(b, points[0][1] * b / points[0][0]) for b, _ in points]
        xs = [b for b, _ in points]
        ys = [v for _, v in points + linear]
        low, most = math.log10(min(ys) / 1.3), math.log10(max(ys) * 1.3)
        first, last = math.log10(xs[0] / 1.2), math.log10(xs[-1] * 1.2)

        def x(b):
            return left + (math.log10(b) - first) / (last - first) * (wide - left - 12)

        def y(v):
            return high - 28 - (math.log10(v) - low) / (most - low) * (high - 28 - top)

        line = " ".join(f"{x(b):.1f},{y(v):.1f}" for b, v in points)
        straight = " ".join(f"{x(b):.1f},{y(v):.1f}" for b, v in linear)
        marks = "".join(f'<circle cx="{x(b):.1f}" cy="{y(v):.1f}" r="3.2" fill="#0072B2"/>' for b, v in points)
        said = "".join(f'<text x="{x(b):.1f}" y="{y(v) - 7:.1f}" text-anchor="middle">{v:.3g}</text>' for b, v in points)
        under = "".join(f'<text x="{x(b):.1f}" y="{high - 10}" text-anchor="middle">{b:,}</text>'.replace(",", " ", 1) for b in xs)
        panels.append(
            f'<g transform="translate({n * wide},0)"><text x="{left}" y="16" font-weight="bold">{name}</text>'
            f'<path d="M{left},{top} V{high - 28} H{wide - 12}" fill="none" stroke="#777"/>'
            f'<polyline points="{straight}" fill="none" stroke="#777" stroke-dasharray="4 4"/>'
            f'<polyline points="{line}" fill="none" stroke="#0072B2" stroke-width="2"/>{marks}{said}{under}</g>'
        )
    width = wide * len(GROWTH)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" font-family="sans-serif" font-size="11" role="img">'
        f"<title>Croissance avec le nombre de bâtiments</title>"
        f"<desc>Axes logarithmiques ; en pointillés, ce qui croît comme le nombre de bâtiments.</desc>{''.join(panels)}</svg>\n"
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 5000, 25000])
    parser.add_argument("--database-url")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--dashboard", default="/federations/{f}/secteur")
    parser.add_argument("--demo", default="--years 3", help="what else `demo` is told, in one word: '--years 1 --resolution quarter-hour'")
    parser.add_argument("--svg", default="growth.svg")
    parser.add_argument("--port", type=int, default=28114)
    args = parser.parse_args()
    rows = []
    for buildings in args.sizes:
        with tempfile.TemporaryDirectory(prefix="eclaireur-sector-") as folder:
            rows.append(one(args, buildings, folder))
            print(f"   {buildings} buildings measured", file=sys.stderr)
    print("| " + " | ".join(name for name, _ in COLUMNS) + " |")
    print("|" + "---:|" * len(COLUMNS))
    for row in rows:
        print("| " + " | ".join(cell(row) for _, cell in COLUMNS) + " |")
    if rows[-1]["filters"]:
        print("\nfilters: " + ", ".join(rows[-1]["filters"]))
    with open(args.svg, "w", encoding="utf-8") as file:
        file.write(chart(rows))
    raise SystemExit(1 if any(row["page"]["errors"] or (row["dashboard"] or {"errors": 0})["errors"] for row in rows) else 0)


if __name__ == "__main__":
    main()
