# What set-images.sh and promote.sh share. Sourced, from this folder.

die() { printf '%s\n' "$@" >&2; exit 1; }

OURS=$(sed -nE 's/.*"Registry": "([^"]+)".*/\1/p' ../Ecommerce.AppHost/aspirate.json)

services() { grep -rhoE "image: $OURS/[a-z-]+" base | sed 's|.*/||' | sort -u; }

require_overlay() {
  [ -f "overlays/$1/images/kustomization.yaml" ] || die "There is no overlay $1. It is one of: $(cd overlays && echo */ | tr -d /)"
}

# Each image by its name in the base. What is written is a component of its own: kustomize lays out anew whatever it edits.
set_images() {
  command -v kustomize >/dev/null || die "Please install kustomize 5."
  (cd "overlays/$1/images" && shift && kustomize edit set image "$@")
}
