#!/usr/bin/env python3
"""Pictures and what Pillow and PyTorch make of them, for tests/core/{image,resize,preprocess}_test.cpp.

Usage: python3 make_image_goldens.py        writes image/ beside this file

image/index.json lists, by topic:
  decode       a picture file, its size, channels, and the CRC-32 of its pixels as Pillow decodes them upright
  exif         EXIF data as hexadecimal, and the orientation that Pillow's exif_transpose finds in it
  resize       a made-up picture (see `scene`), a size and a filter; the CRC-32 of Pillow's result, and for the small ones
               its pixels as hexadecimal
  preprocess   the CRC-32 of the little-endian float32 numbers that torchvision's steps give
All pictures are made up here, by whole-number arithmetic that the tests repeat.
"""
import io
import json
import pathlib
import struct
import zlib

import numpy as np
import PIL
import torch
from PIL import Image, ImageOps

OUT = pathlib.Path(__file__).parent / "image"
MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}
FILTERS = {"bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC}


def crc(data):
    return f"{zlib.crc32(data):08x}"


def scene(height, width, channels):
    """Level of channel c at (y, x): noise from a 32-bit hash, smooth on top, so that both filters have work."""
    y, x, c = np.meshgrid(np.arange(height, dtype=np.uint32), np.arange(width, dtype=np.uint32),
                          np.arange(channels, dtype=np.uint32), indexing="ij")
    noise = (y * np.uint32(2654435761) ^ x * np.uint32(2246822519) ^ c * np.uint32(3266489917))
    noise ^= noise >> np.uint32(15)
    noise *= np.uint32(668265263)
    noise ^= noise >> np.uint32(13)
    return ((noise & np.uint32(127)) + (y * 3 + x * 2 + c * 40) % np.uint32(129)).astype(np.uint8)


def picture(height, width, channels):
    array = scene(height, width, channels)
    return Image.fromarray(array[:, :, 0] if channels == 1 else array, MODES[channels])


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_file(width, height, depth, colour, rows, before=()):
    """A PNG by hand, for the kinds that Pillow does not write."""
    file = b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    for kind, data in before:
        file += png_chunk(kind, data)
    return file + png_chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows))) + png_chunk(b"IEND", b"")


