"""One meter-year of quarter-hours over HTTP, answer and rows durable: the peer and ours in turn, so that noise hits both.

Called by peer.sh, which starts the servers. Wall time is the client's; CPU is that of the server's process tree.
Time in fsync is counted in a pass of its own, because strace slows what it watches.
"""
import argparse, http.client, json, os, re, shutil, signal, sqlite3, statistics, subprocess, time

ROWS = 35_040
PEER, OURS = 28100, 28101
OUR_PATH = "/api/v1/organisations/bench/imports?create_meters=true&building=b{}"  # a building each


def tree(pid):
    """This process and its descendants."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            children = file.read().split()
    except OSError:
        children = []
    return [pid] + [below for child in children for below in tree(int(child))]


def cpu_s(pid):
    """Seconds of CPU of the tree so far, from each process's own clock: to the nanosecond, threads that ended included."""
    CPUCLOCK_SCHED = 2  # clock_getcpuclockid(3), as Linux builds the id
    return sum(time.clock_gettime((~process << 3) | CPUCLOCK_SCHED) for process in tree(pid))


def with_ean(body, number):
    """The same file for another meter, with a right check digit."""
    digits = f"5414488200{number:07}"
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return body.replace(b"541448820000000001", f"{digits}{-total % 10}".encode())


def post(port, path, body, content_type):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("POST", path, body, {"Content-Type": content_type})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status in (200, 201), (answer.status, text[:400])
    return answer.status, json.loads(text)


def upload_peer(body, number, parser):
    status, answer = post(PEER, f"/meters/{number}/csv?parser={parser}", body, "text/csv")
    assert answer["rows"] == ROWS, (status, answer)


def upload_ours(body, number, _):
    boundary = "one-meter-year"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="qh_{number}.csv"\r\n'
    form = head.encode() + b"Content-Type: text/csv\r\n\r\n" + body + f"\r\n--{boundary}--\r\n".encode()
    status, answer = post(OURS, OUR_PATH.format(number), form, f"multipart/form-data; boundary={boundary}")
    assert status == 201 and answer["rows"]["accepted"] == ROWS, (status, str(answer)[:400])


def measure(upload, pid, body, number, parser):
    before, start = cpu_s(pid), time.perf_counter()
    upload(body, number, parser)
    wall = time.perf_counter() - start
    return wall, cpu_s(pid) - before


def fsync(pid, uploads):
    """(calls, seconds) in fsync and fdatasync while `uploads` runs, or None without strace."""
    if not shutil.which("strace"):
        return None
    attach = [argument for process in tree(pid) for argument in ("-p", str(process))]
    command = ["strace", "-c", "-w", "-f", "-e", "trace=fsync,fdatasync", *attach]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    uploads()
    tracer.send_signal(signal.SIGINT)
    summary = tracer.communicate()[1]
    # % time     seconds  usecs/call     calls    errors syscall
    rows = re.findall(r"^\s*[\d.]+\s+([\d.]+)\s+\d+\s+(\d+).*\b(?:fsync|fdatasync)$", summary, re.M)
    return sum(int(calls) for _, calls in rows), sum(float(seconds) for seconds, _ in rows)


def bytes_by_table(path, wanted):
    """Pages of the tables that `wanted` accepts, with those of their indexes: {table: bytes}."""
    database = sqlite3.connect(path)
    owner = dict(database.execute("SELECT name, tbl_name FROM sqlite_master WHERE type IN ('table', 'index')"))
    sizes = {}
    for name, size in database.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
        table = owner.get(name)
        if table and wanted(table):
            sizes[table] = sizes.get(table, 0) + size
    return sizes


def on_disk(path, wanted, readings):
    try:
        sizes = bytes_by_table(path, wanted)
        if sizes:
            return sum(sizes.values()) / readings, "+".join(sorted(sizes)) + " and indexes"
    except sqlite3.OperationalError:  # this SQLite was built without dbstat
        pass
    files = [path + end for end in ("", "-wal") if os.path.exists(path + end)]
    return sum(map(os.path.getsize, files)) / readings, "whole file"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--file", required=True)
    options.add_argument("--runs", type=int, default=15)
    options.add_argument("--peer-pid", type=int, required=True)
    options.add_argument("--peer-db", required=True)
    options.add_argument("--our-pid", type=int)
    options.add_argument("--our-db")
    chosen = options.parse_args()
    with open(chosen.file, "rb") as file:
        body = file.read()

    sides = {
        "peer, pandas (s1)": (upload_peer, chosen.peer_pid, "pandas"),
        "peer, csv module (s2)": (upload_peer, chosen.peer_pid, "csv"),
    }
    if chosen.our_pid:
        sides["ours"] = (upload_ours, chosen.our_pid, None)
    number = 0
    sent = {chosen.peer_pid: 0, chosen.our_pid: 0}

    def once(side):
        nonlocal number
        upload, pid, parser = sides[side]
        number += 1
        sent[pid] += 1
        return measure(upload, pid, with_ean(body, number), number, parser)

    for side in sides:
        for _ in range(6):  # both workers of the peer, caches, lazy imports
            once(side)

    results = {side: [] for side in sides}
    for _ in range(chosen.runs):
        for side in sides:
            results[side].append(once(side))

    print(f"one meter-year of quarter-hours ({ROWS} rows, {len(body)} bytes), POST to answer, medians of {chosen.runs}")
    print(f"{'':24}{'wall s':>9}{'min':>8}{'max':>8}{'CPU s':>9}")
    medians = {}
    for side, pairs in results.items():
        walls, cpus = zip(*pairs)
        medians[side] = statistics.median(walls), statistics.median(cpus)
        wall, cpu = medians[side]
        print(f"{side:24}{wall:>9.4f}{min(walls):>8.4f}{max(walls):>8.4f}{cpu:>9.4f}")
    if "ours" in medians:
        best = tuple(min(medians[side][column] for side in medians if side != "ours") for column in (0, 1))
        wall, cpu = (mine / peer for mine, peer in zip(medians["ours"], best))
        print(f"ours / best peer         wall {wall:.2f} (at most 0.50)   CPU {cpu:.2f} (at most 0.25)")

    for side in sides:
        counted = fsync(sides[side][1], lambda: [once(side) for _ in range(5)])
        if counted:
            calls, seconds = counted
            print(f"fsync    {side:24}{calls / 5:>6.1f} calls, {1000 * seconds / 5:>7.2f} ms per upload (traced)")

    databases = [("peer", chosen.peer_db, sent[chosen.peer_pid], lambda table: table == "reading")]
    if chosen.our_pid:
        databases.append(("ours", chosen.our_db, sent[chosen.our_pid], lambda table: "block" in table))
    for side, path, uploads, wanted in databases:
        size, what = on_disk(path, wanted, uploads * ROWS)
        print(f"on disk  {side:24}{size:>6.2f} bytes per reading ({what}; {uploads} meter-years)")


if __name__ == "__main__":
    main()
