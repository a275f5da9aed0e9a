"""The fused vocoder's kernels are built for GPUs, as they will be on a machine that has one."""

import importlib

import pytest

pytest.importorskip("triton")


@pytest.mark.parametrize("capability", [75, 90])
@pytest.mark.parametrize("dtype", ["fp16", "fp32"])
def test_the_kernels_build_for_a_gpu_without_one(monkeypatch, tmp_path, capability, dtype):
    compiler = importlib.import_module("triton.compiler")
    target = importlib.import_module("triton.backends.compiler").GPUTarget("cuda", capability, 32)
    kernels = importlib.import_module("models.kokoro.kernels")
    monkeypatch.setenv("TRITON_CACHE_DIR", str(tmp_path))
    sizes = {"CHANNELS": 256, "BLOCK": 128}
    steps = sizes | {"POSITIONS": 32, "STEPS": 16, "ADDS": True}
    merging = sizes | {"CHUNK": 512, "CHUNKS": 32, "EPSILON": 1e-5}
    for kernel, constants in (
        (kernels._moments_kernel, steps),
        (kernels._merge_kernel, merging),
        (kernels._snake_kernel, sizes | {"POSITIONS": 32}),
    ):
        types = dict.fromkeys(kernel.arg_names, "*fp32") | {"width": "i32", "chunks": "i32", "lengths": "*i64"}
        types |= {"x": f"*{dtype}", "residual": f"*{dtype}", "result": f"*{dtype}"} | dict.fromkeys(
            constants, "constexpr"
        )
        signature = {name: types[name] for name in kernel.arg_names}
        built = compiler.compile(compiler.ASTSource(kernel, signature, constants), target=target)
        assert built.asm["cubin"][:4] == b"\x7fELF"
