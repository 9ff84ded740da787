"""Model files as people have them, large and hostile: what opens opens at once, and what lies costs no memory."""

import io
import json
import os
import pickle
import resource
import struct
import unittest
import zipfile

import numpy
import torch

from patchlens_program import ProgramTest

NAME = "patch_embed.proj.weight"
GIGABYTE = 1 << 30


def limited():
    """In the child: no more than 1 GB of addresses, so that what allocates on a file's word fails. A sanitizer needs
    terabytes of them for itself."""
    if os.environ.get("PATCHLENS_SANITIZE_FLAGS"):
        return
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE))


class ModelFileTest(ProgramTest):
    def refuse(self, file, words):
        self.fail_with(1, [file.name, *words], "info", "--weights", file, preexec_fn=limited)

    def opens(self, file, *arguments):
        """The projection that the program takes out of a file."""
        self.succeed("weights", "--weights", file, *arguments, "-o", self.folder / "taken.npy", preexec_fn=limited)
        return numpy.load(self.folder / "taken.npy")


class HostileArchives(ModelFileTest):
    weight = numpy.arange(4 * 3 * 2 * 2, dtype="<f4").reshape(4, 3, 2, 2)

    def archive(self, name, entries, method=zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(self.folder / name, "w", method) as archive:
            for entry, content in entries.items():
                archive.writestr(entry, content)
        return self.folder / name

    @staticmethod
    def array(values):
        file = io.BytesIO()
        numpy.save(file, values)
        return file.getvalue()

    def lie(self, file, size):
        """Lets every entry of the central directory have `size` bytes when unpacked."""
        content = bytearray(file.read_bytes())
        place = content.find(b"PK\1\2")
        while place >= 0:
            content[place + 24:place + 28] = struct.pack("<I", size)
            place = content.find(b"PK\1\2", place + 4)
        file.write_bytes(content)
        return file

    def test_a_pickle_that_unpacks_without_end(self):
        self.refuse(self.archive("model.pth", {"m/data.pkl": b"\x80\x02" + b")0" * (24 << 20) + b"N."}), ["ZIP archive"])

    def test_a_pickle_nested_without_end(self):
        # A list that holds itself, and a hundred thousand lists in each other.
        self.refuse(self.archive("model.pth", {"m/data.pkl": b"\x80\x02]q\0h\0a."}), ["no tensor"])
        self.refuse(self.archive("model.pth", {"m/data.pkl": b"\x80\x02" + b"]" * 100000 + b"a" * 99999 + b"."}), ["no tensor"])

    def test_what_a_pickle_would_run_is_named_and_not_run(self):
        class Malicious:
            def __reduce__(self):
                return os.mkdir, (str(folder / "ran"),)

        folder = self.folder
        self.refuse(self.archive("model.pth", {"m/data.pkl": pickle.dumps({NAME: Malicious()}, protocol=2)}), ["posix.mkdir"])
        self.assertFalse((folder / "ran").exists())

    def test_what_is_not_the_projection_is_not_unpacked(self):
        # A gigabyte of zeros in a megabyte.
        with zipfile.ZipFile(self.folder / "model.npz", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            with archive.open("blocks.0.weight.npy", "w", force_zip64=True) as entry:
                header = self.array(numpy.zeros((1,), "<f4"))[:-4].replace(b"(1,), }", b"(268435456,), }").replace(b"}        ", b"}", 1)
                entry.write(header)
                for _ in range(16):
                    entry.write(bytes(64 << 20))
            archive.writestr(NAME + ".npy", self.array(self.weight))
        self.assertTrue(numpy.array_equal(self.opens(self.folder / "model.npz"), self.weight))

    def test_a_shape_larger_than_its_numbers(self):
        content = self.array(self.weight).replace(b"(4, 3, 2, 2), }          ", b"(4, 3, 99999, 99999), }  ")
        self.assertIn(b"99999", content)
        self.refuse(self.archive("model.npz", {NAME + ".npy": content}), ["[4, 3, 99999, 99999]"])

    def test_sizes_that_lie(self):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            for size in (0xfffffff0, 0x7fffffff, 3):
                with self.subTest(method=method, size=size):
                    self.refuse(self.lie(self.archive("model.npz", {NAME + ".npy": self.array(self.weight)}, method), size), [])
                    torch.save({NAME: torch.from_numpy(self.weight)}, self.folder / "flat.pth")
                    with zipfile.ZipFile(self.folder / "flat.pth") as saved:
                        entries = {name: saved.read(name) for name in saved.namelist()}
                    self.refuse(self.lie(self.archive("model.pth", entries, method), size), [])

    def test_an_archive_in_an_archive(self):
        inner = self.archive("inner.npz", {NAME + ".npy": self.array(self.weight)}).read_bytes()
        self.refuse(self.archive("outer.npz", {"inner.npz": inner}), ["ZIP archive", "unpack"])

    def test_twenty_thousand_entries(self):
        file = self.archive("model.npz", {f"{i}.npy": b"" for i in range(20000)} | {NAME + ".npy": self.array(self.weight)})
        self.assertTrue(numpy.array_equal(self.opens(file), self.weight))


class LargeFiles(ModelFileTest):
    """Files of 600 MB, most of them holes, of which only the projection is read."""

    size = 600 << 20
    weight = numpy.random.default_rng(5).standard_normal((64, 3, 16, 16)).astype("<f4")

    def opens_at_once(self, file):
        self.assertGreater(file.stat().st_size, self.size)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertTrue(numpy.array_equal(self.opens(file), self.weight))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.assertLess(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1.0)

    def test_safetensors(self):
        size, kernel = self.size, self.weight.nbytes
        header = json.dumps({"blocks.weight": {"dtype": "F32", "shape": [size // 4], "data_offsets": [0, size]},
                             NAME: {"dtype": "F32", "shape": list(self.weight.shape), "data_offsets": [size, size + kernel]}})
        file = self.folder / "model.safetensors"
        with file.open("wb") as out:
            out.write(struct.pack("<Q", len(header)) + header.encode())
            out.seek(size, io.SEEK_CUR)
            out.write(self.weight.tobytes())
        self.opens_at_once(file)

    def test_gguf(self):
        def tensor(name, shape, offset):
            return (struct.pack("<Q", len(name)) + name.encode() + struct.pack("<I", len(shape))
                    + struct.pack(f"<{len(shape)}Q", *reversed(shape)) + struct.pack("<IQ", 0, offset))

        header = b"GGUF" + struct.pack("<IQQ", 3, 2, 0) + tensor("v.blk.0.ffn.weight", [self.size // 4], 0) + \
            tensor("v.patch_embd.weight", list(self.weight.shape), self.size)
        file = self.folder / "model.gguf"
        with file.open("wb") as out:
            out.write(header + bytes(-len(header) % 32))
            out.seek(self.size, io.SEEK_CUR)
            out.write(self.weight.tobytes())
        self.opens_at_once(file)


if __name__ == "__main__":
    unittest.main()
