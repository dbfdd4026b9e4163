package com.ninja3cx.speech.models;

/// Hears how a download goes; called several times a second at most, from the fetching thread.
@FunctionalInterface
public interface FetchProgress {

    /// @param step
    void report(Step step);

    static FetchProgress silent() {
        return step -> {};
    }

    /// @param what file being fetched, checked or waited for
    /// @param source where it comes from, e.g. a host name
    /// @param doneBytes so far
    /// @param totalBytes 0 = not known
    /// @param bytesPerSecond of the last seconds
    record Step(String what, String source, long doneBytes, long totalBytes, long bytesPerSecond) {

        /// Such as `whisper base: model.bin 42 % (3.1 MB/s, huggingface.co)`.
        public String line() {
            var line = new StringBuilder(what);
            if (totalBytes > 0) {
                line.append(' ').append(doneBytes * 100 / totalBytes).append(" %");
            } else if (doneBytes > 0) {
                line.append(' ').append(doneBytes / 1_000_000).append(" MB");
            }
            line.append(" (");
            if (bytesPerSecond > 0) {
                line.append(bytesPerSecond / 100_000 / 10.0).append(" MB/s, ");
            }
            return line.append(source).append(')').toString();
        }
    }
}
