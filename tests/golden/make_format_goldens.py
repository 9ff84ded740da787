#!/usr/bin/env python3
"""Every form of BMP, TGA, PNM and PNG that PatchLens opens, for tests/core/image_formats_test.cpp.

Usage: python3 make_format_goldens.py        writes formats.json beside this file, and some of the files to ../fuzz/seeds/pictures

formats.json lists for each file its bytes in hexadecimal, its size, the orientation that Pillow's ImageOps.exif_transpose takes away, and the
CRC-32 of the upright pixels that Pillow's convert("L"), ("RGB") and ("RGBA") give. Where Pillow of this version refuses a
file or has a fault that a later one does not have, a `twin` says the same in a form that it opens: other headers without
masks, runs unpacked, a short palette filled up with black (Pillow 10.1), 16 bits of a TGA as 32 (Pillow 10.2).
"""
import io
import json
import pathlib
import random
import struct
import zlib

import numpy as np
import PIL
from PIL import Image, ImageOps

HERE = pathlib.Path(__file__).parent
SEEDS = HERE.parent / "fuzz" / "seeds" / "pictures"
SEED_NAMES = {"header_12_4.bmp", "header_56_24.bmp", "masks_bgra_124.bmp", "masks_565_40.bmp", "short_palette_8.bmp", "rle8_moves.bmp",
              "rle4_plain.bmp", "kind_2_32_up.tga", "kind_10_24_down.tga", "kind_3_16_up_left.tga", "palette_runs.tga", "footer.tga",
              "typed.pbm", "typed.pgm", "typed.ppm", "bytes.pbm", "colour_0_4_interlaced_key.png", "colour_3_2_alpha.png",
              "colour_4_16.png", "xmp_compressed.png", "raw_profile_compressed.png"}
WIDTH, HEIGHT = 13, 7
draw = random.Random(12)
entries = []


def noise(count):
    return bytes(draw.randrange(256) for _ in range(count))


def to_8_bits(image, name):
    """What script_pixels.cpp does with grey of 16 bits."""
    if not image.mode.startswith("I"):
        return image
    levels = np.asarray(image)
    levels = np.rint(levels / 65535 * 255) if name.endswith("m") else levels >> 8
    return Image.fromarray(levels.astype(np.uint8))


def add(name, data, twin=None):
    image = Image.open(io.BytesIO(data if twin is None else twin))
    orientation = image.getexif().get(0x0112, 1)
    upright = to_8_bits(ImageOps.exif_transpose(image), name)
    entry = {"file": name, "bytes": data.hex(), "size": [upright.height, upright.width], "orientation": orientation}
    for mode in ("L", "RGB", "RGBA"):
        entry[mode] = f"{zlib.crc32(upright.convert(mode).tobytes()):08x}"
    entries.append(entry)


# BMP

def rows(bits, most=256):
    stride = (WIDTH * bits + 31) // 32 * 4
    return bytes(draw.randrange(most) for _ in range(stride * HEIGHT))


def colours(count, size=4):
    return b"".join(noise(3) + bytes(size - 3) for _ in range(count))


def greys(levels):
    return b"".join(bytes([level, level, level, 0]) for level in levels)


def bmp(bits, body, info=40, compression=0, palette=b"", masks=(), gap=b"", count=None, pixels_at=None, top_down=False):
    masks = struct.pack(f"<{len(masks)}I", *masks)
    if count is None:
        count = len(palette) // 4
    if info == 12:
        header = struct.pack("<IHHHH", 12, WIDTH, HEIGHT, 1, bits)
    else:
        header = struct.pack("<IiiHHIIiiII", info, WIDTH, -HEIGHT if top_down else HEIGHT, 1, bits, compression, len(body), 2835,
                             2835, count, 0)
        header = header[:info] if info < 40 else header + (masks[:info - 40].ljust(info - 40, b"\0") if info > 40 else masks)
    start = 14 + len(header) + len(palette) + len(gap)
    head = struct.pack("<HIHHI", 0x4D42, start + len(body), 0, 0, start if pixels_at is None else pixels_at)
    return head + header + palette + gap + body


