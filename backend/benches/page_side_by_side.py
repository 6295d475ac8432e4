"""One building of 10 000 over HTTP: the peer's JSON and chart beside our JSON and our page, in turn, so that noise hits all.

Called by peer.sh, which starts the servers. Both hold the same 10 000 buildings of 36 months (`gen_data.py`). Requests per
second and CPU per request are medians of the rounds; CPU is that of the server's process tree, by its own clocks.
"""
import argparse, csv, http.client, json, os, re, statistics, subprocess, tempfile, time

from import_side_by_side import OURS, PEER, cpu_s

BUILDINGS, PER_ORGANISATION = 10_000, 100
ACTIVITIES = {"school": "École", "office": "Bureaux", "care": "Maison de repos", "sports": "Sport", "culture": "Culture"}


def call(port, method, path, body=None, content_type="text/csv"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1200)
    connection.request(method, path, body, {"Content-Type": content_type} if body else {})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status in (200, 201), (method, path, answer.status, text[:600])
    return text


def form(name, text):
    boundary = "one-file"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return head.encode() + text.encode() + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def ean(number):
    digits = f"5499990000{number:07}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"


def load_ours(path, binary, url):
    """The peer's buildings as a hundred organisations, each with a list of buildings and a table of months."""
    rows = list(csv.DictReader(open(path), delimiter=";"))
    of = {}
    for row in rows:
        of.setdefault(int(row["building_id"]), []).append(row)
    for first in range(1, BUILDINGS + 1, PER_ORGANISATION):
        organisation = f"o{first}"
        subprocess.run([binary, "organisation", "add", "--database-url", url, "--code", organisation, "--name",
                        f"Organisation {first}", "--postcode", "5000", "--activity", "other"], check=True, stdout=subprocess.DEVNULL)
        buildings = range(first, first + PER_ORGANISATION)
        listed = "Code;Nom;Activité;Surface chauffée;EAN;Énergie\n" + "".join(
            f"b{b};Bâtiment {b};{ACTIVITIES.get(of[b][0]['sector'], 'Autre activité')};{of[b][0]['area'].replace('.', ',')};{ean(b)};Gaz naturel\n"
            for b in buildings)
        body, kind = form("batiments.csv", listed)
        call(OURS, "POST", f"/api/v1/organisations/{organisation}/buildings/import", body, kind)
        months = "EAN;Date de début;Gaz naturel (kWh)\n" + "".join(
            f"{ean(b)};01/{row['month'][5:]}/{row['month'][:4]};{row['kwh'].replace('.', ',')}\n" for b in buildings for row in of[b])
        body, kind = form("mois.csv", months)
        taken = json.loads(call(OURS, "POST", f"/api/v1/organisations/{organisation}/imports", body, kind))
        assert taken["rows"]["accepted"] == PER_ORGANISATION * 36, taken["rows"]


def wrk(port, template, seconds):
    """Requests per second and answers of random buildings, eight clients."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False) as script:
        script.write("math.randomseed(7)\nrequest=function() return wrk.format('GET', string.format('"
                     + template + f"', math.random(1, {BUILDINGS}))) end\n")
    said = subprocess.run(["wrk", "-s", script.name, "-t1", "-c8", f"-d{seconds}s", "--timeout", "60s", "--latency",
                           f"http://127.0.0.1:{port}/"], capture_output=True, text=True).stdout
    os.unlink(script.name)
    assert "Non-2xx" not in said, said
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]), int(re.search(r"(\d+) requests in", said)[1])


def settle(pid):
    """Waits until the server has nothing left to do of its own: what was loaded is assessed beside the requests, and once
    more with the peers of the day."""
    started = time.perf_counter()
    while True:
        before = cpu_s(pid)
        time.sleep(3)
        if cpu_s(pid) - before < 0.05:
            return time.perf_counter() - started


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--buildings", required=True)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--seconds", type=int, default=5)
    options.add_argument("--binary", required=True)
    options.add_argument("--url", required=True)
    options.add_argument("--peer-pid", type=int, required=True)
    options.add_argument("--our-pid", type=int, required=True)
    chosen = options.parse_args()
    started = time.perf_counter()
    call(PEER, "POST", "/buildings/import", open(chosen.buildings, "rb").read())
    load_ours(chosen.buildings, chosen.binary, chosen.url)
    print(f"{BUILDINGS} buildings of 36 months loaded on both sides in {time.perf_counter() - started:.0f} s", flush=True)
    # Assessments are made beside the requests; what is not made yet is made when it is asked for.
    started = time.perf_counter()
    for building in range(1, BUILDINGS + 1):
        call(OURS, "GET", f"/api/v1/buildings/b{building}/assessment")
    print(f"every building assessed in {time.perf_counter() - started:.0f} s", flush=True)
    print(f"and once more with the peers of the day: nothing left to do after {settle(chosen.our_pid):.0f} s", flush=True)

    sides = {
        "peer, JSON (j1)": (PEER, chosen.peer_pid, "/buildings/%d"),
        "ours, JSON": (OURS, chosen.our_pid, "/api/v1/buildings/b%d/assessment"),
        "peer, chart (j2)": (PEER, chosen.peer_pid, "/buildings/%d/chart.svg"),
        "ours, page with chart": (OURS, chosen.our_pid, "/batiments/b%d"),
    }
    results = {side: [] for side in sides}
    for round in range(chosen.runs + 1):
        for side, (port, pid, template) in sides.items():
            before = cpu_s(pid)
            rps, requests = wrk(port, template, chosen.seconds)
            if round:  # the first warms
                results[side].append((rps, 1000 * (cpu_s(pid) - before) / requests))
    medians = {side: tuple(map(statistics.median, zip(*pairs))) for side, pairs in results.items()}
    print(f"{'':24}{'req/s':>10}{'CPU ms':>9}   medians of {chosen.runs} rounds of {chosen.seconds} s, 8 clients")
    for side, (rps, cpu) in medians.items():
        print(f"{side:24}{rps:>10.0f}{cpu:>9.3f}")
    json_ratio = medians["ours, JSON"][0] / medians["peer, JSON (j1)"][0]
    both = 1 / (1 / medians["peer, JSON (j1)"][0] + 1 / medians["peer, chart (j2)"][0])
    page_ratio = medians["ours, page with chart"][0] / both
    page_cpu = medians["ours, page with chart"][1]
    print(f"JSON ours / peer {json_ratio:.1f} (at least 3)   page / peer's JSON and chart {page_ratio:.1f} (at least 20)   "
          f"page {page_cpu:.2f} ms CPU (at most 2)")


if __name__ == "__main__":
    main()
