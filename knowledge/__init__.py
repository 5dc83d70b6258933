"""What the assistant knows: content, regions, retrieval. Knows nothing of chat."""

import os

# Before anything imports onnxruntime, which on Linux would report its use to mobile.events.data.microsoft.com.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