def saved(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def with_adobe(jpeg, transform):
    """The JPEG with Adobe's marker, which says how its colours are stored; None: without any such marker."""
    marker = b"\xff\xee\0\x0eAdobe\0d\0\0\0\0"
    at = jpeg.find(marker)
    if at >= 0:
        jpeg = jpeg[:at] + jpeg[at + 16:]
    at = jpeg.find(b"\xff\xe0")  # JFIF would say YCbCr
    if at >= 0:
        jpeg = jpeg[:at] + jpeg[at + 18:]
    return jpeg if transform is None else jpeg[:2] + marker + bytes([transform]) + jpeg[2:]


NUMBERS = {1: "B", 3: "H", 4: "I", 5: "II", 6: "b", 7: "B", 8: "h", 9: "i", 10: "ii", 11: "f", 12: "d"}


def stored_orientation(order, kind, values):
    """EXIF data whose orientation is stored as numbers of a TIFF type, with the byte order "<" or ">"."""
    fraction = len(NUMBERS[kind]) == 2
    data = b"".join(struct.pack(order + NUMBERS[kind], *([value, 1] if fraction else [value])) for value in values)
    entry = struct.pack(order + "HHI", 0x0112, kind, len(values))
    entry += data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(order + "I", 26)
    return (b"Exif\0\0" + (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, 1) + entry +
            struct.pack(order + "I", 0) + (data if len(data) > 4 else b""))


def exif_goldens():
    """EXIF data and what exif_transpose makes of it, told by where three colours go."""
    upright = Image.new("RGB", (2, 3))
    for index in range(6):
        upright.putpixel((index % 2, index // 2), (index, 0, 0))
    orientation_of = {}
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        orientation_of[turned(upright, exif.tobytes())] = orientation
    entries = []
    for order in "<>":
        for kind in NUMBERS:
            for values in ([1], [6], [8], [9], [0], [6, 8], [1, 6], [6, 1, 1, 1, 1], []):
                exif = stored_orientation(order, kind, values)
                entries.append({"type": kind, "exif": exif.hex(), "orientation": orientation_of[turned(upright, exif)]})
    return entries


def turned(image, exif):
    image = image.copy()
    image.info["exif"] = exif
    upright = ImageOps.exif_transpose(image)
    return upright.size, upright.tobytes()


def exif_with(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


def bmp_file(width, height, bits, rows, compression=0, palette=b"", masks=b"", info_size=40):
    top_down = height < 0
    info = struct.pack("<IiiHHIIiiII", info_size, width, height, 1, bits, compression, 0, 2835, 2835, len(palette) // 4, 0)
    if info_size == 40:
        info += masks
    else:
        info += masks.ljust(info_size - 40, b"\0")
    offset = 14 + len(info) + len(palette)
    body = b"".join(row.ljust((len(row) + 3) // 4 * 4, b"\0") for row in (rows if top_down else rows[::-1]))
    return b"BM" + struct.pack("<IHHI", offset + len(body), 0, 0, offset) + info + palette + body


def decode_goldens():
    entries = []

    def add(name, data, pixels=None, bits16=False, orientation=1, format=None):
        (OUT / name).write_bytes(data)
        if pixels is None:
            upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
            if upright.mode == "CMYK":
                upright = upright.convert("RGB")
            if upright.mode == "P":
                upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
            pixels = np.asarray(upright)
        height, width = pixels.shape[:2]
        entry = {"file": name, "size": [height, width], "channels": pixels.shape[2] if pixels.ndim == 3 else 1,
                 "reduced_to_8_bits": bits16, "orientation": orientation}
        entry["crc"] = crc(np.ascontiguousarray(pixels, dtype=np.uint8).tobytes())
        entries.append(entry)

    for channels in (1, 2, 3, 4):
        add(f"c{channels}.png", saved(picture(7, 13, channels), format="PNG"))
    rgb = picture(7, 13, 3)
    add("palette.png", saved(rgb.quantize(20), format="PNG"))
    add("palette_transparent.png", saved(rgb.quantize(20), format="PNG", transparency=3))
    add("one_bit.png", saved(picture(7, 13, 1).convert("1"), format="PNG"),
        np.asarray(picture(7, 13, 1).convert("1").convert("L")))

    # Adam7, by hand: seven reduced pictures, each row with filter 0.
    array = scene(7, 13, 3)
    passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
    data = b"".join(b"\0" + row.tobytes() for top, left, down, right in passes
                    for row in array[top::down, left::right] if row.size)
    add("interlaced.png", b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", 13, 7, 8, 2, 0, 0, 1)) +
        png_chunk(b"IDAT", zlib.compress(data)) + png_chunk(b"IEND", b""))

    # 16 bits: the high byte is what is left.
    for colour, samples in ((0, 1), (4, 2), (2, 3), (6, 4)):
        wide = scene(7, 13, samples).astype(np.uint16) * 256 + scene(7, 13 * 2, samples)[:, :13][::-1]
        rows = [row.astype(">u2").tobytes() for row in wide]
        high = (wide >> 8).astype(np.uint8)
        add(f"c{samples}_16.png", png_file(13, 7, 16, colour, rows), high[:, :, 0] if samples == 1 else high, bits16=True)

    # A transparent colour instead of an alpha channel.
    rows = [row.tobytes() for row in array]
    key = array[3, 5]
    alpha = np.where((array == key).all(axis=2), 0, 255).astype(np.uint8)
    add("transparent_colour.png",
        png_file(13, 7, 8, 2, rows, [(b"tRNS", b"".join(struct.pack(">H", level) for level in key))]),
        np.dstack([array, alpha]))
    # Colour 5 is not in the palette of three.
    add("short_palette.png", png_file(4, 1, 8, 3, [bytes([0, 1, 2, 5])], [(b"PLTE", bytes(range(10, 19)))]),
        np.array([[[10, 11, 12], [13, 14, 15], [16, 17, 18], [0, 0, 0]]], dtype=np.uint8))

    upright = picture(11, 8, 3)
    for orientation in range(1, 9):
        smooth = upright.resize((24, 40), Image.BICUBIC)
        add(f"orientation_{orientation}.jpg", saved(smooth, format="JPEG", quality=95, subsampling=0,
                                                    exif=exif_with(orientation)), orientation=orientation)
        add(f"orientation_{orientation}.png", saved(picture(5, 3, 3), format="PNG", exif=exif_with(orientation)),
            orientation=orientation)

    smooth = picture(6, 8, 3).resize((37, 29), Image.BICUBIC)
    add("grey.jpg", saved(smooth.convert("L"), format="JPEG", quality=90))
    add("subsampled.jpg", saved(smooth, format="JPEG", quality=90, subsampling=2))
    add("progressive.jpg", saved(smooth, format="JPEG", quality=90, progressive=True))
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        for progressive in (False, True):
            add(f"odd_{name}{'_progressive' if progressive else ''}.jpg",
                saved(smooth.crop((0, 0, 35, 27)), format="JPEG", quality=75, subsampling=subsampling,
                      progressive=progressive))
    # Three components that are RGB (Adobe's transform 0) or YCbCr (1); no marker at all means YCbCr.
    for transform in (None, 0, 1):
        add(f"adobe_{transform}.jpg", with_adobe(saved(smooth, format="JPEG", quality=90), transform))
    # Four components: inks without a marker, inks (0), YCCK (2); all of them inverted.
    inks = Image.merge("CMYK", picture(6, 8, 4).resize((37, 29), Image.BICUBIC).split())
    for transform in (None, 0, 2):
        for progressive in (False, True):
            add(f"inks_{transform}{'_progressive' if progressive else ''}.jpg",
                with_adobe(saved(inks, format="JPEG", quality=90, progressive=progressive), transform))
    add("one_pixel.jpg", saved(picture(1, 1, 3), format="JPEG", quality=90))
    exif = stored_orientation("<", 4, [6])
    small = saved(picture(3, 4, 3), format="JPEG", quality=90)
    add("orientation_long.jpg", small[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + small[2:],
        orientation=6)

    soft = picture(6, 8, 4).resize((37, 29), Image.BICUBIC)
    for channels in (3, 4):
        image = soft.convert("RGB") if channels == 3 else soft
        add(f"lossy_{channels}.webp", saved(image, format="WEBP", quality=60))
        add(f"lossless_{channels}.webp", saved(image, format="WEBP", lossless=True))
        add(f"exact_{channels}.webp", saved(image, format="WEBP", lossless=True, exact=True))
    add("grey.webp", saved(soft.convert("L"), format="WEBP", quality=60))
    add("orientation_6.webp", saved(soft, format="WEBP", quality=60, exif=exif_with(6)), orientation=6)
    turned = [soft.transpose(Image.ROTATE_180), soft.transpose(Image.FLIP_LEFT_RIGHT)]
    add("moving.webp", saved(soft, format="WEBP", quality=60, save_all=True, append_images=turned))

    add("rgb.bmp", saved(rgb, format="BMP"))
    add("grey.bmp", saved(picture(7, 13, 1), format="BMP"))
    add("one_bit.bmp", saved(picture(7, 13, 1).convert("1"), format="BMP"),
        np.asarray(picture(7, 13, 1).convert("1").convert("L")))
    add("palette.bmp", saved(rgb.quantize(20), format="BMP"))
    add("top_down.bmp", bmp_file(13, -7, 24, [row[:, ::-1].tobytes() for row in array]), array)
    rgba = scene(7, 13, 4)
    bgra = [row[:, [2, 1, 0, 3]].tobytes() for row in rgba]
    add("alpha.bmp", bmp_file(13, 7, 32, bgra))  # a fourth byte that nothing calls alpha
    masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    add("alpha_masks.bmp", bmp_file(13, 7, 32, bgra, compression=3, masks=masks, info_size=124), rgba)
    # Index 3 is not in the palette of two.
    add("short_palette.bmp", bmp_file(3, 1, 8, [bytes([0, 1, 3])], palette=bytes([1, 2, 3, 0, 4, 5, 6, 0])),
        np.array([[[3, 2, 1], [6, 5, 4], [0, 0, 0]]], dtype=np.uint8))

    add("rgb.ppm", saved(rgb, format="PPM"))
    add("grey.pgm", saved(picture(7, 13, 1), format="PPM"))
    for largest in (1, 100, 254, 300, 65535):
        samples = (scene(7, 13, 3).astype(np.uint32) * 257 % (largest + 1))
        body = samples.astype(">u2" if largest > 255 else np.uint8).tobytes()
        add(f"largest_{largest}.ppm", b"P6 # a comment\n13\t7\n#another\r%d\n" % largest + body, bits16=largest > 255)
    return entries


RESIZES = [((7, 13), (64, 48)), ((7, 13), (3, 5)), ((7, 13), (7, 5)), ((7, 13), (3, 13)), ((7, 13), (1, 1)),
           ((64, 48), (7, 13)), ((64, 48), (256, 256)), ((64, 48), (65, 47)), ((64, 48), (64, 49)), ((64, 48), (64, 48)),
           ((1, 1), (5, 4)), ((1, 1000), (3, 300)), ((2, 3), (200, 100)), ((256, 256), (224, 224)), ((256, 256), (8, 8)),
           ((256, 256), (255, 256)), ((256, 256), (256, 17)), ((256, 256), (518, 518)), ((333, 500), (256, 384))]


def resize_goldens():
    entries = []
    for source, target in RESIZES:
        for channels in (1, 2, 3, 4):
            for name, filter in FILTERS.items():
                out = picture(*source, channels).resize(target[::-1], filter)
                data = np.asarray(out).tobytes()
                entry = {"source": source, "target": target, "channels": channels, "filter": name, "crc": crc(data)}
                if len(data) <= 64:
                    entry["pixels"] = data.hex()
                entries.append(entry)
    return entries


IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
CLIP = ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
NORMALIZE = {"none": None, "imagenet": IMAGENET, "clip": CLIP, "half": ([0.5] * 3, [0.5] * 3)}


def fitted(image, fit, target, filter):
    """torchvision's Resize and CenterCrop (transforms/functional.py), or Pillow's ImageOps.pad; the pair rule for img_size
    (H, W)."""
    width, height = image.size
    target_height, target_width = target
    if fit == "none":
        return image
    if fit == "squash":
        return image.resize((target_width, target_height), filter)
    if fit == "pad":
        return padded(image, (target_width, target_height), filter)
    if width * target_height >= target_width * height:
        size = (max(int(target_height * width / height), 1), target_height)
    else:
        size = (target_width, max(int(target_width * height / width), 1))
    image = image.resize(size, filter)
    top = int(round((image.height - target_height) / 2.0))
    left = int(round((image.width - target_width) / 2.0))
    return image.crop((left, top, left + target_width, top + target_height))


def padded(image, size, filter):
    """ImageOps.pad; Pillow refuses to make a side of no pixels, which is one pixel here."""
    width, height = size
    if round(image.height / image.width * width) == 0:
        whole, place = image.resize((width, 1), filter), (0, round((height - 1) / 2))
    elif round(image.width / image.height * height) == 0:
        whole, place = image.resize((1, height), filter), (round((width - 1) / 2), 0)
    else:
        return ImageOps.pad(image, size, filter, color=0)
    result = Image.new(image.mode, size)
    result.paste(whole, place)
    return result


def to_tensor(image, normalize):
    array = np.asarray(image)
    x = torch.from_numpy(array.copy()).reshape(image.height, image.width, -1).permute(2, 0, 1).contiguous().float().div(255)
    if NORMALIZE[normalize] is not None:
        mean, std = NORMALIZE[normalize]
        channels = x.shape[0]
        if channels == 1:
            mean, std = [sum(mean) / 3], [sum(std) / 3]
        if channels == 4:
            alpha = 0.5 if normalize == "half" else None
            mean, std = mean + [alpha or 0.0], std + [alpha or 1.0]
        mean = torch.as_tensor(mean, dtype=torch.float32).view(-1, 1, 1)
        std = torch.as_tensor(std, dtype=torch.float32).view(-1, 1, 1)
        x.sub_(mean).div_(std)
    return x


PREPROCESSES = [((64, 48, 3), "crop", (32, 32)), ((64, 48, 3), "crop", (33, 31)), ((48, 64, 3), "crop", (24, 40)),
                ((64, 48, 3), "squash", (32, 40)), ((64, 48, 3), "pad", (32, 32)), ((48, 64, 3), "pad", (33, 47)),
                ((48, 64, 3), "pad", (70, 90)), ((333, 500, 3), "pad", (224, 224)), ((70, 51, 3), "pad", (32, 33)),
                ((31, 60, 3), "pad", (40, 40)), ((61, 20, 4), "pad", (30, 30)), ((7, 13, 3), "none", (256, 256)), ((1, 1000, 3), "crop", (16, 16)),
                ((1000, 1, 3), "crop", (16, 16)), ((1, 1000, 3), "pad", (16, 16)), ((1000, 1, 3), "pad", (16, 16)),
                ((13, 7, 4), "crop", (16, 16)), ((13, 7, 1), "crop", (16, 16)), ((13, 7, 2), "crop", (16, 16)),
                ((67, 53, 3), "crop", (32, 32)), ((67, 50, 3), "crop", (25, 25)), ((256, 256, 3), "crop", (256, 256)),
                ((20, 31, 3), "crop", (10, 11)), ((333, 500, 3), "crop", (224, 224))]


def preprocess_goldens():
    entries = []
    for source, fit, target in PREPROCESSES:
        for in_chans, mode in ((1, "L"), (3, "RGB"), (4, "RGBA")):
            for filter_name, filter in FILTERS.items():
                image = fitted(picture(*source).convert(mode), fit, target, filter)
                entry = {"source": source, "fit": fit, "img_size": target, "in_chans": in_chans, "filter": filter_name,
                         "size": [image.height, image.width], "pixels_crc": crc(np.asarray(image).tobytes())}
                for normalize in NORMALIZE:
                    entry[normalize] = crc(to_tensor(image, normalize).numpy().astype("<f4").tobytes())
                entries.append(entry)
    return entries


def convert_goldens():
    entries = []
    for source in (1, 2, 3, 4):
        for target in (1, 3, 4):
            out = picture(64, 48, source).convert(MODES[target])
            entries.append({"from": source, "to": target, "crc": crc(np.asarray(out).tobytes())})
    return entries


def main():
    OUT.mkdir(exist_ok=True)
    index = {"made_with": {"Pillow": PIL.__version__, "torch": torch.__version__, "numpy": np.__version__},
             "decode": decode_goldens(), "exif": exif_goldens(), "convert": convert_goldens(), "resize": resize_goldens(),
             "preprocess": preprocess_goldens()}
    topics = []
    for topic, value in index.items():
        if isinstance(value, dict):
            topics.append(f"{json.dumps(topic)}: {json.dumps(value)}")
        else:
            topics.append(f"{json.dumps(topic)}: [\n" + ",\n".join(json.dumps(entry) for entry in value) + "\n]")
    (OUT / "index.json").write_text("{\n" + ",\n".join(topics) + "\n}\n")


if __name__ == "__main__":
    main()
