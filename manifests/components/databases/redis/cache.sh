#!/bin/sh
# The catalogue's cache: one user, nothing kept.
set -eu
umask 077
cat >"$RUN/users.acl" <<END
user default off
user catalog-service on >$CATALOG_PASSWORD ~* &* +@all -@admin -@dangerous +info +flushdb
END
exec redis-server --aclfile "$RUN/users.acl" --port 0 --tls-port 6379 --tls-cert-file "$TLS/tls.crt" --tls-key-file "$TLS/tls.key" --tls-ca-cert-file "$TLS/ca.crt" \
  --tls-auth-clients no --save '' --appendonly no --maxmemory 768mb --maxmemory-policy allkeys-lfu
