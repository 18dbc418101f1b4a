#!/usr/bin/env bash
# Proves what docs/GOING-LIVE.md asks for, against a server that runs. Run it where the proxy runs, or on the server.
set -u

usage() {
  cat <<'USAGE'
usage: check.sh --server KIND --app URL --protected PATH --open PATH [option...]
  --server KIND      liberty, tomcat, tomee, wildfly, payara, glassfish or jetty: whose setting a message names
  --app URL          the application as the proxy calls it, such as https://app.example.com:9443/app
  --protected PATH   a page that needs a login
  --open PATH        a page that needs none
  --header NAME      the header of the token (default: Authorization)
  --token-bytes N    the longest token the proxy sends, with some room (default: 12800)
  --health PATH      the address of the health check, below the application or a whole URL
  --config FILE      signet.json, on the server: who may read and change it and the files beside it
  --access-log FILE  the access log, on the server: it has the number and the reference of a refusal
  --closed URL       an address of the server that must not answer from here; may be repeated
exit status: 0 where each line is ok or was not asked for, 1 where one is not, 2 for a mistake in the options
USAGE
}

server= app= protected= open= header=Authorization bytes=12800 health= config= log=
closed=()
while [ $# -gt 0 ]; do
  if [ $# -lt 2 ]; then usage >&2; exit 2; fi
  case $1 in
    --server) server=$2 ;;
    --app) app=${2%/} ;;
    --protected) protected=$2 ;;
    --open) open=$2 ;;
    --header) header=$2 ;;
    --token-bytes) bytes=$2 ;;
    --health) health=$2 ;;
    --config) config=$2 ;;
    --access-log) log=$2 ;;
    --closed) closed+=("$2") ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done
case $server in
  liberty) size='httpOptions limitFieldSize="65536"' ;;
  tomcat | tomee) size='maxHttpRequestHeaderSize="65536" of the Connector (maxHttpHeaderSize in Tomcat 10.0 and TomEE 9)' ;;
  wildfly) size='max-header-size of the listener' ;;
  payara | glassfish) size='header-buffer-length-bytes of the protocol (asadmin set ….http.header-buffer-length-bytes=65536)' ;;
  jetty) size='jetty.httpConfig.requestHeaderSize=65536' ;;
  *) usage >&2; exit 2 ;;
esac
if [ -z "$app" ] || [ -z "$protected" ] || [ -z "$open" ]; then usage >&2; exit 2; fi

failed=0
ok() { printf 'ok    %s\n' "$1"; }
fail() { printf 'FAIL  %s: %s\n' "$1" "$2"; failed=1; }
skip() { printf 'skip  %s: needs %s\n' "$1" "$2"; }

# The status and the challenge, in one line; options of curl come after the address.
ask() {
  local address=$1
  shift
  curl -sS -o /dev/null -D - --max-time 20 "$@" "$address" 2>/dev/null | tr -d '\r' |
    awk 'NR == 1 { status = $2 } tolower($1) == "www-authenticate:" { $1 = ""; challenge = challenge $0 }
      END { print status challenge }'
}

# A token that is none: it is refused for its content, so it has reached Signet.
token() {
  local scheme=
  if [ "${header,,}" = authorization ]; then scheme='Bearer '; fi
  printf '%s: %s' "$header" "$scheme"
  head -c "$1" /dev/zero | tr '\0' 'a'
}

line='a protected page asks for a token'
answer=$(ask "$app$protected")
case $answer in
  '401 Bearer realm='*) ok "$line" ;;
  *) fail "$line" "the answer is '${answer:0:80}': Signet does not serve this application" ;;
esac

line='a bad token is refused on an open page'
answer=$(ask "$app$open" -H "$(token 20)")
case $answer in
  401*SIGNET-*) ok "$line" ;;
  *) fail "$line" "the answer is '${answer:0:80}': is --header the header of the token?" ;;
esac
reference=$(printf '%s' "$answer" | sed -n 's/.*(ref \([A-Z0-9]*\)).*/\1/p')

line='an open page is there without a token'
answer=$(ask "$app$open")
case $answer in
  2* | 3*) ok "$line" ;;
  *) fail "$line" "the answer is '${answer:0:80}'" ;;
esac

line="a token of $bytes bytes reaches Signet"
file=$(mktemp)
token "$bytes" >"$file"
answer=$(ask "$app$open" -H "@$file")
rm -f "$file"
case $answer in
  401*SIGNET-*) ok "$line" ;;
  *) fail "$line" "the server answers ${answer:0:3} itself; set $size" ;;
esac

line='the health check needs no token'
if [ -n "$health" ]; then
  case $health in
    *://*) address=$health ;;
    *) address=$app$health ;;
  esac
  answer=$(ask "$address")
  case $answer in
    200*) ok "$line" ;;
    *) fail "$line" "the answer is '${answer:0:80}'" ;;
  esac
else
  skip "$line" --health
fi

line='the access log has the number and the reference of a refusal'
if [ -n "$log" ]; then
  found=
  for _ in 1 2 3 4 5; do
    if grep -q "SIGNET-[0-9]* $reference\|SIGNET-.*(ref $reference)" "$log" 2>/dev/null; then found=yes; break; fi
    sleep 1
  done
  if [ -n "$reference" ] && [ -n "$found" ]; then
    ok "$line"
  else
    fail "$line" "$log has not '$reference'; the recipe of the server has the pattern"
  fi
else
  skip "$line" --access-log
fi

line='nobody but the server and its administrators reads or changes the configuration'
if [ -n "$config" ]; then
  folder=$(dirname "$config")
  # keys may be public, stores and passwords are not; nobody else changes either
  wrong=$(
    find "$config" "$folder" -maxdepth 1 -type f \( -name signet.json -o -name '*.pem' -o -name '*.p12' -o -name '*.jks' \
      -o -name 'revoked.*' \) -perm /022
    find "$folder" -maxdepth 1 -type f \( -name signet.json -o -name '*.p12' -o -name '*.jks' \) -perm /004
    find "$folder" -maxdepth 0 -perm /002
  )
  if [ ! -e "$config" ]; then
    fail "$line" "$config is not there"
  elif [ -z "$wrong" ]; then
    ok "$line"
  else
    fail "$line" "chmod o-rwx,g-w $(printf '%s' "$wrong" | sort -u | tr '\n' ' ')"
  fi
else
  skip "$line" --config
fi

line='the server answers the proxy alone'
if [ ${#closed[@]} -eq 0 ]; then skip "$line" --closed; fi
for address in ${closed[@]+"${closed[@]}"}; do
  if curl -sS -o /dev/null --connect-timeout 3 --max-time 5 "$address" 2>/dev/null; then
    fail "$line" "$address answers from here"
  else
    ok "$line ($address)"
  fi
done

exit $failed
