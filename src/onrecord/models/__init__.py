"""The shipped models, each a folder: encoder.onnx, heads.npz, tokenizer.json, model.json."""
