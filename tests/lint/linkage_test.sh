#!/bin/sh
# What the includes can't show: the window isn't linked with libpython, and each worker is linked
# with the distribution's. Arguments: the program, the folder with the workers.
set -eu
program=$1
folder=$2

fail() {
    echo "$*" >&2
    exit 1
}

linked() { ldd "$1" | grep -o 'libpython[^ ]* => [^ ]*' || true; }

[ -z "$(linked "$program")" ] || fail "the window is linked with $(linked "$program")"

workers=0
for worker in "$folder"/vivarium-worker-*; do
    [ -x "$worker" ] || continue
    workers=$((workers + 1))
    case $(linked "$worker") in
        *'=> /usr/lib/'* | *'=> /lib/'*) ;;
        *) fail "$worker isn't linked with the distribution's libpython: $(linked "$worker")" ;;
    esac
done
[ "$workers" -gt 0 ] || fail "there is no worker in $folder"
