#!/usr/bin/env bash
# Builds the images that staging runs, under the names that it runs them by, into the nodes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. eng/kind/common.sh

npm ci --ignore-scripts --no-audit --no-fund --prefix eng/embedded >&2
objects=$(kubectl kustomize eng/kind/overlay)
for program in services/*/Program.cs; do
  service=${program#services/} service=${service%/Program.cs}
  name=$(sed -E 's/([a-z])([A-Z])/\1-\2/g' <<<"$service" | tr '[:upper:]' '[:lower:]')
  image=$(sed -nE "s|^ *(- )?image: (.*/$name[:@].*)|\2|p" <<<"$objects" | sort -u)
  [ -n "$image" ] || die "Staging runs no image of $name."
  case $image in *@*) docker pull -q "$image"; kind load docker-image --name "$CLUSTER" "$image"; continue ;; esac
  dotnet publish "services/$service" --configuration Release -t:PublishContainer -v quiet -nologo -p:RuntimeIdentifier=linux-x64 \
    -p:ContainerRepository="${image%:*}" -p:ContainerImageTag="${image##*:}" >&2
  kind load docker-image --name "$CLUSTER" "$image"
done
