#!/usr/bin/env bash
# Redis in the foreground, on 127.0.0.1 only. SIGTERM stops it cleanly; after a kill it reads its append-only file.
#   DATA_DIRECTORY  its data; created when missing
#   PORT            where it listens
#   REDIS_PASSWORD  the password; none when empty
set -euo pipefail

umask 077 # carts are nobody else's business
mkdir -p "$DATA_DIRECTORY"
chmod 700 "$DATA_DIRECTORY"
password=
if [ -n "${REDIS_PASSWORD:-}" ]; then password="requirepass \"${REDIS_PASSWORD//\"/\\\"}\""; fi
# Its settings come by standard input: an argument could be read by every user of the machine.
exec redis-server - <<SETTINGS
bind 127.0.0.1
port $PORT
dir "$DATA_DIRECTORY"
appendonly yes
appendfsync everysec
save ""
loglevel notice
$password
SETTINGS
