#!/usr/bin/env bash
# Builds both images, starts them and prints the address, with docker or podman, whichever is there.
#   KITH_BIND (127.0.0.1), KITH_PORT (8080), KITH_PUBLIC_URL (http://127.0.0.1:8080): see docs/operations.md
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
  compose=(docker compose)
elif podman compose version >/dev/null 2>&1; then
  compose=(podman compose)
elif command -v podman-compose >/dev/null; then
  compose=(podman-compose)
else
  echo "Neither docker (running, with its compose plugin) nor podman (with compose) is here. On Debian: apt-get install podman podman-compose" >&2
  exit 1
fi

bind=${KITH_BIND:-127.0.0.1}
port=${KITH_PORT:-8080}
host=$bind
[[ $host != 0.0.0.0 ]] || host=127.0.0.1
export KITH_BIND=$bind KITH_PORT=$port KITH_PUBLIC_URL=${KITH_PUBLIC_URL:-http://$host:$port}

"${compose[@]}" -f compose.yaml build
"${compose[@]}" -f compose.yaml up -d

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
"${compose[@]}" -f compose.yaml logs --tail 50 >&2
exit 1
