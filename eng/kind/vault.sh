#!/usr/bin/env bash
# In place of a vault: a SecretStore that makes up what the ExternalSecrets of an overlay ask for, each value once. Reads the rendered overlay, writes the store.
#   kubectl kustomize eng/kind/overlay | eng/kind/vault.sh | kubectl apply -f -
set -euo pipefail

# "KEY PROPERTY", each once.
asked() {
  awk '/^kind: /{ external = $2 == "ExternalSecret" } external && $1 == "key:" { key = $2 } external && $1 == "property:" { print key, $2 }' | sort -u
}

# Of letters and digits alone, which need no escaping anywhere. The bucket of the cluster has the keys of its own server.
value() {
  case "$1 $2" in
    'backup-store access-key-id' | 'media access-key') echo kind-access ;;
    'backup-store secret-access-key' | 'media secret-key') echo kind-secret-key ;;
    *) od -An -N16 -tx1 /dev/urandom | tr -d ' \n' ;;
  esac
}

printf 'apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: vault, namespace: %s}\nspec:\n  provider:\n    fake:\n      data:\n' "${NAMESPACE:-ecommerce-staging}"
last=
while read -r key property; do
  [ "$key" = "$last" ] || { [ -z "$last" ] || printf "}'\n"; printf "        - key: %s\n          value: '{" "$key"; }
  [ "$key" = "$last" ] && printf ', '
  printf '"%s": "%s"' "$property" "$(value "$key" "$property")"
  last=$key
done < <(asked)
printf "}'\n"
