package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Memory;
import com.ninja3cx.bench.measure.Percentiles;
import com.ninja3cx.bench.measure.Rounded;
import com.ninja3cx.bench.measure.Trend;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `bench live` measured. Times in milliseconds, memory in MiB.
///
/// @param wer word error rate of the final texts by language, `fr` and `en` always named
/// @param partialLagMs from the end of a word to the moment at which it showed for good
/// @param finalLatencyMs from the end of speech to the final text
/// @param droppedFinals utterances that the engine took up and never gave an end to, and decodes
///   that failed
/// @param silentTurns turns of the reference of which nothing at all was heard
/// @param repeatedSegments finals that say again what was said once
/// @param cpuCores processor time of the hearing process, per second of the run, revision included
/// @param otherCpuCores the same of everything else on the machine: where it is not near 0, delays
///   tell more about the machine than about the product
/// @param peakRssMb largest resident memory of the hearing process; `idleRssMb` resident before the
///   first call, the model loaded
/// @param lagSlopeMsPerMin by how much words come later each minute; `lagSlopeError` is its
///   standard error; null on runs below forty seconds
/// @param finalLatencySlopeMs the same of final texts
/// @param memory resident memory while all lines are busy
/// @param stableWords words that were called stable while somebody spoke
/// @param stableWordsChanged words that changed after they had been called stable
/// @param device what computed the model: `cpu` or `cuda`
/// @param failedCalls calls that were not heard or read to their end: figures tell of the others,
///   and of what came of these
/// @param firstFailure what went wrong first; null = nothing did
/// @param differentTexts whole calls whose text differs from that of the first time it was played
/// @param wordTimes how many words of the reference have times found in the sound, and how many
///   have only their share of the turn: lags of these are rough
/// @param lateness why words showed when they did
public record LiveReport(
        int calls,
        Map<String, @Nullable Double> wer,
        Percentiles partialLagMs,
        Percentiles finalLatencyMs,
        int droppedFinals,
        int repeatedSegments,
        double cpuCores,
        double generatorCpuCores,
        double otherCpuCores,
        long peakRssMb,
        @Nullable Double lagSlopeMsPerMin,
        @Nullable Double lagSlopeError,
        Trend finalLatencySlopeMs,
        Memory memory,
        long idleRssMb,
        double seconds,
        String band,
        String language,
        String model,
        String device,
        double pace,
        int plays,
        int failedCalls,
        @Nullable String firstFailure,
        int silentTurns,
        int stableWords,
        int stableWordsChanged,
        int differentTexts,
        int refusedChannels,
        long generatorLateMs,
        WordTimes wordTimes,
        Lateness lateness,
        BusyWatch.Busiest engine,
        @Nullable Revision revision,
        List<Play> perCall) {

    public record WordTimes(int aligned, int proportional) {}

    /// @param tailMs from the end of a call to the end of its revision
    /// @param duringMs of these, the calls after which their line went on with another one, while
    ///   all others were heard
    /// @param atEndMs the last call of each line
    /// @param ends how these ended: `spread` over as much time as they began in, `together`, or
    ///   `whole` where each call is played to its own end
    public record Revision(
            Map<String, @Nullable Double> wer,
            Percentiles tailMs,
            Percentiles duringMs,
            Percentiles atEndMs,
            String ends) {}

    /// @param whole whether it was played to its end
    /// @param texts null where they are the same as in another play of the same call
    public record Play(
            int play,
            String call,
            boolean whole,
            double startSeconds,
            int errors,
            int words,
            @Nullable Map<String, String> texts,
            @Nullable Map<String, String> revised) {

        /// The same with its start counted from a moment of the day.
        Play since(double seconds) {
            return new Play(
                    play,
                    call,
                    whole,
                    Rounded.to(1, startSeconds - seconds),
                    errors,
                    words,
                    texts,
                    revised);
        }
    }
}
