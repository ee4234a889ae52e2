#!/usr/bin/env bash
# Says which images an overlay runs: manifests/set-images.sh development ghcr.io/me/shop 1.4.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./images.sh

[ $# = 3 ] || die "Usage: manifests/set-images.sh OVERLAY REGISTRY TAG"
require_overlay "$1"
[ "$3" != latest ] || die "An overlay names a tag that stays what it is, never latest."

for service in $(services); do set -- "$@" "$OURS/$service=$2/$service:$3"; done
set_images "$1" "${@:4}"
