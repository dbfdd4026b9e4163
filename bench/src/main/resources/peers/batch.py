"""faster-whisper over whole calls: beam 5, its own voice filter. One JSON line for each call.

batch.py MODEL_FOLDER THREADS LANGUAGE|auto CALL.wav...   (two channels, 16 kHz)
"""
import json
import resource
import sys
import time
import wave

import numpy as np
from faster_whisper import WhisperModel


def channels(path):
    with wave.open(path) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
        assert sound.getframerate() == 16000 and sound.getnchannels() == 2
    return samples.reshape(-1, 2).T.astype(np.float32) / 32768


def spent():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2]))
language = None if sys.argv[3] == "auto" else sys.argv[3]
for path in sys.argv[4:]:
    cpu, wall, texts = spent(), time.monotonic(), []
    for channel in channels(path):
        segments, _ = model.transcribe(channel, beam_size=5, vad_filter=True, language=language)
        texts.append(" ".join(segment.text.strip() for segment in segments))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        json.dumps(
            {"texts": texts, "cpuSeconds": spent() - cpu, "wallSeconds": time.monotonic() - wall, "peakRssMb": peak}
        ),
        flush=True,
    )
