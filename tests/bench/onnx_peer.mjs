// The fastest run of an ONNX model with ONNX Runtime for Node.js, in seconds:
//
//     node tests/bench/onnx_peer.mjs FOLDER MODEL.onnx 1,3,256,256 THREADS SECONDS
//
// FOLDER is where `npm install onnxruntime-node` was called. peers.py --onnxruntime-node calls it.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, model, shape, threads, seconds] = process.argv.slice(2);
const ort = createRequire(resolve(folder, "package.json"))("onnxruntime-node");
const session = await ort.InferenceSession.create(model, {
    intraOpNumThreads: Number(threads),
    interOpNumThreads: 1,
});
const dims = shape.split(",").map(Number);
const count = dims.reduce((product, dim) => product * dim, 1);
const x = new ort.Tensor("float32", Float32Array.from({ length: count }, Math.random), dims);

let best = Infinity;
const end = performance.now() + 1e3 * Number(seconds);
for (let calls = 0; calls < 3 || performance.now() < end; ++calls) {
    const begin = performance.now();
    await session.run({ x });
    best = Math.min(best, performance.now() - begin);
}
console.log(best / 1e3);
