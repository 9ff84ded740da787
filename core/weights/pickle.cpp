#include "core/weights/pickle.h"

#include <set>
#include <utility>

#include "core/weights/pickle_machine.h"

namespace patchlens {
namespace pickle {
namespace {

/// Values nest at most this deep in a state dictionary that is looked through.
constexpr int most_nested = 32;
constexpr std::size_t longest_name = 4096;

/// Looks through dictionaries and lists for tensors, each once, under the first name it has.
class Collector {
public:
    explicit Collector(const PickledValues& made) : made_(made) {}

    void collect(Reference reference, const std::string& name, int depth) {
        if (name.size() > longest_name || depth > most_nested) return;
        const Value& value = made_[reference];
        if (const auto* tensor = std::get_if<TensorAt>(&value)) {
            if (names_.insert(name).second)
                tensors_.push_back({name.empty() ? "weight" : name, made_.tensor(*tensor)});
            return;
        }
        const auto* dictionary = std::get_if<Dictionary>(&value);
        const auto* sequence = std::get_if<Sequence>(&value);
        if ((dictionary == nullptr && sequence == nullptr) || !seen_.insert(reference).second) return;
        const std::string prefix = name.empty() ? "" : name + ".";
        if (dictionary != nullptr) {
            for (const auto& [key, item] : dictionary->items) {
                if (const auto* text = std::get_if<std::string>(&made_[key]))
                    collect(item, prefix + *text, depth + 1);
            }
        } else {
            for (std::size_t i = 0; i < sequence->items.size(); ++i)
                collect(sequence->items[i], prefix + std::to_string(i), depth + 1);
        }
    }

    std::vector<NamedPickledTensor> take() { return std::move(tensors_); }

private:
    const PickledValues& made_;
    std::vector<NamedPickledTensor> tensors_;
    std::set<std::string> names_;
    std::set<Reference> seen_;
};

}  // namespace
}  // namespace pickle

std::vector<NamedPickledTensor> read_pickled_tensors(std::string_view bytes, const std::string& file_name) {
    const pickle::PickledValues made = pickle::run_pickle(bytes, file_name);
    pickle::Collector collector(made);
    collector.collect(made.root, "", 0);
    return collector.take();
}

}  // namespace patchlens
