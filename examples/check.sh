#!/usr/bin/env bash
# Runs the command of each example, and compares what it prints with the block of text in its README.md.
set -euo pipefail
cd "$(dirname "$0")"
failed=0
for readme in */README.md; do
  example=$(dirname "$readme")
  if diff -u --label "$readme" --label "$example/run.sh" \
    <(sed -n '/^```text$/,/^```$/p' "$readme" | sed '1d;$d') <("$example/run.sh" | tr -d '\r'); then
    echo "$example: as its page shows"
  else
    failed=1
  fi
done
exit $failed
