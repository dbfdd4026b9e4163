package com.ninja3cx.speech.onnx;

/// Told how far the preparation of a model has come.
@FunctionalInterface
public interface Progress {

    /// `fraction` goes from 0 to 1.
    void reached(Step step, double fraction);

    /// What is being done.
    enum Step {
        CHECKING,
        BUILDING,
        LOADING
    }

    /// Tells nobody.
    Progress NONE = (_, _) -> {};
}
