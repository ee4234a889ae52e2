#!/usr/bin/env bash
# Writes to its output the Secrets that an overlay refers to, with values made up here: for clusters without a vault.
#   ./manifests/secrets.sh development | kubectl apply -f -
# The values are kept beside the overlay, in .OVERLAY.secrets, which git ignores: made once, the same at every run. SECRETS_FILE names another file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

die() { printf '%s\n' "$@" >&2; exit 1; }

objects=$(./build.sh "$@")
kept=${SECRETS_FILE:-overlays/$1/.$1.secrets}
namespace=$(awk '/^kind: /{kind = $2} /^  name: /{if (kind == "Namespace") print $2}' <<<"$objects")
[ -n "$namespace" ] || die "The overlay $1 has no Namespace."
if grep -q '^kind: ExternalSecret$' <<<"$objects"; then die "The overlay $1 takes its secrets from a vault: see docs/clusters.md."; fi

# "SECRET KEY" for each Secret that a workload takes its environment from, and each $(PARAM_...) in it that no ConfigMap gives.
needed() {
  awk 'BEGIN { RS = "---\n" }
    /\nkind: ConfigMap\n/ { text = $0; while (match(text, /\n  PARAM_[A-Z_]+:/)) { given[substr(text, RSTART + 3, RLENGTH - 4)] = 1; text = substr(text, RSTART + RLENGTH) } }
    match($0, /secretRef:\n *name: [a-z-]+/) {
      secret = substr($0, RSTART, RLENGTH); sub(/.*: /, "", secret)
      text = $0
      while (match(text, /\$\(PARAM_[A-Z_]+\)/)) { wanted[secret " " substr(text, RSTART + 2, RLENGTH - 3)] = 1; text = substr(text, RSTART + RLENGTH) }
    }
    END { for (pair in wanted) { split(pair, part, " "); if (!(part[2] in given)) print pair } }' <<<"$objects" | sort
}

# Letters and digits alone need no escaping anywhere.
value_of() {
  grep -q "^$1=" "$kept" || printf '%s=%s\n' "$1" "$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" >>"$kept"
  sed -n "s/^$1=//p" "$kept"
}

(umask 077 && touch "$kept")
last=
while read -r secret key; do
  [ "$secret" = "$last" ] ||
    printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\n  labels: {app.kubernetes.io/part-of: ecommerce}\nstringData:\n' "$secret" "$namespace"
  printf '  %s: "%s"\n' "$key" "$(value_of "$key")"
  last=$secret
done < <(needed)
