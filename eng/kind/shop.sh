#!/usr/bin/env bash
# Deploys staging at the size of a laptop, wave by wave as Argo CD does, and waits for each.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. eng/kind/common.sh

rendered=$(mktemp)
trap 'rm -f "$rendered"' EXIT
kubectl kustomize eng/kind/overlay >"$rendered"

wave() { jq -c --arg wave "$1" 'select((.metadata.annotations["argocd.argoproj.io/sync-wave"] // "0") == $wave)' <<<"$objects"; }
# Through the client, which needs no schema: objects as JSON, one a line.
objects=$(k create --dry-run=client --validate=false -o json -f "$rendered" | jq -c 'if .kind == "List" then .items[] else . end')

k create namespace "$NAMESPACE" --dry-run=client -o yaml | k apply -f -
for number in -5 -4 -3 -2 -1 0 1 2 3 4; do
  step "wave $number" k apply --server-side --force-conflicts -f - < <(wave "$number")
  case $number in
    -5) eng/kind/vault.sh <"$rendered" | k apply -f -
        step "secrets" shop wait --for=condition=Ready externalsecret --all --timeout=3m ;;
    -1) step "PostgreSQL" shop wait --for=condition=Ready cluster/postgres --timeout=15m
        step "Kafka" shop wait --for=condition=Ready kafka/kafka --timeout=15m
        step "MongoDB" eventually 900 sh -c "kubectl --context kind-$CLUSTER -n $NAMESPACE get mongodbcommunity mongo -o jsonpath={.status.phase} | grep -qx Running"
        step "Elasticsearch" eventually 900 sh -c "kubectl --context kind-$CLUSTER -n $NAMESPACE get elasticsearch elasticsearch -o jsonpath={.status.phase} | grep -qx Ready"
        step "Redis" shop rollout status statefulset/redis --timeout=10m ;;
    3) step "services" shop wait --for=condition=Available deployment --all --timeout=15m ;;
  esac
done
# Staging has no demo data: a few products to buy.
shop set env deployment/catalog-service DEMO_DATA=true >/dev/null
shop rollout status deployment/catalog-service --timeout=10m
