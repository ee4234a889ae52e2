# shellcheck shell=bash
# What the scripts of this folder share. Sourced, from the repository's root.

CLUSTER=shop-staging
NAMESPACE=ecommerce-staging
# shellcheck disable=SC2034 # for those who source it
API=https://api.staging.ecommerce.example:8443
# shellcheck disable=SC2034
SHOP=https://staging.ecommerce.example:8443

die() { printf '%s\n' "$@" >&2; exit 1; }
say() { printf '\n== %s\n' "$*" >&2; }
step() { local name=$1 from=$SECONDS; shift; say "$name"; "$@" || die "Failed: $name"; printf 'took %s s\n' "$((SECONDS - from))" >&2; }
k() { kubectl --context "kind-$CLUSTER" "$@"; }
shop() { k -n "$NAMESPACE" "$@"; }

# Tries a command once a second, as long as told.
eventually() {
  local seconds=$1 until
  shift
  until=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || { printf 'In vain for %s s: %s\n' "$seconds" "$*" >&2; return 1; }
    sleep 1
  done
}

# The public hosts are this machine; their certificates are of the cluster's own authority.
call() { curl -fsS --max-time 30 --cacert "${CA:-/tmp/shop-ca.crt}" --connect-to ::127.0.0.1:8443 "$@"; }

# Asks Prometheus and prints the values, one a line.
ask() { k -n monitoring exec prometheus-prometheus-prometheus-0 -c prometheus -- promtool query instant -o json http://localhost:9090 "$1" | jq -r '.[].value[1]'; }
