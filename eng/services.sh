#!/usr/bin/env bash
# Prints the services that have an image, as JSON for a workflow's matrix: ["CartService","Gateway"]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../services"
printf '%s\n' */Program.cs | sed 's|/Program.cs||' | LC_ALL=C sort | awk '{ printf "%s\"%s\"", NR == 1 ? "[" : ",", $0 } END { print "]" }'
