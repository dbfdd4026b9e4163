package com.ninja3cx.server.call;

import com.ninja3cx.server.i18n.Words;
import java.util.Optional;

/// How far a call's text is.
public sealed interface TranscriptState {

    /// No sound came, and none is awaited.
    record None() implements TranscriptState {}

    /// An agent streams sound.
    record Live() implements TranscriptState {}

    /// The better reading of the whole call, or its recording, is being worked on.
    record Revising() implements TranscriptState {}

    /// The text is stored for good.
    record Done() implements TranscriptState {}

    /// There will be no better text than what is stored; `reason` says why and what to do.
    record Failed(Words reason) implements TranscriptState {}

    /// The text was there and was removed; `reason` says when and why.
    record Removed(Words reason) implements TranscriptState {}

    /// Why there is no (better) text, where that is known.
    default Optional<Words> explanation() {
        return switch (this) {
            case None() -> Optional.empty();
            case Live() -> Optional.empty();
            case Revising() -> Optional.empty();
            case Done() -> Optional.empty();
            case Failed(var reason) -> Optional.of(reason);
            case Removed(var reason) -> Optional.of(reason);
        };
    }

    /// Whether nothing more is to be waited for.
    default boolean settled() {
        return switch (this) {
            case None() -> true;
            case Live() -> false;
            case Revising() -> false;
            case Done() -> true;
            case Failed(var reason) -> true;
            case Removed(var reason) -> true;
        };
    }

    /// The name it is stored and shown under.
    default String code() {
        return switch (this) {
            case None() -> "NONE";
            case Live() -> "LIVE";
            case Revising() -> "REVISING";
            case Done() -> "DONE";
            case Failed(var reason) -> "FAILED";
            case Removed(var reason) -> "REMOVED";
        };
    }
}