def bmps():
    for bits in (1, 4, 8, 24):
        body, palette = rows(bits), colours(1 << bits if bits < 24 else 0)
        plain = bmp(bits, body, palette=palette)
        for info in (16, 40, 52, 56, 64, 108, 124):
            add(f"header_{info}_{bits}.bmp", bmp(bits, body, info, palette=palette), plain)
        palette = b"".join(palette[i:i + 3] for i in range(0, len(palette), 4))
        add(f"header_12_{bits}.bmp", bmp(bits, body, 12, palette=palette), plain)
    for bits in (1, 4, 8):
        body, count = rows(bits), max(1, (1 << bits) // 3)
        few = colours(count)
        add(f"short_palette_{bits}.bmp", bmp(bits, body, palette=few),
            bmp(bits, body, palette=few + bytes(4 * ((1 << bits) - count))))
        all_colours = colours(1 << bits)
        add(f"top_down_{bits}.bmp", bmp(bits, body, palette=all_colours, top_down=True))
        add(f"no_offset_{bits}.bmp", bmp(bits, body, palette=all_colours, pixels_at=0))
        add(f"offset_of_palette_{bits}.bmp", bmp(bits, body, palette=all_colours, pixels_at=54))
        add(f"gap_{bits}.bmp", bmp(bits, body, palette=all_colours, gap=noise(10)))
    pairs = rows(2)
    nibbles = b"".join(bytes([0x10 * (byte >> 6) + (byte >> 4 & 3), 0x10 * (byte >> 2 & 3) + (byte & 3)]) for byte in pairs)
    four = colours(4)
    add("two_bits.bmp", bmp(2, pairs, palette=four),
        bmp(4, b"".join(nibbles[y * 8:y * 8 + 8] for y in range(HEIGHT)), palette=four + bytes(48)))
    add("grey.bmp", bmp(8, rows(8), palette=greys(range(256))))
    add("grey_short.bmp", bmp(8, rows(8), palette=greys(range(100))))
    add("black_white.bmp", bmp(1, rows(1), palette=greys((0, 255))))
    add("white_black.bmp", bmp(1, rows(1), palette=greys((255, 0))))
    for bits in (16, 24, 32):
        add(f"palette_{bits}.bmp", bmp(bits, rows(bits), palette=colours(30)))
        add(f"masks_behind_{bits}.bmp", bmp(bits, rows(bits), 124, gap=noise(12)))  # as .NET and Paint.NET write it
        add(f"top_down_{bits}.bmp", bmp(bits, rows(bits), top_down=True))
        add(f"no_offset_{bits}.bmp", bmp(bits, rows(bits), pixels_at=0))
    bgra = (0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    layouts = {16: {"565": (0xF800, 0x7E0, 0x1F, 0), "555": (0x7C00, 0x3E0, 0x1F, 0), "5551": (0x7C00, 0x3E0, 0x1F, 0x8000)},
               24: {"bgr": bgra[:3] + (0,)},
               32: {"bgrx": bgra[:3] + (0,), "bgra": bgra, "rgba": (0xFF, 0xFF00, 0xFF0000, 0xFF000000), "none": (0, 0, 0, 0),
                    "abgr": (0xFF000000, 0xFF0000, 0xFF00, 0xFF), "xbgr": (0xFF000000, 0xFF0000, 0xFF00, 0)}}
    for bits, named in layouts.items():
        for name, masks in named.items():
            body = rows(bits)
            for info in (52, 56, 108, 124):
                known = masks if info >= 56 or not any(masks) else masks[:3] + (0,)
                if known[:3] == (0xFF, 0xFF00, 0xFF0000) and known[3] == 0:
                    continue  # Pillow knows these masks with alpha alone
                add(f"masks_{name}_{info}.bmp", bmp(bits, body, info, 3, masks=masks), bmp(bits, body, 108, 3, masks=known))
            if masks != layouts[32]["rgba"]:
                add(f"masks_{name}_40.bmp", bmp(bits, body, 40, 3, masks=masks[:3]))
    # What Pillow has no name for means what it says: 4 bits each, 17 times as much in 8.
    fours = np.frombuffer(rows(16), "<u2").reshape(HEIGHT, -1)[:, :WIDTH]
    body = b"".join(row.tobytes() + b"\0\0" for row in fours.astype("<u2"))
    wide = np.dstack([(fours >> shift & 15) * 17 for shift in (0, 4, 8, 12)]).astype(np.uint8)
    add("masks_4444.bmp", bmp(16, body, 56, 3, masks=(0xF00, 0xF0, 0xF, 0xF000)), bmp(32, wide.tobytes(), 108, 3, masks=bgra))
    add("alpha_masks_behind.bmp", bmp(32, wide.tobytes(), 40, 6, masks=bgra), bmp(32, wide.tobytes(), 108, 3, masks=bgra))
    for bits in (8, 4):
        for kind in ("plain", "moves", "one_row", "top_down"):
            runs, indices = run_lengths(bits, kind)
            palette = colours(1 << bits)
            add(f"rle{bits}_{kind}.bmp", bmp(bits, runs, 40, 3 - bits // 4 if bits == 4 else 1, palette, top_down=kind == "top_down"),
                bmp(8, indices, palette=palette + bytes(1024 - len(palette)), top_down=kind == "top_down"))


def run_lengths(bits, kind):
    """Runs, and the indices they stand for, a byte each."""
    runs, indices = b"", bytearray()
    per_byte = 8 // bits
    for y in range(HEIGHT):
        x = 0
        while x < WIDTH:
            count = min(draw.randrange(1, 7), WIDTH - x)
            choice = draw.randrange(4)
            values = [draw.randrange(1 << bits) for _ in range(count)]
            if choice == 0 and count >= 3:  # as they are, up to a whole number of two bytes
                whole = values + [0] * (-count % (2 * per_byte))
                runs += bytes([0, count]) + bytes(sum(v << (8 - bits - bits * i) for i, v in enumerate(whole[at:at + per_byte]))
                                                  for at in range(0, len(whole), per_byte))
            elif choice == 1 and kind == "moves" and 0 < x < WIDTH - count:
                runs, values = runs + bytes([0, 2, count, 0]), [0] * count
            else:
                two = values[0], values[-1] if bits == 4 else values[0]
                values = [two[i % 2] for i in range(count)]
                runs += bytes([count, two[0] << 4 | two[1] if bits == 4 else two[0]])
            indices += bytes(values)
            x += count
        indices += bytes(-len(indices) % 16)
        runs += b"" if kind == "one_row" and y == HEIGHT - 1 else b"\0\0"
    return runs + b"\0\1", bytes(indices)


# TGA

def tga(kind, bits, flags, body, palette=b"", palette_bits=0, first=0, title=b"", end=b""):
    count = len(palette) * 8 // palette_bits if palette else 0
    return struct.pack("<BBBHHBHHHHBB", len(title), 1 if palette else 0, kind, first, count, palette_bits, 0, 0, WIDTH, HEIGHT,
                       bits, flags) + title + palette + body + end


def packets(pixels, size):
    out, count, i = b"", len(pixels) // size, 0
    while i < count:
        some = min(draw.randrange(1, 9), WIDTH - i % WIDTH)
        if draw.randrange(2):
            pixels = pixels[:i * size] + pixels[i * size:(i + 1) * size] * some + pixels[(i + some) * size:]
            out += bytes([127 + some]) + pixels[i * size:(i + 1) * size]
        else:
            out += bytes([some - 1]) + pixels[i * size:(i + some) * size]
        i += some
    return out, pixels


def as_32_bits(colours_16):
    values = np.frombuffer(colours_16, "<u2").astype(int)
    levels = [(values >> shift & 31) * 255 // 31 for shift in (0, 5, 10)]
    return np.dstack(levels + [np.where(values >> 15, 0, 255)]).astype(np.uint8).tobytes()


def tgas():
    for order, flags in (("up", 0), ("down", 0x20), ("up_left", 0x10), ("down_left", 0x30)):
        for kind, bits in ((2, 24), (2, 32), (3, 8), (3, 16), (2, 16)):
            pixels = noise(WIDTH * HEIGHT * bits // 8)
            runs, unpacked = packets(pixels, bits // 8)
            twin = tga(kind, bits, flags, unpacked) if bits != 16 or kind == 3 else tga(2, 32, flags, as_32_bits(unpacked))
            add(f"kind_{kind}_{bits}_{order}.tga", tga(kind, bits, flags, unpacked), twin)
            add(f"kind_{kind + 8}_{bits}_{order}.tga", tga(kind + 8, bits, flags, runs, title=b"a title"), twin)
    indices = noise(WIDTH * HEIGHT)
    palette = noise(256 * 3)
    add("palette.tga", tga(1, 8, 0x20, indices, palette, 24))
    runs, unpacked = packets(indices, 1)
    add("palette_runs.tga", tga(9, 8, 0x20, runs, palette, 24), tga(1, 8, 0x20, unpacked, palette, 24))
    few = colours(200, 3)
    add("palette_from_20.tga", tga(1, 8, 0x20, indices, few, 24, first=20),
        tga(1, 8, 0x20, indices, bytes(60) + few + bytes(36 * 3), 24))
    add("black_white.tga", tga(3, 1, 0x20, noise(2 * HEIGHT)))
    add("footer.tga", tga(2, 32, 0x28, noise(WIDTH * HEIGHT * 4), end=struct.pack("<II", 0, 0) + b"TRUEVISION-XFILE.\0"))


# PNM

def pnms():
    add("typed.pbm", b"P1\n# by hand\n3 2\n101 # a comment\n010")
    add("spaces.pbm", b"P1 3 2\n1 0 1\t0\r\n1 0\n")
    add("bytes.pbm", b"P4\n13 7\n" + noise(14))
    add("typed.pgm", b"P2\n#c\n3 #wide\n2 #high\n7\n0 1 2\r\n3 #more\r4\t7\n")
    add("typed.ppm", b"P3\n2 1\n255\n1 2 3 255 0 7")
    for largest in (1, 7, 100, 255, 256, 1000, 4095, 65535):
        for text, binary, samples in ((b"P2", b"P5", 1), (b"P3", b"P6", 3)):
            levels = [draw.randrange(largest + 1) for _ in range(WIDTH * HEIGHT * samples)]
            end = "ppm" if samples == 3 else "pgm"
            head = b"\n%d %d\n%d\n" % (WIDTH, HEIGHT, largest)
            add(f"text_{largest}.{end}", text + head + b" ".join(b"%d" % level for level in levels) + b" more")
            add(f"bytes_{largest}.{end}", binary + head + np.array(levels, ">u2" if largest > 255 else np.uint8).tobytes())


# PNG

def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
PASSES = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]


def filtered(packed, size):
    """Each row with a filter of its own, so that every one is undone."""
    out, before = b"", bytes(len(packed[0]))
    for row in packed:
        kind, line = draw.randrange(5), bytearray()
        for i, byte in enumerate(row):
            left, up, corner = (row[i - size], before[i], before[i - size]) if i >= size else (0, before[i], 0)
            ways = [abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)]
            paeth = (left, up, corner)[ways.index(min(ways))]
            line.append(byte - (0, left, up, (left + up) // 2, paeth)[kind] & 255)
        out, before = out + bytes([kind]) + bytes(line), row
    return out


def png(depth, colour, interlaced, before=b"", after=b"", key=None, palette=None, pieces=3):
    samples = SAMPLES[colour]
    levels = [[[draw.randrange(1 << depth) for _ in range(samples)] for _ in range(WIDTH)] for _ in range(HEIGHT)]

    def packed(pixels):
        bits = "".join(format(level, f"0{depth}b") for pixel in pixels for level in pixel)
        bits += "0" * (-len(bits) % 8)
        return int(bits, 2).to_bytes(len(bits) // 8, "big")

    size = max(1, samples * depth // 8)
    parts = [[row[left::right] for row in levels[top::down]] for top, left, down, right in PASSES] if interlaced else [levels]
    data = zlib.compress(b"".join(filtered([packed(row) for row in part], size) for part in parts if part and part[0]))
    if callable(key):
        key = key(levels[3][5])
    step = len(data) // pieces + 1
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour, 0, 0, interlaced)) + before +
            (chunk(b"PLTE", noise(3 << depth) if palette is None else palette) if colour == 3 else b"") +
            (chunk(b"tRNS", key) if key is not None else b"") +
            b"".join(chunk(b"IDAT", data[at:at + step]) for at in range(0, len(data), step)) + after + chunk(b"IEND", b""))


def pngs():
    wide = lambda pixel: b"".join(struct.pack(">H", level) for level in pixel)
    for colour, depths in ((0, (1, 2, 4, 8, 16)), (2, (8, 16)), (3, (1, 2, 4, 8)), (4, (8, 16)), (6, (8, 16))):
        for depth in depths:
            for interlaced in (0, 1):
                name = f"colour_{colour}_{depth}" + ("_interlaced" if interlaced else "")
                add(f"{name}.png", png(depth, colour, interlaced))
                if colour in (0, 2):
                    add(f"{name}_key.png", png(depth, colour, interlaced, key=wide))
                    add(f"{name}_key_zero.png", png(depth, colour, interlaced, key=bytes(2 * SAMPLES[colour])))
                if colour == 3:
                    add(f"{name}_alpha.png", png(depth, colour, interlaced, key=noise(1 << depth)))
                    add(f"{name}_one_clear.png", png(depth, colour, interlaced, key=b"\xff\0"))
    add("gamma.png", png(8, 2, 0, chunk(b"gAMA", struct.pack(">I", 100000))))
    key, exif = b"XML:com.adobe.xmp", Image.Exif()
    attribute, element = b'<x tiff:Orientation="6"/>', b"<tiff:Orientation>8</tiff:Orientation>"
    add("xmp.png", png(8, 2, 0, chunk(b"iTXt", key + b"\0\0\0\0\0" + attribute)))
    add("xmp_compressed.png", png(8, 2, 0, chunk(b"iTXt", key + b"\0\1\0en\0key\0" + zlib.compress(element))))
    add("xmp_behind.png", png(8, 2, 0, after=chunk(b"iTXt", key + b"\0\0\0\0\0" + element)))
    add("xmp_nonsense.png", png(8, 2, 0, chunk(b"iTXt", key + b'\0\0\0\0\0tiff:Orientation="9"')))
    exif[0x0112] = 3
    profile = exif.tobytes()
    lines = profile.hex()
    text = b"\nexif\n%8d\n" % len(profile) + b"\n".join(lines[i:i + 72].encode() for i in range(0, len(lines), 72)) + b"\n"
    add("raw_profile_text.png", png(8, 2, 0, chunk(b"tEXt", b"Raw profile type exif\0" + text)))
    add("raw_profile_compressed.png", png(8, 2, 0, chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(text))))
    exif[0x0112] = 1
    add("exif_before_xmp.png", png(8, 2, 0, chunk(b"eXIf", exif.tobytes()[6:]) + chunk(b"iTXt", key + b"\0\0\0\0\0" + attribute)))


def main():
    SEEDS.mkdir(exist_ok=True)
    bmps()
    tgas()
    pnms()
    pngs()
    index = {"made_with": {"Pillow": PIL.__version__, "numpy": np.__version__}, "files": entries}
    (HERE / "formats.json").write_text(json.dumps(index, indent=1) + "\n")
    for entry in entries:
        if entry["file"] in SEED_NAMES:
            (SEEDS / entry["file"]).write_bytes(bytes.fromhex(entry["bytes"]))


if __name__ == "__main__":
    main()
