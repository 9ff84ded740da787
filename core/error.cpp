#include "core/error.h"

#include <array>
#include <utility>

#include "core/support/text.h"
#include "core/support/utf8.h"

namespace patchlens {
namespace {

constexpr auto argument = ErrorKind::argument;
constexpr auto failure = ErrorKind::failure;

constexpr std::array table{
    ErrorText{ErrorCode::number_expected, argument, "number_expected",
              "{0} must be a whole number, not \"{1}\""},
    ErrorText{ErrorCode::value_out_of_range, argument, "value_out_of_range",
              "{0} must be from {1} to {2}, not {3}"},
    ErrorText{ErrorCode::choice_expected, argument, "choice_expected", "{0} must be one of {1}, not \"{2}\""},
    ErrorText{ErrorCode::size_expected, argument, "size_expected",
              "{0} must be a whole number N or a pair HxW, such as 256 or 240x320, not \"{1}\""},
    ErrorText{ErrorCode::position_expected, argument, "position_expected",
              "{0} must be ROW,COL, such as 19,10, not \"{1}\""},
    ErrorText{ErrorCode::option_missing, argument, "option_missing", "{0} is missing; for example: {1}"},
    ErrorText{ErrorCode::option_without_effect, argument, "option_without_effect",
              "{0} has no effect without {1}; give {1} as well, or leave {0} out"},
    ErrorText{ErrorCode::arguments_not_understood, argument, "arguments_not_understood",
              "{0}; `{1} --help` lists what there is"},
    ErrorText{ErrorCode::output_is_input, argument, "output_is_input",
              "the output {0} would be written over {1}, which is read; choose another name for the output"},
    ErrorText{ErrorCode::ending_expected, argument, "ending_expected",
              "the ending of {0} must be {1}, not \"{2}\""},
    ErrorText{ErrorCode::stream_refused, argument, "stream_refused",
              "{0} is standard output, and {1} is no format for a stream; give the name of a file"},
    ErrorText{ErrorCode::terminal_refused, argument, "terminal_refused",
              "{0} is a terminal, which cannot show the bytes of {1}; send them to a file or a pipe, or give "
              "the name of a file"},
    ErrorText{
        ErrorCode::patch_larger_than_image, argument, "patch_larger_than_image",
        "a patch of {0} does not fit into an image of {1}; choose a patch_size of at most {1} or a larger "
        "image"},
    ErrorText{ErrorCode::patch_outside_grid, argument, "patch_outside_grid",
              "there is no patch {0}; rows go from 0 to {1} and columns from 0 to {2}"},
    ErrorText{ErrorCode::dimension_outside_vector, argument, "dimension_outside_vector",
              "there is no dimension {0}; embed_dim is {1}, so dimensions go from 0 to {2}"},
    ErrorText{ErrorCode::channels_differ, argument, "channels_differ",
              "the weight expects {0} input channels, but the picture has {1}; set in_chans to {0}"},
    ErrorText{ErrorCode::shape_mismatch, argument, "shape_mismatch",
              "{0} has the shape {1}; expected is {2}"},
    ErrorText{ErrorCode::file_unreadable, failure, "file_unreadable", "{0} cannot be read: {1}"},
    ErrorText{ErrorCode::file_unwritable, failure, "file_unwritable", "{0} cannot be written: {1}"},
    ErrorText{ErrorCode::file_empty, failure, "file_empty", "{0} is empty; choose a file with content"},
    ErrorText{ErrorCode::file_too_large, failure, "file_too_large",
              "{0} is {1}, more than the {2} PatchLens reads; choose a smaller file"},
    ErrorText{ErrorCode::picture_unknown, failure, "picture_unknown",
              "{0} is not a picture PatchLens knows; it opens {1}"},
    ErrorText{ErrorCode::picture_format_refused, failure, "picture_format_refused",
              "{0} is in {1} format; PatchLens opens {2}"},
    ErrorText{
        ErrorCode::picture_damaged, failure, "picture_damaged",
        "{0} is damaged or cut short and cannot be decoded ({1}); save the picture again as PNG or JPEG"},
    ErrorText{
        ErrorCode::picture_too_large, failure, "picture_too_large",
        "{0} is {1} pixels; PatchLens opens up to {2} on a side and {3} million pixels in all; make the "
        "picture smaller first"},
    ErrorText{ErrorCode::picture_empty, failure, "picture_empty",
              "{0} has no pixels; choose a picture of at least 1x1"},
    ErrorText{ErrorCode::jpeg_scans_refused, failure, "jpeg_scans_refused",
              "{0} is a JPEG whose {1} pixels are painted over and over, in more than {2} scans; save the "
              "picture again as PNG or as an ordinary JPEG"},
    ErrorText{ErrorCode::pnm_number_wrong, failure, "pnm_number_wrong",
              "{0}: number {1} of its pixels is {2}; it must be a whole number from 0 to {3}"},
    ErrorText{
        ErrorCode::pnm_numbers_missing, failure, "pnm_numbers_missing",
        "{0} has {1} {1?number|numbers} for its pixels; {3} pixels of {4} {4?channel|channels} need {2}"},
    ErrorText{ErrorCode::file_irregular, failure, "file_irregular",
              "{0} is not an ordinary file; choose a file, not a folder, a pipe or a device"},
    ErrorText{ErrorCode::file_shrunk, failure, "file_shrunk",
              "{0} became shorter while it was read; wait until it is written whole, then open it again"},
    ErrorText{ErrorCode::npy_magic_missing, failure, "npy_magic_missing",
              "{0} is not an .npy file: it does not start with \\x93NUMPY; save the array with numpy.save"},
    ErrorText{ErrorCode::npy_version_unknown, failure, "npy_version_unknown",
              "{0} is .npy version {1}; PatchLens reads versions 1.0, 2.0 and 3.0; save the array again with "
              "numpy.save"},
    ErrorText{ErrorCode::npy_header_cut_short, failure, "npy_header_cut_short",
              "{0} ends within its .npy header; copy or save the file again"},
    ErrorText{
        ErrorCode::npy_header_too_long, failure, "npy_header_too_long",
        "{0} has an .npy header of {1} bytes; at most {2} are read; save the array again with numpy.save"},
    ErrorText{ErrorCode::npy_header_damaged, failure, "npy_header_damaged",
              "{0} has a damaged .npy header (at character {1}); expected is a Python dictionary such as "
              "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"},
    ErrorText{ErrorCode::npy_key_unknown, failure, "npy_key_unknown",
              "{0} has the key '{1}' in its .npy header; the only keys are descr, fortran_order and shape"},
    ErrorText{ErrorCode::npy_key_repeated, failure, "npy_key_repeated",
              "{0} has the key '{1}' twice in its .npy header; each key may stand there once"},
    ErrorText{ErrorCode::npy_key_missing, failure, "npy_key_missing",
              "{0} lacks the key '{1}' in its .npy header; descr, fortran_order and shape are needed"},
    ErrorText{ErrorCode::npy_order_invalid, failure, "npy_order_invalid",
              "{0} gives fortran_order as neither True nor False in its .npy header; save the array again "
              "with numpy.save"},
    ErrorText{ErrorCode::npy_shape_invalid, failure, "npy_shape_invalid",
              "{0} has no valid shape in its .npy header (at character {1}); expected is a tuple of whole "
              "numbers from 0 up, such as (512, 3, 8, 8)"},
    ErrorText{ErrorCode::npy_objects_refused, failure, "npy_objects_refused",
              "{0} holds Python objects, which PatchLens does not run; save plain numbers, for example "
              "array.astype('float32')"},
    ErrorText{ErrorCode::npy_records_refused, failure, "npy_records_refused",
              "{0} holds records of several fields; save one array of plain numbers, for example "
              "array.astype('float32')"},
    ErrorText{ErrorCode::npy_type_refused, failure, "npy_type_refused",
              "{0} holds numbers of the type '{1}'; PatchLens reads <f4 <f2 <f8 >f4 |u1 <i4 <i8; save "
              "array.astype('float32') instead"},
    ErrorText{
        ErrorCode::npy_data_short, failure, "npy_data_short",
        "{0} has {1} bytes of numbers, too few for the shape {2} of type '{3}'; copy or save the file again"},
    ErrorText{
        ErrorCode::safetensors_length_missing, failure, "safetensors_length_missing",
        "{0} has only {1} bytes; a safetensors file starts with 8 bytes that tell the length of its header"},
    ErrorText{ErrorCode::safetensors_header_too_long, failure, "safetensors_header_too_long",
              "{0} announces a safetensors header of {1} bytes; the format allows at most {2}"},
    ErrorText{ErrorCode::safetensors_header_cut_short, failure, "safetensors_header_cut_short",
              "{0} announces a safetensors header of {1} bytes but only {2} follow; copy or download the "
              "file again"},
    ErrorText{ErrorCode::safetensors_header_not_utf8, failure, "safetensors_header_not_utf8",
              "{0} has a safetensors header that is not UTF-8 text; download or save the file again"},
    ErrorText{
        ErrorCode::safetensors_header_not_json, failure, "safetensors_header_not_json",
        "{0} has a safetensors header that is not valid JSON (at byte {1}); download or save the file again"},
    ErrorText{ErrorCode::safetensors_header_not_object, failure, "safetensors_header_not_object",
              "{0} has a safetensors header that is JSON but not an object of tensors; save the file again"},
    ErrorText{ErrorCode::safetensors_header_too_deep, failure, "safetensors_header_too_deep",
              "{0} has a safetensors header nested more than {1} levels deep; save the file again"},
    ErrorText{ErrorCode::safetensors_name_repeated, failure, "safetensors_name_repeated",
              "{0} lists the tensor '{1}' twice; each name may stand in the header once"},
    ErrorText{ErrorCode::safetensors_metadata_invalid, failure, "safetensors_metadata_invalid",
              "{0} has a __metadata__ entry that does not map texts to texts; save the file again"},
    ErrorText{ErrorCode::safetensors_entry_not_object, failure, "safetensors_entry_not_object",
              "{0} describes the tensor '{1}' by something other than an object with dtype, shape and "
              "data_offsets"},
    ErrorText{ErrorCode::safetensors_field_missing, failure, "safetensors_field_missing",
              "{0} describes the tensor '{1}' without {2}; dtype, shape and data_offsets are needed"},
    ErrorText{ErrorCode::safetensors_field_repeated, failure, "safetensors_field_repeated",
              "{0} repeats the field '{2}' in the description of '{1}'; each field may stand there once"},
    ErrorText{ErrorCode::safetensors_type_invalid, failure, "safetensors_type_invalid",
              "{0} gives the dtype of the tensor '{1}' as something other than text such as \"F32\""},
    ErrorText{ErrorCode::safetensors_shape_invalid, failure, "safetensors_shape_invalid",
              "{0} gives the tensor '{1}' a shape that is not a list of whole numbers from 0 up"},
    ErrorText{ErrorCode::safetensors_offsets_invalid, failure, "safetensors_offsets_invalid",
              "{0} gives the tensor '{1}' data_offsets that are not two whole numbers, begin and end, with "
              "begin at most end"},
    ErrorText{ErrorCode::safetensors_size_overflow, failure, "safetensors_size_overflow",
              "{0} gives the tensor '{1}' a shape of more bytes than 64 bits can count"},
    ErrorText{ErrorCode::safetensors_size_differs, failure, "safetensors_size_differs",
              "{0} gives the tensor '{1}' {2} bytes of data; its shape {3} of {4} takes {5}"},
    ErrorText{ErrorCode::safetensors_overlap, failure, "safetensors_overlap",
              "{0} lets the tensor '{1}' begin at byte {2} of the data, inside the tensor before it, which "
              "ends at {3}"},
    ErrorText{ErrorCode::safetensors_hole, failure, "safetensors_hole",
              "{0} leaves the bytes {2} to {3} of its data unused, before the tensor '{1}'; the format "
              "allows no holes"},
    ErrorText{ErrorCode::safetensors_data_short, failure, "safetensors_data_short",
              "{0} has {1} bytes of data, its header describes {2}; copy or download the file again"},
    ErrorText{ErrorCode::safetensors_data_long, failure, "safetensors_data_long",
              "{0} has {1} bytes of data, its header describes only {2}; copy or download the file again"},
    ErrorText{ErrorCode::safetensors_type_refused, failure, "safetensors_type_refused",
              "{0} holds the tensor '{1}' as {2}; PatchLens reads F32, F16, BF16 and F64"},
    ErrorText{ErrorCode::weights_format_refused, failure, "weights_format_refused",
              "{0} is not a weight file PatchLens knows; choose a .safetensors or an .npy file"},
    ErrorText{
        ErrorCode::pickle_refused, failure, "pickle_refused",
        "{0} is a PyTorch pickle file, which can run code when opened; convert it to safetensors with "
        "Python (a whole module needs weights_only=False, which runs its code: only where you trust it): "
        "import torch, safetensors.torch; d = torch.load({1}, "
        "map_location=\"cpu\", weights_only=True); s = lambda d: {\"weight\": d} if torch.is_tensor(d) "
        "else s(d.state_dict()) if hasattr(d, \"state_dict\") else next((s(d[k]) for k in (\"model\", "
        "\"state_dict\", \"teacher\", \"student\", \"model_ema\", \"module\", \"net\") if "
        "isinstance(d.get(k), dict) or hasattr(d.get(k), \"state_dict\")), d); "
        "safetensors.torch.save_file({k: v.detach().clone().contiguous() for k, v in s(d).items() if "
        "torch.is_tensor(v)}, \"model.safetensors\")"},
    ErrorText{ErrorCode::npz_refused, failure, "npz_refused",
              "{0} is an .npz archive; save the projection's weight alone with Python: import numpy; "
              "numpy.save(\"weight.npy\", {1})"},
    ErrorText{ErrorCode::lfs_pointer_refused, failure, "lfs_pointer_refused",
              "{0} is a Git LFS pointer, not the file itself; fetch the file with git lfs pull"},
    ErrorText{ErrorCode::web_page_refused, failure, "web_page_refused",
              "{0} is a web page, not the model; sign in or accept the model's terms where it comes from, "
              "then download the file itself"},
    ErrorText{ErrorCode::text_refused, failure, "text_refused",
              "{0} is a text that begins with \"{1}\", not weights; download the file again, or choose a "
              ".safetensors or .npy file"},
    ErrorText{ErrorCode::json_refused, failure, "json_refused",
              "{0} is a JSON file without tensors, such as a model's configuration; choose the .safetensors "
              "file beside it"},
    ErrorText{ErrorCode::archive_refused, failure, "archive_refused",
              "{0} is a {1} archive; unpack it and choose the .safetensors or .npy file in it"},
    ErrorText{ErrorCode::gguf_refused, failure, "gguf_refused",
              "{0} is a GGUF file, as llama.cpp uses them; take the projection out with Python: import gguf, "
              "numpy; numpy.save(\"weight.npy\", next(t.data for t in gguf.GGUFReader(\"{0}\").tensors if "
              "t.name == \"v.patch_embd.weight\").astype(\"float32\"))"},
    ErrorText{ErrorCode::hdf5_refused, failure, "hdf5_refused",
              "{0} is an HDF5 file, as Keras writes them; take the kernel out with Python, under its own "
              "path in the file: import h5py, numpy; numpy.save(\"weight.npy\", "
              "h5py.File(\"{0}\")[\"patch_embed/kernel:0\"][:].transpose(3, 2, 0, 1))"},
    ErrorText{ErrorCode::tensorflow_refused, failure, "tensorflow_refused",
              "{0} is a TensorFlow model; take the kernel out with Python: numpy.save(\"weight.npy\", "
              "variable.numpy().transpose(3, 2, 0, 1)) with the patch embedding's kernel as the variable"},
    ErrorText{ErrorCode::onnx_refused, failure, "onnx_refused",
              "{0} is an ONNX model; take the projection out with Python: import onnx, onnx.numpy_helper, "
              "numpy; numpy.save(\"weight.npy\", next(onnx.numpy_helper.to_array(t) for t in "
              "onnx.load({1}).graph.initializer if len(t.dims) == 4))"},
    ErrorText{ErrorCode::no_tensors, failure, "no_tensors",
              "{0} holds no tensor; choose the file that holds the projection's weight"},
    ErrorText{ErrorCode::tensor_missing, argument, "tensor_missing",
              "{0} has no tensor '{1}'; choose one of {2}"},
    ErrorText{ErrorCode::projection_missing, failure, "projection_missing",
              "{0} has no patch projection under a name PatchLens knows; name its weight yourself "
              "(--tensor), for example one of: {1}"},
    ErrorText{
        ErrorCode::resnet_stem_refused, failure, "resnet_stem_refused",
        "the tensor '{1}' {2} of {0} is the first convolution of a ResNet, whose windows overlap and whose "
        "layers follow; that model has no patches, so choose a Vision Transformer such as CLIP's ViT-B/16"},
    ErrorText{ErrorCode::weight_shape_refused, failure, "weight_shape_refused",
              "the tensor '{1}' of {0} has the shape {2}; a projection's weight is [embed_dim, in_chans, "
              "height, width] (or has an axis for time, or is flat, [embed_dim, columns]), each from 1 up"},
    ErrorText{
        ErrorCode::weight_channels_refused, failure, "weight_channels_refused",
        "the tensor '{1}' of {0} has the shape {2}, and neither as PyTorch's [embed_dim, in_chans, height, "
        "width] nor as MLX's or Flax's order of axes does it take the 1, 3 or 4 channels of a picture; if "
        "you know its order, name it (--weight-layout torch, mlx or flax), and the channels are adapted"},
    ErrorText{ErrorCode::weight_layout_needed, argument, "weight_layout_needed",
              "the tensor '{1}' of {0} has the shape {2}, which can be read in more than one way ({3}); say "
              "in which order its axes stand (--weight-layout): torch [embed_dim, in_chans, height, width], "
              "mlx [embed_dim, height, width, in_chans] or flax [height, width, in_chans, embed_dim]"},
    ErrorText{ErrorCode::flat_order_needed, argument, "flat_order_needed",
              "the tensor '{1}' of {0} is a flat weight {2}; say in which order its columns stand "
              "(--flat-order): channels-first (channel, row, column: older timm) or channels-last (row, "
              "column, channel: NaFlexViT)"},
    ErrorText{ErrorCode::flat_patch_needed, argument, "flat_patch_needed",
              "the tensor '{1}' of {0} has {2} columns; give patch_size and in_chans with in_chans x height "
              "x width = {2}"},
    ErrorText{ErrorCode::asset_damaged, failure, "asset_damaged",
              "{0}, which comes with PatchLens, is damaged ({1}); install PatchLens again"},
    ErrorText{ErrorCode::session_damaged, failure, "session_damaged",
              "the session {0} is damaged at \"{1}\"; save it again from PatchLens"},
    ErrorText{ErrorCode::not_a_session, failure, "not_a_session",
              "{0} is not a session of PatchLens; choose a file that was saved with Ctrl+S"},
    ErrorText{
        ErrorCode::session_newer, failure, "session_newer",
        "{0} was saved by a newer PatchLens, as version {1}; this one reads up to version {2}: open it with "
        "the newer one"},
    ErrorText{
        ErrorCode::session_picture_missing, failure, "session_picture_missing",
        "the session {0} was saved with the picture {1}, which is neither there nor beside the session; "
        "put it beside the session, or give another picture"},
    ErrorText{ErrorCode::session_weights_missing, failure, "session_weights_missing",
              "the session {0} was saved with the weights {1}, which are neither there nor beside the "
              "session; put the file beside the session, or give another with --weights"},
    ErrorText{ErrorCode::file_of_others, failure, "file_of_others",
              "{0} was not saved by PatchLens and is left as it is; save under another name"},
    ErrorText{ErrorCode::shards_listed, failure, "shards_listed",
              "{0} only lists the parts of a model; the projection {1} is in {2}: open that file"},
    ErrorText{ErrorCode::shards_without_projection, failure, "shards_without_projection",
              "{0} only lists the parts of a model, and no patch projection under a name PatchLens knows is "
              "among them; choose the file that holds it"},
    ErrorText{ErrorCode::home_missing, failure, "home_missing",
              "there is no home folder to keep settings in, so nothing is remembered; set HOME"},
    ErrorText{
        ErrorCode::window_unavailable, failure, "window_unavailable",
        "no window can be opened here ({0}); start PatchLens in a graphical session, or use \"patchlens "
        "render\", which needs no display"},
    ErrorText{
        ErrorCode::opengl_unavailable, failure, "opengl_unavailable",
        "PatchLens draws with OpenGL 3.3, which this machine does not offer ({0}); install its graphics "
        "driver or Mesa (Debian and Ubuntu: libegl1 libgl1-mesa-dri)"},
    ErrorText{
        ErrorCode::assets_missing, failure, "assets_missing",
        "PatchLens' own pictures and texts are not in {0}; set PATCHLENS_ASSETS to its assets folder or "
        "install it again"},
    ErrorText{ErrorCode::out_of_memory, failure, "out_of_memory",
              "{0} would need {1} of memory and {2} are free; choose smaller values"},
    ErrorText{ErrorCode::memory_exhausted, failure, "memory_exhausted",
              "there is not enough memory for this; choose smaller values or close other programs"},
    ErrorText{ErrorCode::cancelled, failure, "cancelled",
              "stopped before it was finished; nothing was written"},

};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) return false;
    }
    return true;
}
static_assert(in_order(), "one sentence for each ErrorCode, in the same order");
static_assert(table.size() == static_cast<std::size_t>(ErrorCode::cancelled) + 1);

const ErrorText& text_of(ErrorCode code) {
    return table[static_cast<std::size_t>(code)];
}

std::vector<Argument> printable_arguments(std::vector<Argument> arguments) {
    for (Argument& given : arguments) {
        given.text = printable(given.text);
        for (std::string& detail : given.details)
            detail = printable(detail);
    }
    return arguments;
}

std::string english(ErrorCode code, const std::vector<Argument>& arguments) {
    std::vector<std::string> texts;
    for (const Argument& given : arguments)
        texts.push_back(given.text);
    return fill(text_of(code).english, texts);
}

}  // namespace

std::span<const ErrorText> error_texts() {
    return table;
}

Argument::Argument(Word given, std::vector<std::string> within)
    : text(fill(text_of(given).english, within)), word(given), details(std::move(within)) {}

Error::Error(ErrorCode code, std::vector<Argument> arguments)
    : std::runtime_error(english(code, printable_arguments(arguments))),
      code_(code),
      arguments_(printable_arguments(std::move(arguments))) {}

ErrorKind Error::kind() const {
    return text_of(code_).kind;
}

std::string_view Error::name() const {
    return text_of(code_).name;
}

}  // namespace patchlens
