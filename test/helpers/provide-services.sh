#!/usr/bin/env bash
# Provides what the tests run against, on Debian and as root: Redis, Chromium, Firefox, exim4 and
# Alertmanager from apt, and TimescaleDB from Debian 13's packages, in a folder of its own, because
# older releases have none.
# May be run again and by several at a time: what is there is left as it is.
#   TOCSIN_SERVICES_DIR  where the Debian 13 tree goes (default /var/tmp/tocsin-services; 700 MB)
#   TOCSIN_DEBIAN_MIRROR where it comes from (default: the mirror that apt uses)
set -euo pipefail

services="${TOCSIN_SERVICES_DIR:-/var/tmp/tocsin-services}"
tree="$services/trixie"
packages=postgresql-17,postgresql-17-timescaledb
postgres=usr/lib/postgresql/17/bin/postgres
extension=usr/share/postgresql/17/extension/timescaledb.control

is_tree() { [ -x "$1/$postgres" ] && [ -e "$1/$extension" ]; }

wanted=()
command -v redis-server >/dev/null || wanted+=(redis-server)
command -v chromium >/dev/null || wanted+=(chromium)
command -v firefox-esr >/dev/null || wanted+=(firefox-esr)
command -v prometheus-alertmanager >/dev/null || wanted+=(prometheus-alertmanager)
[ -x /usr/sbin/exim4 ] || wanted+=(exim4-daemon-light)
is_tree "$tree" || command -v debootstrap >/dev/null || wanted+=(debootstrap)

if [ "${#wanted[@]}" -eq 0 ] && is_tree "$tree"; then
  echo "services: all there"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "services: root is needed to install: ${wanted[*]:-} TimescaleDB" >&2
  exit 1
fi

mkdir -p "$services"
chmod 755 "$services"
exec 9>"$services/.lock"
flock 9

if [ "${#wanted[@]}" -gt 0 ]; then
  echo "services: installing ${wanted[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # A server that the package would start is not wanted: each test run starts its own.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
fi

# One of the mirrors in use; none is no fault, debootstrap knows one.
apt_mirror() {
  grep -rhoE 'https?://[^ ]+/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d \
    2>/dev/null | tr -d ' ' | head -n 1 || true
}

if ! is_tree "$tree"; then
  mirror="${TOCSIN_DEBIAN_MIRROR:-$(apt_mirror)}"
  echo "services: unpacking TimescaleDB into $tree"
  rm -rf "$tree" "$tree.new"
  debootstrap --variant=minbase --include="$packages" trixie "$tree.new" ${mirror:+"$mirror"} \
    >"$services/debootstrap.log" || {
    tail -n 20 "$services/debootstrap.log" >&2
    exit 1
  }
  rm -rf "$tree.new/var/cache/apt/archives" "$tree.new/usr/share/doc" "$tree.new/usr/share/man"
  mv "$tree.new" "$tree"
fi
is_tree "$tree"
echo "services: ready"
