#!/bin/sh
# Deletes dumps in the folders of $BACKUPS that are older than KEEP_DAYS, but never the newest three of a folder: a backup that fails for weeks must not eat the last good ones.
set -eu
for folder in "$BACKUPS"/*/; do
  [ -d "$folder" ] || continue
  # Names are times: their order is the time's.
  ls -1 "$folder" | grep '\.dump$' | sort -r | tail -n +4 | while read -r dump; do
    find "$folder$dump" -mtime "+$KEEP_DAYS" -delete
  done
  find "$folder" -name '*.part' -mtime +0 -delete
done
