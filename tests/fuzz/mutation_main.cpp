// Drives a fuzz target without a fuzzing compiler: starts from seed files, damages them in many small ways,
// and feeds each to the target. The same numbers every time, so that a failure can be had again. Usage:
// TARGET ROUNDS SEED_FILE…
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes read(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Mutator {
public:
    /// The seed with one to eight places changed: mostly near its start, where headers are.
    Bytes damaged(Bytes bytes) {
        for (std::size_t changes = 1 + below(8); changes > 0 && !bytes.empty(); --changes) {
            const std::size_t reach = below(2) == 0 ? std::min<std::size_t>(bytes.size(), 128) : bytes.size();
            const std::size_t place = below(reach);
            switch (below(6)) {
                case 0:
                    bytes[place] = static_cast<std::uint8_t>(below(256));
                    break;
                case 1:
                    bytes[place] = static_cast<std::uint8_t>(bytes[place] ^ (1U << below(8)));
                    break;
                case 2:
                    bytes[place] = below(2) == 0 ? 0x00 : 0xff;
                    break;
                case 3:
                    bytes.resize(place);
                    break;
                case 4:
                    bytes.erase(at(bytes, place), at(bytes, std::min(bytes.size(), place + below(16))));
                    break;
                default:
                    bytes.insert(at(bytes, place), 1 + below(16), static_cast<std::uint8_t>(below(256)));
            }
        }
        return bytes;
    }

private:
    std::size_t below(std::size_t bound) { return engine_() % bound; }
    static Bytes::iterator at(Bytes& bytes, std::size_t place) {
        return bytes.begin() + static_cast<std::ptrdiff_t>(place);
    }

    std::mt19937_64 engine_{1};
};

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count < 3) {
        std::cerr << "usage: " << arguments[0] << " ROUNDS SEED_FILE...\n";
        return 2;
    }
    const long rounds = std::atol(arguments[1]);
    Mutator mutator;
    for (int i = 2; i < argument_count; ++i) {
        const Bytes seed = read(arguments[i]);
        if (seed.empty()) {
            std::cerr << arguments[i] << " cannot be read\n";
            return 2;
        }
        LLVMFuzzerTestOneInput(seed.data(), seed.size());
        for (long round = 0; round < rounds; ++round) {
            const Bytes bytes = mutator.damaged(seed);
            LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
        }
        std::cout << arguments[i] << ": " << rounds << " damaged copies, no crash\n";
    }
    return 0;
}
