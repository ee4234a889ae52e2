#!/bin/sh
# Starts a server of its own on the newest snapshot, on a socket that nobody else can reach, and counts what is in it.
set -eu
. "$(dirname "$0")/newest.sh"
newest
rm -rf "$SCRATCH"
mkdir -p "$SCRATCH"
redis-check-rdb "$dump" >/dev/null || die "$dump is broken."
cp "$dump" "$SCRATCH/dump.rdb"
redis-server --port 0 --unixsocket "$SCRATCH/socket" --dir "$SCRATCH" --save '' --appendonly no --daemonize yes --pidfile "$SCRATCH/pid" --logfile "$SCRATCH/log" >/dev/null
trap 'redis-cli -s "$SCRATCH/socket" shutdown nosave >/dev/null 2>&1 || true; rm -rf "$SCRATCH"' EXIT
tries=0
until [ "$(redis-cli -s "$SCRATCH/socket" ping 2>/dev/null)" = PONG ]; do
  tries=$((tries + 1))
  [ $tries -le 300 ] || die "$dump cannot be loaded: $(tail -n 3 "$SCRATCH/log")"
  sleep 1
done
keys=$(redis-cli -s "$SCRATCH/socket" --raw dbsize)
[ "$keys" -gt 0 ] || die "$dump is empty."
echo "$dump holds $keys keys."
