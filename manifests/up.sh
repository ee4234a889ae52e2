#!/usr/bin/env bash
# The shop in a cluster on this machine: makes one with kind or k3d, builds the images into it, and deploys the overlay development. Run again, it deploys what changed.
#   ./manifests/up.sh            then http://shop.localhost:8088
#   ./manifests/up.sh down       deletes the cluster and all that is in it
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

NAME=shop NAMESPACE=ecommerce-dev PORT=${PORT:-8088}
INGRESS=https://raw.githubusercontent.com/kubernetes/ingress-nginx/controller-v1.13.3/deploy/static/provider/kind/deploy.yaml

die() { printf '%s\n' "$@" >&2; exit 1; }
say() { printf '\n== %s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null; }

for program in kubectl docker dotnet; do has "$program" || die "$program is not on the PATH: please install it."; done
if has kind; then maker=kind; elif has k3d; then maker=k3d; else die "Neither kind nor k3d is on the PATH: please install one of them." "https://kind.sigs.k8s.io/docs/user/quick-start/#installation"; fi

exists() { if [ $maker = kind ]; then kind get clusters 2>/dev/null; else k3d cluster list --no-headers 2>/dev/null | cut -d ' ' -f 1; fi | grep -qx "$NAME"; }

make_cluster() {
  if [ $maker = kind ]; then
    sed "s/@PORT@/$PORT/" eng/kind/laptop.yaml | kind create cluster --name "$NAME" --config -
  else
    k3d cluster create "$NAME" --port "$PORT:80@loadbalancer" --k3s-arg '--disable=traefik@server:*'
  fi
}

load() { if [ $maker = kind ]; then kind load docker-image --name "$NAME" "$@"; else k3d image import --cluster "$NAME" "$@"; fi; }

# The images that the overlay runs and that this repository builds: "OrderService IMAGE:TAG".
images() {
  local folder image name
  for folder in services/*/Program.cs; do
    folder=${folder#services/} folder=${folder%/Program.cs}
    name=$(sed -E 's/([a-z])([A-Z])/\1-\2/g' <<<"$folder" | tr '[:upper:]' '[:lower:]')
    image=$(sed -nE "s|^ *(- )?image: (.*/$name[:@].*)|\2|p" <<<"$objects" | sort -u)
    [ -n "$image" ] || die "The overlay development runs no image of $name."
    printf '%s %s\n' "$folder" "$image"
  done
}

build() {
  local service=$1 image=$2 repository=${2%:*}
  case $image in *@*) die "$image is named by its digest, and cannot be built here. Run: git checkout manifests/overlays/development/images" ;; esac
  dotnet publish "services/$service" --configuration Release -t:PublishContainer -v quiet -nologo -p:RuntimeIdentifier="linux-$(architecture)" \
    -p:ContainerRepository="$repository" -p:ContainerImageTag="${image##*:}" >&2
}

architecture() { case $(uname -m) in aarch64 | arm64) echo arm64 ;; *) echo x64 ;; esac; }

case ${1:-} in
  '') ;;
  down) if [ $maker = kind ]; then kind delete cluster --name "$NAME"; else k3d cluster delete "$NAME"; fi; exit ;;
  *) die "Usage: ./manifests/up.sh [down]" ;;
esac

objects=$(manifests/build.sh development)
if exists; then say "The cluster $NAME is there"; else say "Making the cluster $NAME with $maker"; make_cluster; fi
context=$([ $maker = kind ] && echo "kind-$NAME" || echo "k3d-$NAME")
kubectl() { command kubectl --context "$context" "$@"; }

say "Building the images"
[ -d eng/embedded/node_modules ] || npm ci --ignore-scripts --no-audit --no-fund --prefix eng/embedded >&2
while read -r service image; do build "$service" "$image"; load "$image" >&2; done < <(images)

say "Deploying"
kubectl apply -f "$INGRESS" >/dev/null
kubectl create namespace "$NAMESPACE" --dry-run=client -o yaml | kubectl apply -f - >/dev/null
manifests/secrets.sh development | kubectl apply -f - >/dev/null
kubectl -n ingress-nginx rollout status deployment/ingress-nginx-controller --timeout=5m >&2
kubectl apply -f - <<<"$objects" >/dev/null
kubectl -n "$NAMESPACE" wait --for=condition=Available deployment --all --timeout=10m >&2

say "The shop is open"
printf 'shop         http://shop.localhost:%s\nAPI          http://api.localhost:%s/products\nback office  http://office.localhost:%s\n' "$PORT" "$PORT" "$PORT"
printf 'password     %s  (of customer@ecommerce.example, and of admin@ecommerce.example for the back office)\n' "$(sed -n 's/^PARAM_DEMO_PASSWORD=//p' manifests/overlays/development/.development.secrets)"
