#!/bin/sh
# Takes a snapshot of a Redis, as a replica would, into $BACKUPS/all/TIME.dump.
set -eu
mkdir -p "$BACKUPS/all"
file="$BACKUPS/all/$(date -u +%Y%m%dT%H%M%SZ).dump"
# shellcheck disable=SC2086 # several options
redis-cli $REDIS_OPTIONS -h "$REDIS_HOST" --rdb "$file.part"
redis-check-rdb "$file.part"
mv "$file.part" "$file"
