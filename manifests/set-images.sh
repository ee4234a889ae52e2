#!/usr/bin/env bash
# Says which images an overlay runs: manifests/set-images.sh development ghcr.io/me/shop 1.4.0
# With --digests in front by what the tag is now, whatever it becomes: manifests/set-images.sh --digests development ghcr.io/me/shop 1.4.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./images.sh

digests=
[ "${1:-}" != --digests ] || { digests=yes; shift; }
[ $# = 3 ] || die "Usage: manifests/set-images.sh [--digests] OVERLAY REGISTRY TAG"
require_overlay "$1"
[ "$3" != latest ] || die "An overlay names a tag that stays what it is, never latest."

for service in $(services); do
  image=$2/$service:$3
  if [ -n "$digests" ]; then
    digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}') || die "There is no image $image."
    image=$2/$service@$digest
  fi
  set -- "$@" "$OURS/$service=$image"
done
set_images "$1" "${@:4}"
