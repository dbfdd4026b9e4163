/// Writes Whisper models as ONNX graphs with 8-bit weights, and runs them.
///
/// Calls into ONNX Runtime block the carrier of a virtual thread: make them from platform threads.
@NullMarked
package com.ninja3cx.speech.onnx;

import org.jspecify.annotations.NullMarked;
