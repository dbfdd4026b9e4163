package com.ninja3cx.speech.live;

import com.ninja3cx.speech.reading.HotWords;
import com.ninja3cx.speech.vad.Endpointing;
import java.util.List;

/// How the engine shares its threads and when it shows words.
///
/// @param decodingThreads platform threads that decode
/// @param windowsPerThread decoded at once by each: together `WHISPER_MAX_CONCURRENT`
/// @param ears platform threads that look for speech
/// @param partialEveryMillis new speech after which a stream offers itself for another partial; how
///   many are made follows the load
/// @param mostWaitingMillis sound kept for a stream that is not yet covered by final text
/// @param languages among which `auto` chooses, the likelier first
/// @param hotWords names that final texts and revisions are likely to hold
public record Tuning(
        int decodingThreads,
        int windowsPerThread,
        int ears,
        int partialEveryMillis,
        int mostWaitingMillis,
        List<String> languages,
        Endpointing endpointing,
        HotWords hotWords) {

    private static final int WINDOWS_PER_THREAD = 8;
    private static final int STREAMS_PER_EAR_CORES = 8;
    private static final int MOST_CORES_PER_LOOK = 4;

    public Tuning {
        if (decodingThreads < 1 || windowsPerThread < 1 || ears < 1) {
            throw new IllegalArgumentException("at least one thread and one window");
        }
        languages = List.copyOf(languages);
    }

    /// Without names.
    public Tuning(
            int decodingThreads,
            int windowsPerThread,
            int ears,
            int partialEveryMillis,
            int mostWaitingMillis,
            List<String> languages,
            Endpointing endpointing) {
        this(
                decodingThreads,
                windowsPerThread,
                ears,
                partialEveryMillis,
                mostWaitingMillis,
                languages,
                endpointing,
                HotWords.NONE);
    }

    /// The same with names that calls are likely to hold.
    public Tuning withHotWords(HotWords names) {
        return new Tuning(
                decodingThreads,
                windowsPerThread,
                ears,
                partialEveryMillis,
                mostWaitingMillis,
                languages,
                endpointing,
                names);
    }

    /// How many cores one look at sound should use where decoding may use so many: half of them,
    /// since as many looks as there are cores go on at once and wait for each other's halves, and
    /// no more than four, which gain little.
    public static int coresPerLook(int cores) {
        return Math.clamp(cores / 2, 1, MOST_CORES_PER_LOOK);
    }

    /// Suits a machine.
    ///
    /// @param cores that decoding may use
    /// @param maxConcurrent windows decoded at once over all threads; 0 = eight for each core
    public static Tuning of(int cores, int maxConcurrent, List<String> languages) {
        int most = maxConcurrent > 0 ? maxConcurrent : WINDOWS_PER_THREAD * cores;
        int threads = Math.clamp(most, 1, cores);
        int each = most / threads;
        return new Tuning(
                threads,
                each,
                Math.max(1, cores / STREAMS_PER_EAR_CORES),
                256,
                600_000,
                languages,
                Endpointing.live());
    }
}
