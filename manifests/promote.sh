#!/usr/bin/env bash
# Lets an overlay run what the one before it runs: development -> staging -> production. manifests/promote.sh staging
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. ./images.sh

[ $# = 1 ] || die "Usage: manifests/promote.sh OVERLAY"
require_overlay "$1"
case $1 in
  staging) from=development ;;
  production) from=staging ;;
  *) die "Nothing comes before $1: its images are set with manifests/set-images.sh." ;;
esac

for image in $(kubectl kustomize "overlays/$from" | sed -nE 's/^ *(- )?image: //p' | sort -u); do
  service=${image##*/} service=${service%%[:@]*}
  services | grep -qx "$service" || continue
  [ "${image%/*}" != "$OURS" ] || die "$from runs no image of $service yet. Run: manifests/set-images.sh $from REGISTRY TAG"
  set -- "$@" "$OURS/$service=$image"
done
set_images "$1" "${@:2}"
