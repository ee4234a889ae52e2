#!/bin/sh
# Watches the group. Two of three must agree that the primary is gone; they then promote the replica that has most. A sentinel keeps in its file what it learned.
set -eu

umask 077
cat >"$RUN/sentinel.acl" <<END
user default off
user cart-service on >$CART_PASSWORD ~* &* +ping +auth +hello +client +subscribe +psubscribe +info +role +sentinel|get-master-addr-by-name +sentinel|replicas +sentinel|slaves +sentinel|sentinels +sentinel|masters +sentinel|master
user replica on >$REPLICA_PASSWORD ~* &* +@all
END
# What it knows survives; what it is told does not.
known=$(grep -E '^sentinel (myid|monitor|config-epoch|leader-epoch|known-|current-epoch)' "$DATA/sentinel.conf" 2>/dev/null || true)
case $known in *'sentinel monitor'*) ;; *) known="sentinel monitor carts ${NODES%% *} 6379 2" ;; esac
cat >"$DATA/sentinel.conf" <<END
$([ -n "${TLS:-}" ] || echo 'port 26379')
aclfile $RUN/sentinel.acl
dir $RUN
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $HOST
sentinel sentinel-user replica
sentinel sentinel-pass $REPLICA_PASSWORD
$known
sentinel auth-user carts replica
sentinel auth-pass carts $REPLICA_PASSWORD
sentinel down-after-milliseconds carts $DOWN_AFTER
sentinel failover-timeout carts 60000
sentinel parallel-syncs carts 1
${EXTRA:-}
END
[ -z "${TLS:-}" ] || sh "$(dirname "$0")/tls.sh" 26379 >>"$DATA/sentinel.conf"
exec redis-server "$DATA/sentinel.conf" --sentinel
