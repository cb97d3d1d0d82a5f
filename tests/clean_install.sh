#!/usr/bin/env bash
# Install a wheel into a new environment and read the example page with no network. Usage: clean_install.sh PYTHON WHEEL
set -euo pipefail
python=$1
wheel=$2
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
size=$(stat -c %s "$wheel")
[ "$size" -lt $((60 * 1024 * 1024)) ] || { echo "the wheel has $size bytes, more than 60 MB"; exit 1; }
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check -c "$root/constraints.txt" "$wheel"
cd "$folder"
cp "$root/examples/page.txt" .
offline=()
if unshare -rn true 2>/dev/null; then offline=(unshare -rn); else echo "the network stays on: this machine does not let us turn it off"; fi
"${offline[@]}" venv/bin/communique --version
"${offline[@]}" venv/bin/communique read page.txt --published 2025-12-06 --format json > record.json
"${offline[@]}" venv/bin/communique demo > demo.txt
"${offline[@]}" venv/bin/communique check communique-demo/iran-talks.db
"${offline[@]}" venv/bin/communique publish communique-demo/iran-talks.db out.html
grep -q 'id="' out.html
venv/bin/python - <<'P'
import json
record = json.load(open("record.json", encoding="utf-8"))
assert record["rejected"] is None and record["facts"], "no facts"
print(f"clean install: {len(record['facts'])} facts in the example page")
P
