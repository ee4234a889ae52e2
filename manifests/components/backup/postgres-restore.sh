#!/usr/bin/env bash
# Puts a database back to one of its dumps, the newest unless told: postgres-restore.sh DATABASE [TIME]. All or nothing; stop the service first.
# The server is that of PGHOST, PGUSER and PGPASSWORD; the user has to own the database.
set -euo pipefail

die() { printf '%s\n' "$@" >&2; exit 1; }

[ $# = 1 ] || [ $# = 2 ] || die "Usage: postgres-restore.sh DATABASE [TIME]"
folder=$BACKUPS/$1
[ -d "$folder" ] || die "There are no dumps of $1 in $BACKUPS. There are those of: $(ls "$BACKUPS" | paste -sd ' ')"
file=$folder/${2:-$(ls -1 "$folder" | sed -n 's/\.dump$//p' | sort | tail -n 1)}.dump
[ -f "$file" ] || die "There is no dump $file. There are: $(ls -1 "$folder" | sed -n 's/\.dump$//p' | paste -sd ' ')"

# Read once as a whole, so that a broken dump changes nothing: what follows is committed at its end.
pg_restore --file=/dev/null "$file"
# Everything goes first: a table that is newer than the dump would stop the migration that makes it.
{
  echo 'DROP SCHEMA public CASCADE; CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC;'
  pg_restore --no-owner --no-privileges --file=- "$file"
} | psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --single-transaction --output=/dev/null --dbname="$1" --file=-
echo "$1 is as it was in $file."
