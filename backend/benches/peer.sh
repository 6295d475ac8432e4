#!/usr/bin/env bash
# Our import and our pages beside what a small team would write, our parser beside polars, our fits beside numpy, in one run
# on one machine.
# usage: backend/benches/peer.sh [import|parse|fit|pages|sector|all] [RUNS=15]     see README.md beside this file
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

what=${1:-all}
runs=${2:-15}
repo=$PWD
peers=$repo/../shared/bench
venv=${BENCH_VENV:-${TMPDIR:-/tmp}/bench-venv}
work=${BENCH_WORK:-${TMPDIR:-/tmp}/eclaireur-bench}                # keeps the generated files, nothing else
ours=${ECLAIREUR_BIN:-$repo/target/release/eclaireur}
parse=${PARSE_BENCH_BIN:-$repo/target/release/examples/parse_bench}
python=$venv/bin/python

[ -d "$peers" ] || { echo "peer.sh: no ../shared/bench beside the repository" >&2; exit 2; }
if [ ! -x "$python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q -r "$peers/small_team_service/requirements-small.lock" \
        -r "$peers/caltrack/requirements-tabular.txt"
fi
mkdir -p "$work"

children=()
stop() { for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; wait "$child" 2>/dev/null || true; done; children=(); }
state=$(mktemp -d "$work/run.XXXXXX")
trap 'stop; rm -rf "$state"' EXIT

await() { # URL: until it answers, ten seconds at most
    for _ in $(seq 100); do curl -fs "$1" >/dev/null && return 0; sleep 0.1; done
    echo "peer.sh: $1 does not answer" >&2
    return 1
}

import() {
    cp -r "$peers/small_team_service" "$state/peer" && chmod -R u+w "$state/peer"
    [ -s "$work/qh_2023.csv" ] || "$python" "$state/peer/gen_data.py" "$work" >/dev/null
    mkdir -p "$state/peer/state"
    # As its own run.sh starts it; `exec` so that the id is the server's.
    (cd "$state/peer" && DATA=$work SMALL_DB=$state/peer.db MPLBACKEND=svg OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
        exec "$venv/bin/uvicorn" app:app --host 127.0.0.1 --port 28100 --workers 2 --log-level warning --no-access-log) &
    children+=($!)
    local args=(--file "$work/qh_2023.csv" --runs "$runs" --peer-pid $! --peer-db "$state/peer.db")
    await http://127.0.0.1:28100/healthz

    if [ -x "$ours" ]; then
        local url=sqlite://$state/ours.db
        "$ours" organisation add --database-url "$url" --code bench --name Bench --postcode 5000 --activity office >/dev/null
        for n in $(seq 1 $((runs * 3 + 40))); do
            "$ours" building add --database-url "$url" --organisation bench --code "b$n" --name "B$n" >/dev/null
        done
        "$ours" serve --database-url "$url" --bind 127.0.0.1:28101 >"$state/ours.log" 2>&1 &
        children+=($!)
        args+=(--our-pid $! --our-db "$state/ours.db")
        await http://127.0.0.1:28101/readyz || { tail -5 "$state/ours.log" >&2; return 1; }
    else
        echo "peer.sh: no $ours (cargo build --release): the peer alone" >&2
    fi
    "$python" backend/benches/import_side_by_side.py "${args[@]}"
    stop
}

parse() {
    [ -s "$work/qh_50.csv" ] || "$python" "$peers/caltrack/bench_csv.py" gen "$work"
    [ -x "$parse" ] || echo "peer.sh: no $parse (cargo build --release -p eclaireur-models --example parse_bench): polars alone" >&2
    echo "parse, time zone included    rows per CPU-second, median of $runs"
    for file in qh_1.csv qh_50.csv; do
        "$python" "$peers/caltrack/bench_csv.py" run polars "$work/$file" "$runs" >"$state/polars.json"
        if [ -x "$parse" ]; then "$parse" "$work/$file" "$runs" >"$state/ours.json"; else echo null >"$state/ours.json"; fi
        "$python" - "$file" "$state/polars.json" "$state/ours.json" <<'PY'
import json, sys
name, polars, ours = sys.argv[1], *(json.load(open(path)) for path in sys.argv[2:])
rate = polars["rows"] / polars["cpu_s"]
line = f"{name:10} {polars['rows']:>9} rows   polars {rate:>12,.0f}   wall {polars['total_s']:.3f} s"
if ours:
    assert ours["rows"] == polars["rows"], f"not the same rows: {ours['rows']}, {polars['rows']}"
    ours_rate = ours["rows"] / ours["cpu_s"]
    line += f"   ours {ours_rate:>12,.0f}   ratio {ours_rate / rate:.2f}"
print(line)
PY
    done
}

fit() {
    local ours=${FIT_BENCH_BIN:-$repo/target/release/examples/fit_bench}
    [ -x "$ours" ] || echo "peer.sh: no $ours (cargo build --release -p eclaireur-models --example fit_bench): numpy alone" >&2
    echo "full CalTRACK search of 2 014 candidates    fits per CPU-second, median of $runs"
    "$python" "$peers/caltrack/bench_numpy.py" "$runs" 1 >"$state/numpy.jsonl"
    if [ -x "$ours" ]; then "$ours" "$runs" >"$state/fits.jsonl"; else : >"$state/fits.jsonl"; fi
    "$python" - "$state/numpy.jsonl" "$state/fits.jsonl" <<'PY'
import json, sys
numpy, ours = ([json.loads(line) for line in open(path)] for path in sys.argv[1:])
for fits in ours:
    rate = fits["meters_per_cpu_s"]
    line = f'{fits["case"]:28} ours {rate:>9,.0f}'
    peer = next((p for p in numpy if p.get("case", "")[:2] == fits["case"][:2]), None)
    print(line + (f'   numpy {peer["meters_per_cpu_s"]:>7,.0f}   ratio {rate / peer["meters_per_cpu_s"]:.1f}' if peer else ""))
PY
}

# The peer, on an empty database, for the 10 000 buildings in $work; sets `peer` to its process.
peer_of_pages() {
    rm -rf "$state/peer" "$state/peer.db" && cp -r "$peers/small_team_service" "$state/peer" && chmod -R u+w "$state/peer"
    [ -s "$work/buildings.csv" ] || "$python" "$state/peer/gen_data.py" "$work" >/dev/null
    (cd "$state/peer" && DATA=$work SMALL_DB=$state/peer.db MPLBACKEND=svg OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
        exec "$venv/bin/uvicorn" app:app --host 127.0.0.1 --port 28100 --workers 2 --log-level warning --no-access-log) &
    peer=$!
    children+=("$peer")
    await http://127.0.0.1:28100/healthz
}

pages() {
    [ -x "$ours" ] || { echo "peer.sh: no $ours (cargo build --release)" >&2; return 1; }
    peer_of_pages
    local url=sqlite://$state/ours.db
    "$ours" weather load "$work/temp_daily.csv" --station uccle --database-url "$url" >/dev/null
    "$ours" serve --database-url "$url" --bind 127.0.0.1:28101 >"$state/ours.log" 2>&1 &
    children+=($!)
    local our=$!
    await http://127.0.0.1:28101/readyz || { tail -5 "$state/ours.log" >&2; return 1; }
    "$python" backend/benches/page_side_by_side.py --buildings "$work/buildings.csv" --runs "$runs" \
        --binary "$ours" --url "$url" --peer-pid "$peer" --our-pid "$our"
    stop
}

sector() {
    [ -x "$ours" ] || { echo "peer.sh: no $ours (cargo build --release)" >&2; return 1; }
    peer_of_pages
    local url=sqlite://$state/sector.db
    "$ours" demo --database-url "$url" --buildings 10000 --years 3 --seed 1 --reset >/dev/null
    "$ours" serve --database-url "$url" --bind 127.0.0.1:28101 >"$state/ours.log" 2>&1 &
    children+=($!)
    local our=$!
    await http://127.0.0.1:28101/readyz || { tail -5 "$state/ours.log" >&2; return 1; }
    "$python" backend/benches/dashboard_side_by_side.py --buildings "$work/buildings.csv" --runs "$runs" \
        --peer-pid "$peer" --our-pid "$our"
    stop
}

case $what in
    import) import ;;
    pages) pages ;;
    parse) parse ;;
    fit) fit ;;
    sector) sector ;;
    all) import; parse; fit; pages; sector ;;
    *) echo "usage: peer.sh [import|parse|fit|pages|sector|all] [RUNS]" >&2; exit 2 ;;
esac
