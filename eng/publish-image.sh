#!/usr/bin/env bash
# Builds a service's image for both architectures, pushes it, and prints its name with its digest:
#   eng/publish-image.sh OrderService ghcr.io/me/shop 1.4.0
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() { printf '%s\n' "$@" >&2; exit 1; }
[ $# = 3 ] || die "Usage: eng/publish-image.sh SERVICE REGISTRY TAG"
project=services/$1 registry=$2 tag=$3
[ -f "$project/Program.cs" ] || die "There is no service $1. It is one of: $(cd services && echo */Program.cs | sed 's|/Program.cs||g')"
[ "$tag" != latest ] || die "An image is tagged with what it was made of, never latest."

name=$(sed -E 's/([a-z])([A-Z])/\1-\2/g' <<<"$1" | tr '[:upper:]' '[:lower:]')
path=${registry#*/}/$name
image=${registry%%/*}/${path#"${registry%%/*}/"}
dotnet publish "$project" --configuration Release -t:PublishContainer \
  -p:ContainerRegistry="${registry%%/*}" -p:ContainerRepository="${image#*/}" -p:ContainerImageTag="$tag" >&2
# In a line of its own: within another command its failure would be none.
digest=$(docker buildx imagetools inspect "$image:$tag" --format '{{.Manifest.Digest}}')
printf '%s@%s\n' "$image" "$digest"
