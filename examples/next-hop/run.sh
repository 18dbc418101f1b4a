#!/usr/bin/env bash
# Builds two services, starts each on an Open Liberty of its own, asks the one that calls the other, and ends both.
cd "$(dirname "$0")" && . ../lib.sh
build next-hop rest-liberty
issuer
orders=$(free_port)
shop=$(free_port)
liberty orders rest-liberty "$orders"
liberty shop next-hop "$shop" ORDERS="http://127.0.0.1:$orders"
await "http://127.0.0.1:$orders/api/orders"
await "http://127.0.0.1:$shop/api/shop"
ask "as testuser" -H "jwt: $(token testuser customers)" "http://127.0.0.1:$shop/api/shop"
ask "as otheruser" -H "jwt: $(token otheruser clerks)" "http://127.0.0.1:$shop/api/shop"
echo "--- what the logs of both servers have of a token"
grep -rlE 'eyJ[A-Za-z0-9_-]{10}' "$work"/*.log "$work"/usr/servers/*/logs || echo nothing
