#!/usr/bin/env bash
# Builds both images, starts them and prints the address, with docker or podman, whichever is there.
#   KITH_BIND (127.0.0.1), KITH_PORT (8080), KITH_PUBLIC_URL (http://127.0.0.1:8080): see docs/operations.md
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

no_engine() {
  echo "Kith's containers want docker with its compose plugin, or podman with podman-compose." >&2
  if command -v docker >/dev/null; then
    if docker info >/dev/null 2>&1; then
      echo "docker runs here, but without its compose plugin." >&2
    else
      echo "docker is here, but no engine answers it: start it, or let this user speak to it." >&2
    fi
  fi
  if command -v podman >/dev/null; then
    echo "podman is here, but not podman-compose." >&2
  fi
  echo "On Debian: apt-get install podman podman-compose iptables" >&2
  exit 1
}

export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-kith}
if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
  export DOCKER_BUILDKIT=1 # until docker 23 the builder that knows COPY --chmod has to be asked for
  build=(docker build)
  compose=(docker compose)
elif podman info >/dev/null 2>&1; then
  build=(podman build --format docker) # the other format has no health checks
  if podman compose version >/dev/null 2>&1; then
    compose=(podman compose)
  elif command -v podman-compose >/dev/null; then
    compose=(podman-compose)
  else
    no_engine
  fi
else
  no_engine
fi
compose+=(-p "$COMPOSE_PROJECT_NAME" -f compose.yaml)

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
if [[ ${build[0]} == podman ]]; then
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
