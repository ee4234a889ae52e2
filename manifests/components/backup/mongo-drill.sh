#!/bin/sh
# Restores the newest dump into a server of its own and looks into each database of $WANTED.
set -eu
. "$(dirname "$0")/newest.sh"
newest
rm -rf "$SCRATCH"
mkdir -p "$SCRATCH/data"
mongod --dbpath "$SCRATCH/data" --bind_ip 127.0.0.1 --port 27099 --fork --logpath "$SCRATCH/log" --pidfilepath "$SCRATCH/pid" >/dev/null
trap 'kill "$(cat "$SCRATCH/pid")" 2>/dev/null || true; rm -rf "$SCRATCH"' EXIT
# Users and roles are the operator's to make.
mongorestore --port=27099 --gzip --archive="$dump" --nsExclude='admin.*' --nsExclude='config.*' --quiet || die "$dump cannot be restored."
for database in $WANTED; do
  documents=$(mongosh --quiet --port 27099 "$database" --eval 'db.getCollectionNames().reduce((sum, name) => sum + db.getCollection(name).estimatedDocumentCount(), 0)')
  [ "$documents" -gt 0 ] || die "$dump has nothing of $database."
  echo "$database: $documents documents"
done
