#!/bin/sh
# Starts a Redis of the group in $NODES under the name $HOST: as the primary, or as a replica of whoever is. Where that is, running sentinels know; when
# none runs, each node kept what its own knew last; at the very first start the first node is.
set -eu

ask() { REDISCLI_AUTH=$REPLICA_PASSWORD timeout 3 redis-cli $CLIENT_TLS --user replica -h "$1" -p 26379 --raw sentinel get-master-addr-by-name carts 2>/dev/null | head -n 1; }

primary=
for node in $NODES; do
  primary=$(ask "$node")
  case $primary in ''|*' '*) primary= ;; *) break ;; esac
done
[ -n "$primary" ] || primary=$(sed -n 's/^sentinel monitor "\{0,1\}carts"\{0,1\} "\{0,1\}\([^ "]*\).*/\1/p' "$DATA/sentinel.conf" 2>/dev/null || true)
[ -n "$primary" ] || primary=${NODES%% *}

# One user for the carts, who cannot administer; one for copies and sentinels; one that takes backups. Nobody comes in without a name.
umask 077
cat >"$RUN/users.acl" <<END
user default off
user cart-service on >$CART_PASSWORD ~* &* +@all -@admin -@dangerous +info
user replica on >$REPLICA_PASSWORD ~* &* +@all
user backup on >$BACKUP_PASSWORD ~* &* +ping +info +psync +sync +replconf +client +config|get
END
cat >"$RUN/redis.conf" <<END
aclfile $RUN/users.acl
masteruser replica
masterauth $REPLICA_PASSWORD
replica-announce-ip $HOST
dir $DATA
appendonly yes
appendfsync everysec
save 900 1
maxmemory $MAX_MEMORY
maxmemory-policy noeviction
# A primary that no replica hears takes no writes: what a partition can lose is what these seconds bring.
min-replicas-to-write 1
min-replicas-max-lag 10
${EXTRA:-}
END
[ -z "${TLS:-}" ] || sh "$(dirname "$0")/tls.sh" 6379 >>"$RUN/redis.conf"
[ "$primary" = "$HOST" ] || echo "replicaof $primary 6379" >>"$RUN/redis.conf"
echo "The primary is $primary."
exec redis-server "$RUN/redis.conf"
