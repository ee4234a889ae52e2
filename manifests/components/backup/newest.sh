# shellcheck shell=sh
# Sourced by drills: the newest dump in $BACKUPS/all, which must not be older than MOST_HOURS.
die() { printf '%s\n' "$@" >&2; exit 1; }
newest() {
  dump=$(find "$BACKUPS/all" -name '*.dump' 2>/dev/null | sort | tail -n 1)
  [ -n "$dump" ] || die "There are no dumps in $BACKUPS."
  [ -z "$(find "$dump" -mmin "+$((MOST_HOURS * 60))")" ] || die "The newest dump, $dump, is older than $MOST_HOURS hours."
}
