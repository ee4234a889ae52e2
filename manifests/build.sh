#!/usr/bin/env bash
# Writes to its output what a cluster would get of an overlay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

die() { printf '%s\n' "$@" >&2; exit 1; }
overlays() { basename -a overlays/*/ | paste -sd ' '; }

[ $# = 1 ] || die "Usage: ./manifests/build.sh OVERLAY" "The overlays are: $(overlays)"
[ -f "overlays/$1/kustomization.yaml" ] || die "There is no overlay $1. The overlays are: $(overlays)" "Run for example: ./manifests/build.sh development"
command -v kubectl >/dev/null || die "kubectl is not on the PATH: install kubectl 1.32 or later."
exec kubectl kustomize "overlays/$1"
