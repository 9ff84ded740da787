// The listing of each notation, and the builder that they share.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/code/listing.h"

namespace patchlens::model {

CodeListing pytorch_listing(const Results& results);
CodeListing einops_listing(const Results& results);
CodeListing numpy_listing(const Results& results);
CodeListing cpp_listing(const Results& results);

/// Appends steps, each below the one before.
class ListingBuilder {
public:
    explicit ListingBuilder(std::vector<CodePart> parts) { listing_.parts = std::move(parts); }

    void add(CodeLine line, std::vector<std::string> text) { append({line, std::move(text), 0, 1, false}); }
    /// Rows that are one line of the program.
    void add_one_line(CodeLine line, std::vector<std::string> text) {
        append({line, std::move(text), 0, 1, true});
    }
    void blank() {
        ++listing_.rows;
        ++next_line_;
    }
    CodeListing take() { return std::move(listing_); }

private:
    void append(CodeStep step) {
        step.first_row = listing_.rows;
        step.first_line = next_line_;
        listing_.rows += step.rows();
        next_line_ += step.lines();
        listing_.steps.push_back(std::move(step));
    }

    CodeListing listing_;
    int next_line_ = 1;
};

/// Whether the weights come from a file, the user's or the program's own.
inline bool from_file(const Results& results) {
    return stand_in_file(results.options);
}

/// "stride=4" and "padding=3", the latter only where there is any: what Conv2d takes besides the kernel.
std::vector<std::string> sliding_arguments(const PatchGrid& grid);

/// A statement that gives the convolution its weights.
struct WeightStatement {
    CodeLine line = CodeLine::initialise;
    std::vector<std::string> text;
};
/// "dct_weights()", or "pca_weights(path)" with `picture` "path": the call that makes the weights of `init`.
std::string made_weights(Init init, std::string_view picture);

/// The statements that give the convolution `proj` the chosen weights after its construction; none for
/// PyTorch's own initialisation. Weights from a file are in the variable `weights`.
std::vector<WeightStatement> weight_statements(const Results& results, const std::string& proj);

}  // namespace patchlens::model
