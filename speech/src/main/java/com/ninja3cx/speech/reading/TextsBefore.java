package com.ninja3cx.speech.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was said before, as a prompt for the decoder: the last few texts, cut to a length that
/// leaves the decoder its attention. Not thread-safe.
public final class TextsBefore {

    private static final int TEXTS = 3;
    private static final int LETTERS = 200;

    private final Deque<String> texts = new ArrayDeque<>();

    public void add(String text) {
        texts.addLast(text);
        if (texts.size() > TEXTS) {
            texts.removeFirst();
        }
    }

    /// Empty when nothing was said yet.
    public String prompt() {
        return prompt(List.copyOf(texts));
    }

    /// Of texts, oldest first. Whole texts only: a prompt that starts in mid-sentence teaches the
    /// decoder to do so.
    static String prompt(List<String> texts) {
        var prompt = new StringBuilder();
        for (int i = texts.size() - 1; i >= Math.max(0, texts.size() - TEXTS); i--) {
            String text = texts.get(i);
            if (prompt.length() + text.length() > LETTERS) {
                break;
            }
            prompt.insert(0, prompt.isEmpty() ? text : text + " ");
        }
        return prompt.toString();
    }
}
