#!/usr/bin/env bash
# The whole of production's machinery in a cluster of three nodes on one machine: makes it, installs the platform, deploys staging, and tries what only a cluster can show.
#   eng/kind/run.sh              about 40 minutes and 14 GB of memory; leaves the cluster
#   eng/kind/run.sh check        the checks alone, against the cluster that is there
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. eng/kind/common.sh

for program in kind kubectl helm docker dotnet curl jq; do command -v "$program" >/dev/null || die "$program is not on the PATH: please install it."; done

if [ "${1:-all}" = all ]; then
  step "cluster" kind create cluster --name "$CLUSTER" --config eng/kind/cluster.yaml
  step "images" eng/kind/images.sh
  step "platform" eng/kind/platform.sh
  step "shop" eng/kind/shop.sh
fi
step "every target is up" eng/kind/check.sh targets
step "a checkout through Kong" eng/kind/check.sh checkout
step "an alert fires and ends" eng/kind/check.sh alert
step "a canary is moved and moved back" eng/kind/check.sh canary
step "a backup is restored" eng/kind/check.sh restore
step "carts survive their primary" eng/kind/check.sh failover
say "All of it works."
