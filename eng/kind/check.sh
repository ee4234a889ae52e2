#!/usr/bin/env bash
# What only a cluster can show: eng/kind/check.sh targets | checkout | alert | canary | restore | failover
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. eng/kind/common.sh

# Every target that is found answers; and every service, server and Kong has at least one.
targets() {
  eventually 300 none_is_down || { ask 'up == 0' >&2; return 1; }
  local job
  for job in user-service catalog-service cart-service order-service payment-service notification-service review-service search-service analytics-service gateway storefront \
    back-office postgres redis kafka mongo-svc elasticsearch-exporter; do
    [ "$(ask "count(up{namespace=\"$NAMESPACE\", job=\"$job\"} == 1)")" -ge 1 ] || { echo "Nothing is scraped of $job." >&2; return 1; }
  done
}
none_is_down() { [ -z "$(ask "up{namespace=~\"$NAMESPACE|kong-staging|monitoring\"} == 0")" ]; }

# One visit as loadtest/journey.js makes it, through Kong, the mesh and every server, to Confirmed.
checkout() {
  eventually 120 call -o /dev/null "$API/products?limit=1"
  NODE_EXTRA_CA_CERTS=/tmp/shop-ca.crt node loadtest/node.js --url "$API" --rate 1 --seconds 10
  # Health and metrics are not shown to anybody outside.
  [ "$(curl -sk -o /dev/null -w '%{http_code}' --connect-to ::127.0.0.1:8443 "$SHOP/metrics")" = 404 ]
}

firing() { [ -n "$(ask "ALERTS{alertname=\"$1\", namespace=\"$NAMESPACE\", alertstate=\"firing\"}")" ]; }
silent() { ! firing "$1"; }

alert() {
  # The autoscaler would bring it back.
  shop delete hpa review-service --ignore-not-found
  shop scale deployment review-service --replicas=0
  # ServiceDown is of deployments that want replicas: one that never starts.
  shop patch deployment review-service --type json -p '[{"op": "add", "path": "/spec/template/spec/nodeSelector", "value": {"no": "where"}}]'
  shop scale deployment review-service --replicas=1
  eventually 420 firing ServiceDown
  shop patch deployment review-service --type json -p '[{"op": "remove", "path": "/spec/template/spec/nodeSelector"}]'
  shop rollout status deployment/review-service --timeout=5m
  eventually 420 silent ServiceDown
}

# The component's own objects, with the image that runs already: a tenth of the calls reach it, then none.
canary() {
  local folder image share
  folder=eng/kind/.canary
  mkdir -p "$folder"
  trap 'rm -rf "$folder"' RETURN
  image=$(shop get deployment user-service -o jsonpath='{.spec.template.spec.containers[0].image}')
  # Over staging's own order of components: after the mesh, before hardening.
  sed 's|  - ../../components/gateway-kong$|  - ../../components/mesh-istio/canary\n&|; s|\.\./\.\./|../../../manifests/|; s|^  - \([a-z]\)|  - ../../../manifests/overlays/staging/\1|; s|path: \([a-z]\)|path: ../../../manifests/overlays/staging/\1|' \
    manifests/overlays/staging/kustomization.yaml >"$folder/kustomization.yaml"
  printf 'images:\n  - {name: registry.ecommerce.example/user-service-next, newName: %s, newTag: "%s"}\n' "${image%:*}" "${image##*:}" >>"$folder/kustomization.yaml"
  kubectl kustomize --load-restrictor LoadRestrictionsNone "$folder" | k apply --server-side --force-conflicts -f - -l app.kubernetes.io/name=user-service
  kubectl kustomize --load-restrictor LoadRestrictionsNone "$folder" | k apply --server-side --force-conflicts -f - -l ecommerce.example/entry=routed
  shop rollout status deployment/user-service-canary --timeout=5m
  for _ in $(seq 300); do call -o /dev/null "$API/.well-known/jwks.json"; done
  sleep 30
  share=$(ask "sum(increase(http_server_request_duration_seconds_count{namespace=\"$NAMESPACE\", pod=~\"user-service-canary.*\"}[2m])) / sum(increase(http_server_request_duration_seconds_count{namespace=\"$NAMESPACE\", job=\"user-service\"}[2m]))")
  awk -v share="$share" 'BEGIN { exit !(share > 0.02 && share < 0.3) }' || { echo "The canary answered $share of the calls." >&2; return 1; }
  # Back: staging as it is.
  kubectl kustomize eng/kind/overlay | k apply --server-side --force-conflicts -f - -l ecommerce.example/entry=routed
  shop delete deployment user-service-canary
  for _ in $(seq 50); do call -o /dev/null "$API/.well-known/jwks.json"; done
}

# Dumps go to the bucket; a database that lost its orders gets them back; the drill agrees.
restore() {
  local orders
  orders=$(count_orders)
  [ "$orders" -gt 0 ]
  run_job postgres-backup
  shop scale deployment order-service --replicas=0
  sql orders 'TRUNCATE orders CASCADE'
  shop create job --from=cronjob/postgres-restore restore-orders --dry-run=client -o json |
    jq '(.spec.template.spec.containers[0].env[] | select(.name == "DATABASE")).value = "orders"' | k -n "$NAMESPACE" create -f -
  shop wait --for=condition=Complete job/restore-orders --timeout=5m
  [ "$(count_orders)" = "$orders" ] || { echo "There were $orders orders, and now $(count_orders)." >&2; return 1; }
  shop scale deployment order-service --replicas=1
  run_job postgres-drill
  run_job redis-backup
  run_job mongo-backup
  run_job mongo-drill
}
run_job() { shop delete job "check-$1" --ignore-not-found; shop create job --from="cronjob/$1" "check-$1"; shop wait --for=condition=Complete "job/check-$1" --timeout=10m; }
primary() { shop get cluster postgres -o jsonpath='{.status.currentPrimary}'; }
sql() { shop exec "$(primary)" -c postgres -- psql --tuples-only --no-align --dbname="$1" --command="$2"; }
count_orders() { sql orders 'SELECT count(*) FROM orders' | tail -n 1; }

# A cart that was answered for is there after its Redis was killed.
failover() {
  local node
  node=$(shop exec redis-0 -c sentinel -- sh -c 'REDISCLI_AUTH=$REPLICA_PASSWORD redis-cli $CLIENT_TLS -p 26379 --user replica --raw sentinel get-master-addr-by-name carts' | head -n 1)
  shop delete pod "${node%%.*}" --grace-period=0 --force
  eventually 60 another_primary "$node"
  eventually 60 call -o /dev/null "$API/carts/me"
}
another_primary() {
  local node
  for node in redis-0 redis-1 redis-2; do
    [ "$node" != "${1%%.*}" ] || continue
    [ "$(shop exec "$node" -c sentinel -- sh -c 'REDISCLI_AUTH=$REPLICA_PASSWORD redis-cli $CLIENT_TLS -p 26379 --user replica --raw sentinel get-master-addr-by-name carts' | head -n 1)" != "$1" ] && return 0
  done
  return 1
}

case ${1:-} in
  targets | checkout | alert | canary | restore | failover) "$1" ;;
  *) die "Usage: eng/kind/check.sh targets | checkout | alert | canary | restore | failover" ;;
esac
