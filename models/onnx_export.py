"""Export a SentenceTransformer to one ONNX graph (pooling and normalisation inside), int8 for serving."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer

# Rasa's environment reads the same file with onnxruntime 1.16: opset 17 and IR 8 are the newest that both know.
OPSET = 17
IR_VERSION = 8


class _Pooled(torch.nn.Module):
    """Token ids and mask in, the normalised sentence vector out."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        features = {"input_ids": input_ids, "attention_mask": attention_mask}
        vectors: torch.Tensor = self.model(features)["sentence_embedding"]
        return vectors


def export_int8(model: SentenceTransformer, target: Path) -> None:
    """Write ``target``: inputs ``input_ids`` and ``attention_mask`` (batch, tokens), output ``vectors`` (batch, size)."""
    model = model.to("cpu").eval()
    example = model.tokenizer(["社保卡", "零工市场在哪里"], padding=True, return_tensors="pt")
    axes = {0: "batch", 1: "tokens"}
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            _Pooled(model),
            (example["input_ids"], example["attention_mask"]),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "batch"}},
            opset_version=OPSET,
            dynamo=False,
        )
        graph = onnx.load(str(full))
        graph.ir_version = IR_VERSION
        onnx.save(graph, str(full))
        quantize_dynamic(str(full), str(target), weight_type=QuantType.QInt8, per_channel=True)
