#include "core/weights/find_projection.h"

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "core/support/utf8.h"

namespace patchlens {
namespace {

/// A few names for an error message: those that could be a weight first.
std::string suggestions(const std::vector<StoredTensor>& tensors) {
    constexpr std::size_t most = 6;
    std::vector<const StoredTensor*> listed;
    const auto list = [&](const auto& belongs) {
        for (const StoredTensor& tensor : tensors) {
            if (listed.size() > most) return;
            if (belongs(tensor.shape.size())) listed.push_back(&tensor);
        }
    };
    list([](std::size_t rank) { return rank == 4 || rank == 5; });
    list([](std::size_t rank) { return rank == 2; });
    list([](std::size_t rank) { return rank < 2 || rank == 3 || rank > 5; });
    std::string text;
    for (std::size_t i = 0; i < std::min(most, listed.size()); ++i) {
        if (i > 0) text += ", ";
        text += quotable(listed[i]->name) + " " + to_string(listed[i]->shape);
    }
    return listed.size() > most ? text + ", ..." : text;
}

const StoredTensor* find_first(const TensorFile& file, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (const StoredTensor* tensor = file.find(name)) return tensor;
    }
    return nullptr;
}

/// A batch norm has running statistics beside its weight.
bool is_batch_norm(const TensorFile& file, const std::string& weight) {
    const std::string_view base = std::string_view(weight).substr(0, weight.rfind('.') + 1);
    return file.find(std::string(base) + "running_mean") != nullptr;
}

/// Whether the file has a ResNet's first batch norm or first layer under `root`.
bool resnet_under(const TensorFile& file, const std::string& root, bool layers_only = false) {
    return std::any_of(file.tensors().begin(), file.tensors().end(), [&](const StoredTensor& tensor) {
        const std::string_view name = tensor.name;
        if (!name.starts_with(root)) return false;
        const std::string_view rest = name.substr(root.size());
        return rest.starts_with("layer1.") || (!layers_only && rest.starts_with("bn1."));
    });
}

bool is_stem(const TensorFile& file, const ProjectionName& name) {
    const std::optional<std::string> root = stem_root(name.tensor);
    return root && resnet_under(file, *root);
}

/// Some names are a projection only together with others, or with a certain shape.
bool is_projection(const TensorFile& file, const ProjectionName& name) {
    const std::size_t rank = file.find(name.tensor)->shape.size();
    // The norms of vit-pytorch have the same name as its Linear, with another number.
    if (name.family == ModelFamily::vit_pytorch) return rank >= 2;
    if (name.family == ModelFamily::convnext) return rank >= 4 && norm_after(file, name) != nullptr;
    return true;
}

[[noreturn]] void throw_stem(const TensorFile& file, const std::string& tensor) {
    throw Error(ErrorCode::resnet_stem_refused,
                {file.name(), quotable(tensor), to_string(file.find(tensor)->shape)});
}

/// Throws if a file without a known name is a ResNet, which has no patches.
void refuse_resnet(const TensorFile& file) {
    for (const StoredTensor& tensor : file.tensors()) {
        const std::optional<std::string> root = stem_root(tensor.name);
        if (root && resnet_under(file, *root, true)) throw_stem(file, tensor.name);
    }
}

}  // namespace

const StoredTensor* norm_after(const TensorFile& file, const ProjectionName& name) {
    const StoredTensor* norm = find_first(file, norm_names(name));
    const bool right = norm != nullptr && norm->shape.size() == 1 && !is_batch_norm(file, norm->name);
    return right ? norm : nullptr;
}

std::vector<ProjectionName> find_projection(const TensorFile& file, const std::string& wanted) {
    if (file.tensors().empty()) throw Error(ErrorCode::no_tensors, {file.name()});
    std::vector<std::string> tensors;
    tensors.reserve(file.tensors().size());
    for (const StoredTensor& tensor : file.tensors())
        tensors.push_back(tensor.name);
    std::vector<ProjectionName> names = find_projection_names(tensors);
    std::erase_if(names, [&](const ProjectionName& name) { return !is_projection(file, name); });
    if (wanted.empty()) {
        const std::vector<ProjectionName> found = names;
        std::erase_if(names, [&](const ProjectionName& name) { return is_stem(file, name); });
        if (!names.empty()) return names;
        if (!found.empty()) throw_stem(file, found.front().tensor);
        refuse_resnet(file);
        throw Error(ErrorCode::projection_missing, {file.name(), suggestions(file.tensors())});
    }
    if (file.find(wanted) == nullptr) {
        throw Error(ErrorCode::tensor_missing, {file.name(), quotable(wanted), suggestions(file.tensors())});
    }
    std::erase_if(names, [&](const ProjectionName& name) { return name.tensor == wanted; });
    names.insert(names.begin(),
                 match_projection_name(wanted).value_or(ProjectionName{wanted, "", ModelFamily::unknown, 0}));
    if (is_stem(file, names.front())) throw_stem(file, wanted);
    return names;
}

}  // namespace patchlens
