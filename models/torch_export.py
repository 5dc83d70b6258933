"""Export any SentenceTransformer to a graph of the same shape as the built-in encoder's (``graph.py``). Needs torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from torch.nn.functional import normalize

from models.graph import DEPTH, IR_VERSION, OPSET
from models.projection import Projection


class _Serving(torch.nn.Module):
    """Token ids of one text in, the normalised vectors of the text and of its tokens out."""

    def __init__(self, model: SentenceTransformer, layer: int, projection: Projection) -> None:
        super().__init__()
        self.model, self.layer = model, layer
        self.centre, self.directions = map(torch.from_numpy, projection)

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        out = self.model({"input_ids": input_ids, "attention_mask": torch.ones_like(input_ids)})
        tokens = (out["all_layer_embeddings"][self.layer] - self.centre) @ self.directions
        return out["sentence_embedding"], normalize(tokens, dim=-1)


def export(model: SentenceTransformer, target: Path, sample: Sequence[str]) -> None:
    """Write ``target`` with the weights as they are. ``sample``: texts like those to come."""
    model = model.to("cpu").eval()
    model[0].auto_model.config.output_hidden_states = True
    axes = {1: "tokens"}
    with torch.no_grad():
        torch.onnx.export(
            _Serving(model, _token_layer(model), Projection.of(token_vectors(model, sample))),
            (model.tokenizer("社保卡", return_tensors="pt")["input_ids"],),
            str(target),
            input_names=["input_ids"],
            output_names=["vectors", "tokens"],
            dynamic_axes={"input_ids": axes, "tokens": axes},
            opset_version=OPSET,
            dynamo=False,
        )
    graph = onnx.load(str(target))
    graph.ir_version = IR_VERSION
    onnx.save(graph, str(target))


def token_vectors(model: SentenceTransformer, sample: Sequence[str]) -> NDArray[np.float32]:
    """The vectors of all tokens of ``sample`` in the layer that serves, shape (tokens, size)."""
    model[0].auto_model.config.output_hidden_states = True
    layer, parts = _token_layer(model), []
    with torch.no_grad():
        for start in range(0, len(sample), 32):
            read = model.tokenizer(list(sample[start : start + 32]), padding=True, truncation=True, return_tensors="pt")
            out = model({"input_ids": read["input_ids"], "attention_mask": read["attention_mask"]})
            parts.append(out["all_layer_embeddings"][layer][read["attention_mask"].bool()])
    vectors: NDArray[np.float32] = torch.cat(parts).numpy()
    return vectors


def _token_layer(model: SentenceTransformer) -> int:
    return round(int(model[0].auto_model.config.num_hidden_layers) * DEPTH)
