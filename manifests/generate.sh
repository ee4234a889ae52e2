#!/usr/bin/env bash
# Writes manifests/base anew from the model: the app host's manifest, through Aspirate and our templates. Takes no arguments.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../Ecommerce.AppHost"

MANIFEST=manifest.json
NEW=../artifacts/base

die() { printf '%s\n' "$@" >&2; exit 1; }
[ $# = 0 ] || die "Usage: ./manifests/generate.sh" "It takes no arguments: what differs between clusters is in manifests/overlays."

wanted=$(node -p 'require("../.config/dotnet-tools.json").tools.aspirate.version')
dotnet tool restore || die "Aspirate $wanted could not be installed: it is on the public package feed. Run ./manifests/generate.sh where that answers."
version=$(ASPIRATE_NO_LOGO=1 dotnet aspirate --version) || die "Aspirate does not start. Run: dotnet tool restore"
[ "${version%%+*}" = "$wanted" ] || die "This is Aspirate $version, not $wanted as .config/dotnet-tools.json says. Run: dotnet tool restore"

trap 'rm -f "$MANIFEST"' EXIT
dotnet run --project . -- --publisher manifest --output-path "$PWD/$MANIFEST" || die "The app host wrote no manifest. Run: dotnet build Ecommerce.AppHost"

# Every parameter is a reference that Kubernetes expands from the workload's Secret or ConfigMap; Aspirate would make up what is not given.
parameters=()
while read -r name; do
  key=${name^^}
  parameters+=(--parameter "$name=\$(PARAM_${key//-/_})")
done < <(node -p 'Object.entries(require("./manifest.json").resources).filter(([, r]) => r.type === "parameter.v0").map(([name]) => name).join("\n")')

rm -rf "$NEW"
tag=$(dotnet msbuild -getProperty:Version)
dotnet aspirate generate --non-interactive --skip-build --disable-secrets --disable-state --include-dashboard false --image-pull-policy IfNotPresent \
  --aspire-manifest "$MANIFEST" --output-path "$NEW" --container-image-tag "$tag" "${parameters[@]}" \
  || die "Aspirate failed: see above."

# It leaves what it cannot resolve as it is, and ends with 0.
if grep -rnE '\{[a-z][a-z0-9-]*\.[a-zA-Z.]+\}' "$NEW" >&2; then die "Aspirate left these references of the manifest unresolved. The model must say them in another way: see docs/clusters.md."; fi

# Only now, so that a failure leaves the base as it was; and whole, so that nothing stays of a resource that is gone.
rm -rf ../manifests/base
mv "$NEW" ../manifests/base
echo "manifests/base is written. Review it with: git diff manifests/base"
