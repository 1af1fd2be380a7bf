#!/usr/bin/env bash
# Builds both images, starts them and prints the address, with docker or podman, whichever is there.
#   KITH_BIND (127.0.0.1), KITH_PORT (8080), KITH_PUBLIC_URL (http://127.0.0.1:8080): see docs/operations.md
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=engine
. ./engine

bind=${KITH_BIND:-127.0.0.1}
port=${KITH_PORT:-8080}
host=$bind
[[ $host != 0.0.0.0 ]] || host=127.0.0.1
export KITH_BIND=$bind KITH_PORT=$port KITH_PUBLIC_URL=${KITH_PUBLIC_URL:-http://$host:$port}
export KITH_TRUSTED_PROXIES=${KITH_TRUSTED_PROXIES:-}

# Not by way of compose: podman-compose goes on after a build that failed.
for part in backend frontend; do
  "${build[@]}" -t "localhost/kith-$part" -f "$part.Containerfile" ..
done

# podman-compose starts the containers that are there again, as they are: an older image, older settings.
if [[ $engine == podman ]]; then
  "${compose[@]}" down --timeout 35 >/dev/null 2>&1 || true
fi
"${compose[@]}" up -d --no-build

ready() {
  local status
  exec 3<>"/dev/tcp/$host/$port" || return 1
  printf 'GET /health/ready HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$host" "$port" >&3
  IFS=' ' read -r -t 3 _ status _ <&3 || return 1
  [[ $status == 200 ]]
}

for ((second = 0; second < 120; second++)); do
  if (ready) 2>/dev/null; then
    echo "Kith runs on $KITH_PUBLIC_URL"
    exit 0
  fi
  sleep 1
done
echo "Kith did not become ready within two minutes. What it says:" >&2
"${compose[@]}" logs --tail 50 >&2
exit 1
