// The listings of the notations one by one, and what they are put together with.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "app/model/code/listing.h"

namespace patchlens::model {

CodeListing pytorch_listing(const Results& results);
CodeListing einops_listing(const Results& results);
CodeListing numpy_listing(const Results& results);
CodeListing cpp_listing(const Results& results);

/// Puts steps below each other.
class ListingBuilder {
public:
    explicit ListingBuilder(std::vector<CodePart> parts) { listing_.parts = std::move(parts); }

    void add(CodeLine line, std::vector<std::string> text) {
        const int first = listing_.rows;
        listing_.rows += static_cast<int>(text.size());
        listing_.steps.push_back({line, std::move(text), first});
    }
    void blank() { ++listing_.rows; }
    CodeListing take() { return std::move(listing_); }

private:
    CodeListing listing_;
};

/// Whether `init` and `seed` make the weights, or a file does.
inline bool from_file(const Results& results) {
    return !results.options.weights.empty();
}

/// The statements after the convolution `proj` was made that give it the chosen weights; none for PyTorch's
/// own. `file` is the name of the variable that holds those of a file.
struct WeightStatement {
    CodeLine line = CodeLine::initialise;
    std::vector<std::string> text;
};
std::vector<WeightStatement> weight_statements(const Results& results, const std::string& proj);

}  // namespace patchlens::model
