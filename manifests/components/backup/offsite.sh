#!/bin/sh
# Carries what was dumped off the cluster, to a bucket elsewhere, and looks whether it arrived. It never deletes there: its keys may not. How long
# dumps are kept is the bucket's own rule.
set -eu
[ -n "$(find /backups -name '*.dump')" ] || { echo "Nothing was dumped." >&2; exit 1; }
rclone copy --include '*.dump' --immutable /backups "store:$BUCKET/dumps/$KIND"
rclone check --one-way --include '*.dump' /backups "store:$BUCKET/dumps/$KIND"
