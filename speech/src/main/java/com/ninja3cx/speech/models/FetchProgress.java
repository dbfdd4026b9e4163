package com.ninja3cx.speech.models;

import com.ninja3cx.speech.Wording;
import java.util.Locale;

/// Hears how a download goes; called several times a second at most, from the fetching thread.
@FunctionalInterface
public interface FetchProgress {

    /// @param step
    void report(Step step);

    static FetchProgress silent() {
        return step -> {};
    }

    /// @param what file being fetched or waited for, by names that are the same in every language
    /// @param source where it comes from, e.g. a host name; empty while another process fetches it
    /// @param doneBytes so far
    /// @param totalBytes 0 = not known
    /// @param bytesPerSecond of the last seconds
    record Step(String what, String source, long doneBytes, long totalBytes, long bytesPerSecond) {

        static Step waiting(String what) {
            return new Step(what, "", 0, 0, 0);
        }

        /// Such as `whisper base: model.bin 42 % (3.1 MB/s, huggingface.co)`.
        public Wording wording() {
            if (source.isEmpty()) {
                return new Wording(
                        what + " : un autre programme le récupère déjà",
                        what + ": another program is fetching it already");
            }
            return new Wording(line("Mo", Locale.FRENCH), line("MB", Locale.ENGLISH));
        }

        private String line(String megabytes, Locale locale) {
            var line = new StringBuilder(what);
            if (totalBytes > 0) {
                line.append(' ').append(doneBytes * 100 / totalBytes).append(" %");
            } else if (doneBytes > 0) {
                line.append(' ').append(doneBytes / 1_000_000).append(' ').append(megabytes);
            }
            line.append(" (");
            if (bytesPerSecond > 0) {
                line.append(String.format(locale, "%.1f %s/s, ", bytesPerSecond / 1e6, megabytes));
            }
            return line.append(source).append(')').toString();
        }
    }
}
