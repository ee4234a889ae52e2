#!/usr/bin/env bash
# Measures the shop's speed claims, side by side with the least that could do the same: sets up what is missing, builds, measures.
#   bench/run.sh [--quick] [NAME...]   all measures, or those whose name begins with NAME; --quick: short rounds, to try a change
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/setup.sh

build_release() { dotnet build bench/Bench -c Release -v quiet -nologo; }

setup
need wrk wrk
step 'Building for release' build_release || fail 'The build failed.'
exec dotnet artifacts/bin/Bench/release/Ecommerce.Bench.dll "$@"
