#!/usr/bin/env python3
"""Finds out when each word of a call is said and writes it into the call's JSON file.

    python3 -m venv venv && venv/bin/pip install faster-whisper==1.2.1
    venv/bin/python bench/tools/word_times.py MODEL_FOLDER CALL.json...

MODEL_FOLDER is a CTranslate2 Whisper model, e.g. ~/.local/share/3cx-ninja/models/whisper-base. Beside each
CALL.json stands CALL.flac or CALL.wav: two channels, agent first. The text of each turn is forced on its own sound
(cross-attention of the model and dynamic time warping: Whisper.align of CTranslate2). Attention gives a pause to the
word before it, so each word is then cut to where there is sound (frames of 10 ms within 35 dB of the turn's loudest).
"""
import json
import re
import sys
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio
from faster_whisper.tokenizer import Tokenizer

RATE = 16000
FRAME = RATE // 100
QUIET_DB = 35.0
MARGIN = 0.2


def aligned(model, tokenizer, sound, text):
    """Start and end in seconds of every word of the text in this sound."""
    features = model.feature_extractor(sound)
    frames = features.shape[-1] - 1
    features = features[:, : model.feature_extractor.nb_max_frames]
    padded = np.zeros((features.shape[0], model.feature_extractor.nb_max_frames), dtype=np.float32)
    padded[:, : features.shape[1]] = features
    tokens = tokenizer.encode(" " + text)
    encoded = model.encode(padded)
    result = model.model.align(
        encoded, tokenizer.sot_sequence, [tokens], min(frames, padded.shape[1]), median_filter_width=7
    )[0]
    pairs = np.array(result.alignments)
    jumps = np.pad(np.diff(pairs[:, 0]), (1, 0), constant_values=1).astype(bool)
    token_starts = pairs[jumps, 1] / model.tokens_per_second
    words, word_tokens = tokenizer.split_to_word_tokens(tokens + [tokenizer.eot])
    bounds = np.pad(np.cumsum([len(t) for t in word_tokens[:-1]]), (1, 0))
    starts = token_starts[bounds[:-1]]
    ends = token_starts[bounds[1:]]
    # Pieces that hang together without a space are one word of the text.
    times = []
    for piece, start, end in zip(words[:-1], starts, ends):
        if piece.startswith(" ") or not times:
            times.append([piece.strip(), float(start), float(end)])
        else:
            times[-1][0] += piece
            times[-1][2] = float(end)
    # A lone mark such as " ?" or " !" belongs to the word before it, as in the text it stands alone.
    return times


def loud_frames(sound):
    count = len(sound) // FRAME
    power = (sound[: count * FRAME].reshape(count, FRAME).astype(np.float64) ** 2).mean(axis=1)
    level = 10 * np.log10(power + 1e-12)
    return level > level.max() - QUIET_DB


def cut_to_sound(start, end, loud):
    first, last = int(start * 100), max(int(np.ceil(end * 100)), int(start * 100) + 1)
    where = np.flatnonzero(loud[first:last])
    if len(where) == 0:
        return start, end
    return (first + where[0]) / 100, (first + where[-1] + 1) / 100


def words_of(model, tokenizer, channel, turn):
    begin = max(0.0, turn["start"] - MARGIN)
    sound = channel[int(begin * RATE) : int((turn["end"] + MARGIN) * RATE)]
    loud = loud_frames(sound)
    found = aligned(model, tokenizer, sound, turn["text"])
    wanted = turn["text"].split()
    if [w for w, _, _ in found] != wanted:
        raise SystemExit(f"words differ: {[w for w, _, _ in found]} / {wanted}")
    words = []
    for text, start, end in found:
        if not re.search(r"\w", text) and words:
            # A mark that stands alone is not spoken.
            words[-1]["text"] += " " + text
            continue
        start, end = cut_to_sound(start, end, loud)
        start = min(max(begin + start, turn["start"]), turn["end"])
        end = min(max(begin + end, start), turn["end"])
        words.append({"text": text, "start": round(start, 2), "end": round(end, 2)})
    return words


def written(script):
    """JSON as before, each word on a line of its own."""
    text = json.dumps(script, ensure_ascii=False, indent=1)
    return (
        re.sub(
            r'\{\s+"text": ("(?:[^"\\]|\\.)*"),\s+"start": ([\d.]+),\s+"end": ([\d.]+)\s+\}',
            r'{"text": \1, "start": \2, "end": \3}',
            text,
        )
        + "\n"
    )


def main():
    model = WhisperModel(sys.argv[1], device="cpu", compute_type="float32", cpu_threads=2)
    for name in sys.argv[2:]:
        path = Path(name)
        script = json.loads(path.read_text(encoding="utf-8"))
        sound = next(path.with_suffix(s) for s in (".flac", ".wav") if path.with_suffix(s).exists())
        channels = decode_audio(str(sound), sampling_rate=RATE, split_stereo=True)
        tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=script["language"]
        )
        for turn in script["segments"]:
            channel = channels[0 if turn["speaker"] == "agent" else 1]
            turn["words"] = words_of(model, tokenizer, channel, turn)
        path.write_text(written(script), encoding="utf-8")
        print(path, sum(len(t["words"]) for t in script["segments"]), "words")


main()
