"""The sector of 10 000 buildings in normal weather, over HTTP, one client: the peer's dashboard beside ours, in turn, so that noise hits all.

Called by peer.sh, which starts the servers. The peer holds the 10 000 buildings of 36 months of `gen_data.py`; ours the simulated
sector of as many buildings and years. Both tell intensity in normal weather by activity; ours holds back what would betray a member.
CPU is that of the server's process tree, by its own clocks.
"""
import argparse, http.client, json, random, statistics, time, urllib.parse

from import_side_by_side import OURS, PEER, cpu_s
from page_side_by_side import BUILDINGS, call, settle
from sector import Fields


def filters(page, draw, wanted):
    """Queries with one to three of the choices that our page offers; the first asks for everything."""
    fields = Fields()
    fields.feed(page.decode())
    names = sorted(fields.choices)
    assert names, "our page offers no filter"
    asked = [""]
    while len(asked) < wanted:
        some = draw.sample(names, min(len(names), draw.randint(1, 3)))
        asked.append("?" + urllib.parse.urlencode({name: draw.choice(fields.choices[name]) for name in some}))
    return asked


def timed(connection, pid, path):
    """Seconds of wall and CPU of one request."""
    cpu, began = cpu_s(pid), time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read()
    assert answer.status == 200, (path, answer.status, text[:400])
    return time.perf_counter() - began, cpu_s(pid) - cpu


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--buildings", required=True)
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--peer-pid", type=int, required=True)
    options.add_argument("--our-pid", type=int, required=True)
    chosen = options.parse_args()
    call(PEER, "POST", "/buildings/import", open(chosen.buildings, "rb").read())
    pages, programs = "/federations/_ensemble/secteur", "/api/v1/federations/_ensemble/dashboard"
    told = json.loads(call(OURS, "GET", programs))
    for _ in range(60):  # a service that has just begun puts the sector together first
        if told["shown"]["buildings"]:
            break
        time.sleep(1)
        told = json.loads(call(OURS, "GET", programs))
    assert told["shown"]["buildings"], "nothing is shown yet"
    print(f"{BUILDINGS} buildings on both sides; ours shows {told['shown']['buildings']} of {told['matching']['buildings']}", flush=True)
    settle(chosen.our_pid)
    asked = filters(call(OURS, "GET", pages), random.Random(7), 4 * chosen.runs)
    peer, ours = (http.client.HTTPConnection("127.0.0.1", port, timeout=600) for port in (PEER, OURS))
    results = {"peer, JSON (k3)": [], "ours, JSON, all": [], "ours, page with charts, filtered": []}
    for n in range(chosen.runs + 1):
        row = [timed(peer, chosen.peer_pid, "/sectors/normalised"), timed(ours, chosen.our_pid, programs)]
        # One CPU tick is 10 ms: four pages are read off it together.
        four = [timed(ours, chosen.our_pid, pages + asked[(4 * n + k) % len(asked)]) for k in range(4)]
        row.append(tuple(statistics.mean(values) for values in zip(*four)))
        if n:  # the first warms
            for side, took in zip(results, row):
                results[side].append(took)
    medians = {side: tuple(map(statistics.median, zip(*pairs))) for side, pairs in results.items()}
    means = {side: statistics.mean(cpu for _, cpu in pairs) for side, pairs in results.items()}
    print(f"{'':34}{'wall ms':>10}{'CPU ms':>9}   one client, median wall and mean CPU of {chosen.runs} runs")
    for side, (wall, _) in medians.items():
        print(f"{side:34}{wall * 1000:>10.1f}{means[side] * 1000:>9.1f}")
    first = medians["peer, JSON (k3)"][0]
    print(f"peer / ours: JSON {first / medians['ours, JSON, all'][0]:.0f}   page {first / medians['ours, page with charts, filtered'][0]:.0f} (at least 20)")


if __name__ == "__main__":
    main()
