#!/usr/bin/env bash
# Everything that must hold before a change goes in, in one command: scripts/test.sh
#
# Goes on past a failure, so that one run tells all, and ends with a table and exit status 1 if anything failed. Missing tools
# (cargo-deny, cargo-nextest, cargo-fuzz) are built into target/tools, nothing outside the tree is changed; where that cannot be
# done, what needs them is replaced or skipped, loudly.
#   FUZZ_SECONDS=30   how long each fuzz target runs; 0 leaves fuzzing out
#   MAHDAR_OFFLINE=1  install nothing
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fuzz_seconds="${FUZZ_SECONDS:-10}"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-auto}"
export PATH="$PWD/target/tools/bin:$PATH"
table=()
failed=0

# say TEXT: a headline.
say() { printf '\n== %s\n' "$*"; }

# step NAME COMMAND…: runs the command and keeps how it went.
step() {
    local name="$1" start=$SECONDS status
    shift
    say "$name: $*"
    "$@"
    status=$?
    if [ "$status" -eq 0 ]; then
        table+=("passed   $name ($((SECONDS - start)) s)")
    else
        table+=("FAILED   $name ($((SECONDS - start)) s, exit status $status)")
        failed=$((failed + 1))
    fi
}

# skip NAME WHY: says what is not done.
skip() {
    say "SKIPPED $1: $2"
    table+=("SKIPPED  $1: $2")
}

# need COMMAND CRATE: true when `cargo COMMAND` is there or can be built.
need() {
    cargo "$1" --version >/dev/null 2>&1 && return 0
    [ -n "${MAHDAR_OFFLINE:-}" ] && return 1
    say "installing $2"
    cargo install "$2" --locked --quiet --debug --root target/tools
}

# doctests: of the crates that have a library.
doctests() { cargo test --workspace --doc --quiet; }

# nextest: all tests but doctests, one process each.
nextest() { cargo nextest run --workspace --no-fail-fast; }

# plain_tests: the same where there is no nextest.
plain_tests() { cargo test --workspace --lib --bins --tests --no-fail-fast; }

# fuzz TARGET: a short run on the samples and on what it makes of them. Own stable toolchain: cargo-fuzz asks for nightly flags.
fuzz() {
    local target="$1" found
    mkdir -p "fuzz/seeds/$target"
    found="$(mktemp -d)"
    RUSTC_BOOTSTRAP=1 cargo fuzz run -s none "$target" "$found" samples/texts fuzz/seeds/"$target" -- \
        -max_total_time="$fuzz_seconds" -timeout=20 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 2>&1 | tail -n 25
    local status=${PIPESTATUS[0]}
    rm -rf "$found"
    return "$status"
}

step "format" cargo fmt --all --check
step "lints" cargo clippy --workspace --all-targets -- -D warnings
if need deny cargo-deny; then
    step "licences, bans, sources" cargo deny check licenses bans sources
else
    skip "licences, bans, sources" "cargo-deny is not here and could not be installed"
fi
if need nextest cargo-nextest; then
    step "tests" nextest
else
    say "cargo-nextest is not here: plain cargo test instead"
    step "tests" plain_tests
fi
step "doctests" doctests
step "packs and dossiers" cargo run --quiet -p mahdar -- check
if [ "$fuzz_seconds" -eq 0 ]; then
    skip "fuzzing" "FUZZ_SECONDS=0"
elif need fuzz cargo-fuzz; then
    for target in read clean archive feed tokens times loaders; do
        step "fuzz $target" fuzz "$target"
    done
else
    skip "fuzzing" "cargo-fuzz is not here and could not be installed"
fi

say "result after $((SECONDS / 60)) min $((SECONDS % 60)) s"
printf '%s\n' "${table[@]}"
echo "steps: $((${#table[@]} - failed)) passed or skipped, $failed failed"
[ "$failed" -eq 0 ]
