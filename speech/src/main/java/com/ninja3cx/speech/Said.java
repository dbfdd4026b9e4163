package com.ninja3cx.speech;

/// What was said before on a stream: its place, as a [RecognizerEvent.Final] told it, its text, and
/// the sound of exactly that place.
///
/// @param sound 16 kHz mono; empty where it is not there any more: then less of what follows is
///   heard right
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record Said(long startMillis, long endMillis, String text, String language, float[] sound) {

    /// How many of the latest a stream makes use of.
    public static final int MOST = 6;

    /// How many of them should have their sound: what is older is read as text alone.
    public static final int MOST_WITH_SOUND = 3;

    /// The same text alone.
    public Said withoutSound() {
        return new Said(startMillis, endMillis, text, language, new float[0]);
    }
}
