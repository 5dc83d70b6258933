"""Export a SentenceTransformer to one ONNX graph (pooling and normalisation inside), int8 for serving.

Beside the sentence's vector the graph gives one for each token, from a layer in the middle: there a token is read in its
context but not yet blurred into its sentence. They are centred and turned so that TOKEN_SIZE directions tell most of the
differences between tokens (principal components), which serves as well as all of them (docs/adr/0008)."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from torch.nn.functional import normalize, pad

from knowledge.encoder import TOKEN_SIZE

# Rasa's environment reads the same file with onnxruntime 1.16: opset 17 and IR 8 are the newest that both know.
OPSET = 17
IR_VERSION = 8
# Which layer the token vectors come from, as a share of all.
DEPTH = 2 / 3


class _Serving(torch.nn.Module):
    """Token ids and mask in, the normalised vectors of the sentence and of its tokens out."""

    def __init__(self, model: SentenceTransformer, layer: int, centre: torch.Tensor, directions: torch.Tensor) -> None:
        super().__init__()
        self.model, self.layer, self.centre, self.directions = model, layer, centre, directions

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        out = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
        tokens = (out["all_layer_embeddings"][self.layer] - self.centre) @ self.directions
        return out["sentence_embedding"], normalize(tokens, dim=-1)


def export_int8(model: SentenceTransformer, target: Path, sample: Sequence[str]) -> None:
    """Write ``target``: inputs ``input_ids`` and ``attention_mask`` (batch, tokens), outputs ``vectors`` (batch, size) and
    ``tokens`` (batch, tokens, TOKEN_SIZE). ``sample``: texts like those to come."""
    model = model.to("cpu").eval()
    model[0].auto_model.config.output_hidden_states = True
    example = model.tokenizer(["社保卡", "零工市场在哪里"], padding=True, return_tensors="pt")
    axes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        layer = round(model[0].auto_model.config.num_hidden_layers * DEPTH)
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            _Serving(model, layer, *_principal_directions(model, layer, sample)),
            (example["input_ids"], example["attention_mask"]),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors", "tokens"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "batch"}, "tokens": axes},
            opset_version=OPSET,
            dynamo=False,
        )
        graph = onnx.load(str(full))
        graph.ir_version = IR_VERSION
        onnx.save(graph, str(full))
        quantize_dynamic(str(full), str(target), weight_type=QuantType.QInt8, per_channel=True)


def _principal_directions(
    model: SentenceTransformer, layer: int, sample: Sequence[str]
) -> tuple[torch.Tensor, torch.Tensor]:
    """The mean of the sample's token vectors, shape (size,), and the directions in which these differ most, shape
    (size, TOKEN_SIZE)."""
    parts = []
    for start in range(0, len(sample), 32):
        read = model.tokenizer(list(sample[start : start + 32]), padding=True, truncation=True, return_tensors="pt")
        out = model({"input_ids": read["input_ids"], "attention_mask": read["attention_mask"]})
        parts.append(out["all_layer_embeddings"][layer][read["attention_mask"].bool()])
    tokens = torch.cat(parts)
    centre = tokens.mean(dim=0)
    _, directions = torch.linalg.eigh((tokens - centre).T @ (tokens - centre))
    chosen = directions.flip(1)[:, :TOKEN_SIZE]  # eigh sorts ascending
    return centre, pad(chosen, (0, TOKEN_SIZE - chosen.shape[1]))
