#!/usr/bin/env bash
# Sells for a long time while services and servers are killed, then checks that the shop is what it should be: the long version of
# tests/system/Resilience.Tests. Prints what it counted; fails when an invariant is broken.
#   ./soak.sh [--minutes 20] [--rate 8] [--seed 1]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/setup.sh

setup
build tests/system/Resilience
start_soon
exec dotnet artifacts/bin/Resilience/debug/Resilience.dll "$@"
