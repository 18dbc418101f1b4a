#!/usr/bin/env bash
# Builds the service, starts it on Open Liberty, asks it, and ends it.
cd "$(dirname "$0")" && . ../lib.sh
build rest-liberty
issuer
port=$(free_port)
liberty orders rest-liberty "$port"
url=http://127.0.0.1:$port/api/orders
await "$url"
ask "without a token" "$url"
ask "as testuser" -H "Authorization: Bearer $(token testuser customers)" "$url"
ask "as testuser, everybody's orders" -H "Authorization: Bearer $(token testuser customers)" "$url/all"
ask "as otheruser, a clerk, everybody's orders" -H "Authorization: Bearer $(token otheruser clerks)" "$url/all"
