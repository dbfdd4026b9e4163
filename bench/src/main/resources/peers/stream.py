"""whisper_streaming over faster-whisper, following one call as it is spoken; both sides mixed into one stream.

stream.py MODEL_FOLDER THREADS LANGUAGE|auto CALL.wav
Prints one JSON line for each text it commits: {"at": seconds since the first sample, "text": …}; then {"cpuSeconds": …}.
All sound that has come since the last look is handed over at once, but at least one second of it.
"""
import json
import queue
import resource
import sys
import time
import wave

import numpy as np
from whisper_streaming import ASRProcessor, AudioReceiver, Backend, OutputSender, TimeTrimming
from whisper_streaming.backend import (
    FasterWhisperFeatureExtractorConfig,
    FasterWhisperModelConfig,
    FasterWhisperTranscribeConfig,
)

RATE = 16000
LEAST = 1.0


class Spoken:
    """Looks like a queue; gives what has been spoken by now."""

    def __init__(self, sound):
        self.sound = sound
        self.given = 0
        self.began = None

    def get(self, timeout=None):
        if self.began is None:
            self.began = time.monotonic()
        if self.given >= len(self.sound):
            raise queue.Empty
        least = min(self.given + int(LEAST * RATE), len(self.sound))
        time.sleep(max(0.0, self.began + least / RATE - time.monotonic()))
        now = min(int((time.monotonic() - self.began) * RATE), len(self.sound))
        piece = self.sound[self.given : max(now, least)]
        self.given += len(piece)
        return piece


class Receiver(AudioReceiver):
    def __init__(self, sound):
        super().__init__()
        self.queue = Spoken(sound)

    def _do_receive(self):
        self.stopped.wait()
        return None

    def _do_close(self):
        pass


class Said:
    """Looks like a queue; prints at once what is put in."""

    def __init__(self, spoken):
        self.spoken = spoken

    def put_nowait(self, word):
        at = time.monotonic() - self.spoken.began
        print(json.dumps({"at": at, "text": word.word}), flush=True)


class Sender(OutputSender):
    def __init__(self, spoken):
        super().__init__()
        self.queue = Said(spoken)

    def _run(self):
        pass

    def start(self):
        pass

    def _do_output(self, data):
        pass

    def _do_close(self):
        pass


def main():
    with wave.open(sys.argv[4]) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, 2)
    sound = (samples.astype(np.float32).sum(axis=1) / 32768).clip(-1, 1)
    receiver = Receiver(sound)
    processor = ASRProcessor(
        ASRProcessor.ProcessorConfig(
            sampling_rate=RATE,
            prompt_size=200,
            audio_receiver_timeout=1,
            audio_trimming=TimeTrimming(seconds=15),
            language=None if sys.argv[3] == "auto" else sys.argv[3],
        ),
        receiver,
        Sender(receiver.queue),
        Backend.FASTER_WHISPER,
        FasterWhisperModelConfig(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=int(sys.argv[2])),
        FasterWhisperTranscribeConfig(vad_filter=True),
        FasterWhisperFeatureExtractorConfig(),
    )
    before = resource.getrusage(resource.RUSAGE_SELF)
    processor.run()
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"cpuSeconds": spent, "peakRssMb": after.ru_maxrss // 1024}), flush=True)


main()
