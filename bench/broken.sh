#!/usr/bin/env bash
# Breaks Rollcall on purpose, one way at a time, and shows that the right test turns red. `bench/broken.sh --help` says more.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

if [[ "${1:-}" == -h || "${1:-}" == --help ]]; then
  cat <<'TEXT'
Show that the tests can see what they are there to see.

  bench/broken.sh          every patch of bench/broken, against the committed tree
  bench/broken.sh NAME     one of them

Each patch breaks a copy of the tree in one way; its test must fail on it and pass without it. Nothing of this is in a
normal build: the product's code has no seam for it. Takes some minutes. With a PostgreSQL in ROLLCALL_TEST_POSTGRES
it also shows that the history of what clients were told is found wrong.
TEXT
  exit 0
fi

# name, test project, test
oracles=(
  "answer-before-commit  Rollcall.EndToEnd.Tests  *Kill_9_loses_nothing_acknowledged"
  "patch-in-two          Rollcall.EndToEnd.Tests  *Kill_9_loses_nothing_acknowledged"
  "one-license-too-many  Rollcall.Core.Tests      *The_laws_of_licenses_hold_after_every_step"
  "stale-snapshot        Rollcall.Core.Tests      *Changes_of_one_user_that_meet_lose_nothing"
)
# What clients of three servers see; these need PostgreSQL.
if [[ -n "${ROLLCALL_TEST_POSTGRES:-}" ]]; then
  oracles+=(
    "wrong-neighbour       Rollcall.Core.Tests      *Questions_asked_together_are_answered_as_if_each_were_alone"
    "replica-read          Rollcall.EndToEnd.Tests  *What_three_servers_tell_fits_one_order"
    "replica-unheard       Rollcall.EndToEnd.Tests  *A_commit_that_the_replica_has_not_confirmed_is_not_acknowledged"
    "one-license-too-many  Rollcall.EndToEnd.Tests  *What_three_servers_tell_fits_one_order"
  )
fi

work="$(mktemp -d "${TMPDIR:-/tmp}/rollcall-broken.XXXXXX")"
trap 'rm -rf "$work"' EXIT
git -C "$root" archive HEAD | tar -x -C "$work"
cd "$work"
unset ROLLCALL_SEED
postgres="${ROLLCALL_TEST_POSTGRES:-}"
unset ROLLCALL_TEST_POSTGRES
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

build() {
  dotnet build "tests/$1" -c Release -v q -nologo >"$work/build.log" 2>&1 || { tail -5 "$work/build.log" >&2; echo "$2 does not build" >&2; exit 1; }
}

# Runs a test; its summary and the first line of its failure stay in the log.
run() { [[ "$2" != *three_servers* && "$2" != *replica* && "$2" != *asked_together* ]] || local -x ROLLCALL_TEST_POSTGRES="$postgres"; "tests/$1/bin/Release/net10.0/$1" -method "$2" -noColor -noLogo >"$work/test.log" 2>&1; }

bad=0
say() { printf '%s\n' "$*"; }
say "| broken on purpose | test | without | with | what it says |"
say "|---|---|---|---|---|"
for oracle in "${oracles[@]}"; do
  read -r name project test <<<"$oracle"
  [[ -z "${1:-}" || "$1" == "$name" ]] || continue
  build "$project" "the tree"
  if run "$project" "$test"; then before=green; else before=RED; bad=1; fi
  patch -s -p1 <"bench/broken/$name.patch"
  build "$project" "$name"
  with=GREEN
  # Chance decides where a kill falls: three runs at most.
  for _ in 1 2 3; do
    if ! run "$project" "$test"; then with=red; break; fi
  done
  [[ "$with" == red ]] || bad=1
  said="$(grep -A1 -m1 '\[FAIL\]' "$work/test.log" | tail -n 1 | sed 's/^ *//; s/|/ /g; s/{.*//' | cut -c1-110 || true)"
  patch -s -R -p1 <"bench/broken/$name.patch"
  say "| $name | ${test#\*} | $before | $with | $said |"
done
exit "$bad"
