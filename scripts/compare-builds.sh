#!/usr/bin/env bash
# Builds what a release publishes twice, each time from a fresh clone of HEAD and in another time zone, and compares the bytes.
# usage: scripts/compare-builds.sh [-h]
set -euo pipefail
case "${1:-}" in
  "") ;;
  -h | --help)
    sed -n '2,3s/^# //p' "$0"
    exit 0
    ;;
  *)
    echo "compare-builds.sh: no option is known but --help" >&2
    exit 2
    ;;
esac

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
modules=bom,provider,mpjwt,soteria,jetty,wildfly,cli,distribution

zone=UTC
for build in first second; do
  echo "the $build build begins"
  git clone -q "$root" "$work/$build"
  (cd "$work/$build" && TZ=$zone mvn -B -ntp -q -Prelease -DskipTests -pl "$modules" package)
  (cd "$work/$build" && find . -path '*/target/*' \( -name 'signet-*.jar' -o -name 'signet-*.zip' -o -name '*-cyclonedx.json' \) \
    -not -path '*/classes/*' -not -path '*/libraries/*' | sort | xargs sha256sum) > "$work/$build.sha256"
  zone=Asia/Tokyo
done

if cmp -s "$work/first.sha256" "$work/second.sha256"; then
  echo "both builds gave the same bytes, $(wc -l < "$work/first.sha256") files:"
  cat "$work/first.sha256"
else
  echo "the builds differ:" >&2
  diff "$work/first.sha256" "$work/second.sha256" >&2 || true
  exit 1
fi
