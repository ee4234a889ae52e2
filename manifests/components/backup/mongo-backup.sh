#!/bin/sh
# Dumps every database of a replica set into $BACKUPS/all/TIME.dump.
set -eu
mkdir -p "$BACKUPS/all"
# By a file: arguments can be read by everyone on the node.
printf 'password: %s\n' "$MONGO_PASSWORD" >/tmp/config
file="$BACKUPS/all/$(date -u +%Y%m%dT%H%M%SZ).dump"
# shellcheck disable=SC2086 # several options
mongodump --host="$MONGO_HOST" --username="$MONGO_USER" --authenticationDatabase=admin --config=/tmp/config $MONGO_OPTIONS --oplog --gzip --archive="$file.part"
mv "$file.part" "$file"
