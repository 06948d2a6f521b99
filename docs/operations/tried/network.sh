# What the scripts beside this file share: a network of three institutions on loopback, in the folder that is their first argument, run by ./mistnet as operators would.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd -P)
mistnet=${MISTNET:-$root/mistnet}
base=${MISTNET_BASE_PORT:-19400}
: "${MISTNET_JAVA_OPTS:=-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1}"
export MISTNET_JAVA_OPTS

institutions='first-bank second-bank authority'
kafka=127.0.0.1:$((base + 15))
phone='+4930901820'

step() { printf '\n-- %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
check() { "$@" || fail "$*"; }
# Shows where a file says so, or else how it ends.
says() { grep -o "$1" "$2" || { tail -n 20 "$2" >&2; return 1; }; }
run() { printf '   mistnet %s\n' "$*" >&2; "$mistnet" "$@"; }

# Five ports each: control, shares, lookup, HTTP, console.
port() {
  case $1 in
    first-bank) echo $((base + $2)) ;;
    second-bank) echo $((base + 5 + $2)) ;;
    authority) echo $((base + 10 + $2)) ;;
  esac
}
http() { echo "http://127.0.0.1:$(port "$1" 3)"; }
console() { echo "http://127.0.0.1:$(port "$1" 4)"; }

# --- processes: each has its id in NAME/pid ---------------------------------------------------------------------------

alive() {
  local id
  if ! [ -s "$dir/$1/pid" ]; then return 1; fi
  id=$(<"$dir/$1/pid")
  kill -0 "$id" 2>/dev/null || return 1
  # A process that ends is called a zombie while threads of it still hold its files and ports.
  ! grep -qs '^State:.Z' "/proc/$id/status" || [ -n "$(find "/proc/$id/task" -mindepth 1 -maxdepth 1 ! -name "$id" 2>/dev/null)" ]
}

# Waits until it is not alive.
ended() {
  for _ in $(seq 200); do
    alive "$1" || return 0
    sleep 0.1
  done
  return 1
}

spawn() {
  local name=$1
  shift
  mkdir -p "$dir/$name"
  "$mistnet" "$@" >>"$dir/$name/log" 2>&1 &
  echo $! >"$dir/$name/pid"
}

start() {
  local name
  for name in "$@"; do spawn "$name" node --config "$dir/$name/node.conf"; done
}

stop() {
  local name
  for name in "$@"; do if alive "$name"; then kill "$(<"$dir/$name/pid")"; fi; done
  for name in "$@"; do
    if ! ended "$name"; then
      kill -9 "$(<"$dir/$name/pid")"
      check ended "$name"
    fi
    rm -f "$dir/$name/pid"
  done
}

stop_all() { stop $institutions kafka; }

# Waits until the command says yes; shows what it said the last time if it never does.
await() {
  local what=$1
  shift
  for _ in $(seq 300); do
    if "$@" >"$dir/awaited" 2>&1; then return; fi
    sleep 0.2
  done
  tail -n 20 "$dir/awaited" >&2
  fail "not within a minute: $what"
}

is_ready() { curl -fsS "$(http "$1")/health/ready"; }

ready() {
  local name
  for name in "$@"; do
    for _ in $(seq 300); do
      if is_ready "$name" >/dev/null 2>&1; then continue 2; fi
      alive "$name" || { tail -n 20 "$dir/$name/log" >&2; fail "$name ended"; }
      sleep 0.2
    done
    is_ready "$name" >&2 || true
    fail "$name is not ready"
  done
}

restart() { stop "$@"; start "$@"; ready $institutions; }

# --- what nodes say -----------------------------------------------------------------------------------------------------

# The sum of a metric's series that match a pattern.
metric() { curl -fsS "$(http "$1")/metrics" | awk -v name="$2" -v labels="$3" 'index($1, name) == 1 && $1 ~ labels { sum += $2 } END { printf "%d", sum }'; }
epochs() { metric second-bank mistnet_epoch_attempts_total 'outcome="released"'; }
more_epochs_than() { [ "$(epochs)" -gt "$1" ]; }

another_epoch() { await 'another epoch is released' more_epochs_than "$(epochs)"; }

# What the first bank finds of a phone number that the second one has reported.
lookup() { "$mistnet" lookup --config "$dir/first-bank/node.conf" --type phone --selector "$phone" --case 2026-17 --basis 'court order 7' --user tried "$@"; }
report() { "$mistnet" intel "$1" --config "$dir/second-bank/node.conf" --type phone --selector "$2" --category mule-account --date 2026-11-01 --reference F-17 --case 2026-18 --basis 'police act 12' --user tried "${@:3}"; }

# The same without starting the command each time; says what the answer is if it is another.
found() {
  local answer
  answer=$(curl -sS --max-time 10 -w ' %{http_code}' -H "Authorization: Bearer $(cat "$dir/first-bank/data/lookup.token" 2>/dev/null)" -H 'Content-Type: application/json' \
    -d "{\"user\": \"tried\", \"case\": \"2026-17\", \"basis\": \"court order 7\", \"type\": \"phone\", \"selector\": \"$phone\"}" \
    "$(http first-bank)/lookup/v1/lookups" 2>&1) || true
  [[ $answer == *F-17*' 200' ]] || { printf 'lookup: %s\n' "$answer" >&2; return 1; }
}

# Looks up again and again, as somebody's tool would; writes a line each time, and another before it where a lookup fails.
keep_looking() {
  while :; do
    if found 2>>"$dir/looked"; then echo found; else echo failed; fi >>"$dir/looked"
    sleep 0.3
  done
}
looked() { grep -cxE "$1" "$dir/looked" || true; }

# --- the network file ----------------------------------------------------------------------------------------------------

# Hands out the network file. A changed one is a new network: all nodes restart.
hand_out() {
  local name
  run network check "$dir/network.conf" | grep -v warning
  for name in $institutions; do cp "$dir/network.conf" "$dir/$name/network.conf"; done
}

change() { sed -i.old "$1" "$dir/network.conf" && ! cmp -s "$dir/network.conf" "$dir/network.conf.old" || fail "network.conf has no place for $1"; }

# --- a network to try it on -----------------------------------------------------------------------------------------------

# The first argument is the folder; without a network in it, one is made. It is stopped at the end unless MISTNET_KEEP is set.
begin() {
  dir=${1:?"give the folder for the trial: $0 DIR"}
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd -P)
  trap finish EXIT
  [ "$(basename "$0")" = install ] || [ -e "$dir/network.conf" ] || MISTNET_KEEP=yes "$root/docs/operations/tried/install" "$dir"
  printf '\n== %s\n' "$(basename "$0")"
  SECONDS=0
}

finish() {
  local status=$?
  trap - EXIT
  if [ -n "${looking:-}" ]; then kill "$looking" 2>/dev/null || true; fi
  if [ -z "${MISTNET_KEEP:-}" ]; then stop_all; fi
  if [ "$status" -eq 0 ]; then printf '\n== %s: done in %s s\n' "$(basename "$0")" "$SECONDS"; fi
  exit "$status"
}
