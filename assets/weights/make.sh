#!/bin/sh
# Learns the shipped weights again: make.sh [PATCHLENS [FOLDER [OUT.safetensors]]]. PATCHLENS is the program, FOLDER holds
# the photographs of Debian's python3-skimage. With the same compiler and libraries the file is the same, bit for bit.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "${1:-$here/../../build/default/app/patchlens}")
folder=${2:-/usr/lib/python3/dist-packages/skimage/data}
output=$(realpath "${3:-$here/learned-8.safetensors}")

cd "$folder"
sha256sum --check --quiet "$here/photographs.sha256"
# One instruction set, since each adds numbers in an order of its own.
PATCHLENS_SIMD=AVX2 "$program" train astronaut.png chelsea.png coffee.png rocket.jpg --fit none \
    --patch-size 8 --embed-dim 512 --method sparse --sparseness 8 --means-apart --steps 3000 --batch 256 --seed 0 \
    -o "$output"
