# For the commands of the examples: building, a key and tokens of an issuer, and servers that end with the command.
set -euo pipefail
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$examples")
work=$examples/target/$(basename "$PWD")
pids=()
trap 'for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2> /dev/null || true; wait "$pid" 2> /dev/null || true; done' EXIT

build() { # build EXAMPLE...: what they consist of, and Signet
  if [ "${SIGNET_BUILT:-false}" = true ]; then return; fi
  local modules
  modules=$(printf ',examples/%s' "$@")
  (cd "$root" && mvn -B -ntp -q -pl "${modules:1}" -am -DskipTests package >&2)
}

version() { sed -n "s#.*<$1.version>\(.*\)</$1.version>.*#\1#p" "$root/pom.xml"; }

unpacked() { # unpacked GROUP:ARTIFACT:VERSION FOLDER: a server, unpacked once
  if ! [ -d "$examples/target/$2" ]; then
    (cd "$root" && mvn -B -ntp -q -N org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack \
      -Dartifact="$1:zip" -DoutputDirectory="$examples/target" >&2)
  fi
}

jar() { # jar FOLDER: the jar that serves the whole server
  mkdir -p "$1"
  cp "$root"/provider/target/signet-provider-*-all.jar "$1/signet-provider-all.jar"
}

issuer() { # the issuer's key, of which servers get the public part
  mkdir -p "$work"
  openssl ecparam -name prime256v1 -genkey -noout -out "$work/issuer.key"
  openssl ec -in "$work/issuer.key" -pubout -out "$work/issuer.pem" 2> /dev/null
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

token() { # token USER GROUP: as the issuer signs it, for five minutes (RFC 7515, ES256)
  local now input der r s
  now=$(date +%s)
  input=$(printf '{"alg":"ES256"}' | base64url).$(printf \
    '{"iss":"https://issuer.example","aud":"urn:orders","sub":"%s","groups":["%s"],"email":"%s@example.com","iat":%d,"exp":%d}' \
    "$1" "$2" "$1" "$now" $((now + 300)) | base64url)
  der=$(printf '%s' "$input" | openssl dgst -sha256 -sign "$work/issuer.key" | openssl asn1parse -inform DER \
    | sed -n 's/.*INTEGER *://p')
  r=$(printf '%64s' "$(echo "$der" | sed -n 1p)" | tr ' ' 0)
  s=$(printf '%64s' "$(echo "$der" | sed -n 2p)" | tr ' ' 0)
  printf '%s.%s' "$input" "$(printf '%b' "$(printf '%s%s' "$r" "$s" | sed 's/../\\x&/g')" | base64url)"
}

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  echo "$port"
}

liberty() { # liberty NAME EXAMPLE PORT [VARIABLE=VALUE]: starts the example's server
  unpacked "io.openliberty:openliberty-runtime:$(version openliberty)" wlp
  local server=$work/usr/servers/$1
  rm -rf "$server"
  mkdir -p "$server/apps"
  cp "$examples/$2"/src/main/liberty/* "$work/issuer.pem" "$server"
  cp "$examples/$2/target/$2.war" "$server/apps"
  jar "$server/signet"
  echo "http.port=$3" > "$server/bootstrap.properties"
  env WLP_USER_DIR="$work/usr" "${@:4}" "$examples/target/wlp/bin/server" run "$1" > "$work/$1.log" 2>&1 &
  pids+=($!)
}

tomcat() { # tomcat EXAMPLE PORT: starts the example's server
  local home=apache-tomcat-$(version tomcat11)
  unpacked "org.apache.tomcat:tomcat:$(version tomcat11)" "$home"
  local base=$work/base
  rm -rf "$base"
  mkdir -p "$base"/{logs,temp,webapps}
  cp -r "$examples/target/$home/conf" "$base"
  sed -i "s/port=\"8080\"/port=\"$2\" address=\"127.0.0.1\"/; s/port=\"8005\"/port=\"-1\"/" "$base/conf/server.xml"
  cp "$examples/$1"/src/main/tomcat/signet.json "$work/issuer.pem" "$base/conf"
  cp "$examples/$1/target/$1.war" "$base/webapps/ROOT.war"
  jar "$base/lib"
  CATALINA_BASE=$base sh "$examples/target/$home/bin/catalina.sh" run > "$work/tomcat.log" 2>&1 &
  pids+=($!)
}

await() { # await URL: until it asks for a login
  local try
  for try in $(seq 300); do
    if [ "$(curl -s -o /dev/null -w '%{http_code}' "$1")" = 401 ]; then return; fi
    sleep 0.4
  done
  echo "no answer from $1, see $work" >&2
  exit 1
}

ask() { # ask WHAT CURL-ARGUMENT...: says what is asked, and the answer with its status
  echo "--- $1"
  curl -s -w '(%{http_code})\n' "${@:2}"
}
