#!/usr/bin/env bash
# The mail server with its inbox in the foreground, both on 127.0.0.1 only.
#   DATA_DIRECTORY  where it keeps mails; created when missing
#   SMTP_PORT       where it takes mails
#   WEB_PORT        where its inbox is
set -euo pipefail

umask 077 # mails hold links that sign people in
mkdir -p "$DATA_DIRECTORY"
chmod 700 "$DATA_DIRECTORY"
exec node "$(dirname "${BASH_SOURCE[0]}")/node_modules/.bin/maildev" --ip 127.0.0.1 --smtp "$SMTP_PORT" --web-ip 127.0.0.1 --web "$WEB_PORT" \
  --mail-directory "$DATA_DIRECTORY" --max-emails 1000
