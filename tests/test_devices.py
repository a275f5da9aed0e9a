import pytest
import torch

from models.devices import DeviceError, to_device, to_host, torch_device


def see_gpus(monkeypatch, count: int) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: count > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: count)


@pytest.mark.parametrize(
    ("gpus", "choice", "device"),
    [
        (0, "auto", "cpu"),
        (1, "auto", "cuda"),
        (1, "cpu", "cpu"),
        (1, "cuda", "cuda"),
        (2, "cuda:1", "cuda:1"),
    ],
)
def test_a_choice_is_a_device(monkeypatch, gpus, choice, device):
    see_gpus(monkeypatch, gpus)
    assert torch_device(choice) == torch.device(device)


@pytest.mark.parametrize(("gpus", "choice"), [(0, "cuda"), (1, "cuda:1")])
def test_a_gpu_that_is_not_there_is_an_error_that_says_what_to_do(monkeypatch, gpus, choice):
    see_gpus(monkeypatch, gpus)
    with pytest.raises(DeviceError, match=r"check the driver .* or choose auto or cpu"):
        torch_device(choice)


@pytest.mark.parametrize("choice", ["", "gpu", "tpu", "cuda:", "cuda:x", "cuda:-1", "cpu:0x"])
def test_any_other_word_is_a_usage_error(choice):
    with pytest.raises(ValueError, match="write auto, cpu or cuda"):
        torch_device(choice)


def test_a_tensor_comes_back_as_it_went():
    tensor = torch.arange(6).reshape(2, 3)
    assert torch.equal(to_host(to_device(tensor, torch.device("cpu")))(), tensor)
