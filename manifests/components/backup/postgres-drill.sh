#!/usr/bin/env bash
# Restores the newest dump of every database into a server of its own in $SCRATCH, and looks into it. Fails when a dump is older than MOST_HOURS,
# cannot be restored, or has no migrations in it, which every database of the shop has. Not as root: PostgreSQL refuses to be.
set -euo pipefail

die() { printf '%s\n' "$@" >&2; exit 1; }
ask() { psql --no-psqlrc --tuples-only --no-align --dbname="$1" --command="$2"; }

rm -rf "$SCRATCH"
mkdir -p "$SCRATCH/socket"
export PGHOST=$SCRATCH/socket PGUSER=drill
unset PGPASSWORD
shopt -s nullglob
initdb --pgdata="$SCRATCH/data" --username=drill --auth=trust --no-sync >/dev/null
# A socket alone: nobody else can come in.
pg_ctl --pgdata="$SCRATCH/data" --log="$SCRATCH/log" --options="-c listen_addresses='' -c unix_socket_directories=$PGHOST -c fsync=off" --wait start >/dev/null
trap 'pg_ctl --pgdata="$SCRATCH/data" --mode=immediate stop >/dev/null; rm -rf "$SCRATCH"' EXIT

count=0
for folder in "$BACKUPS"/*/; do
  database=$(basename "$folder")
  dump=$(ls -1 "$folder" | grep '\.dump$' | sort | tail -n 1) || die "$database has no dump."
  [ -z "$(find "$folder$dump" -mmin "+$((MOST_HOURS * 60))")" ] || die "$database: the newest dump, $dump, is older than $MOST_HOURS hours."
  createdb "$database"
  pg_restore --no-owner --no-privileges --exit-on-error --dbname="$database" "$folder$dump" || die "$database: $dump cannot be restored."
  migrations=$(ask "$database" "SELECT count(*) FROM schema_migrations") || die "$database: $dump has no schema_migrations."
  [ "$migrations" -gt 0 ] || die "$database: $dump has no migrations."
  tables=$(ask "$database" "SELECT count(*) FROM pg_stat_user_tables")
  echo "$database: $dump holds $tables tables and $migrations migrations"
  count=$((count + 1))
done
[ "$count" -gt 0 ] || die "There are no dumps in $BACKUPS."
echo "$count databases can be restored."
