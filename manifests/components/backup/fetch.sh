#!/bin/sh
# Brings the dumps of the last three days, or of ${SINCE}, from the bucket; each keeps the time at which it was made.
set -eu
rclone copy --include '*.dump' --max-age "${SINCE:-3d}" "store:$BUCKET/dumps/$KIND" /backups
find /backups -name '*.dump' | sort
