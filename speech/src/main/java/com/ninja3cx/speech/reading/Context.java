package com.ninja3cx.speech.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was said before on a stream, as a prompt for the decoder: the last few texts, cut to a
/// length that leaves the decoder its attention. Depends on the texts alone, so that a resumed
/// stream has the same. Not thread-safe.
public final class Context {

    private static final int TEXTS = 3;
    private static final int LETTERS = 200;

    private final Deque<String> texts = new ArrayDeque<>();

    public Context(List<String> before) {
        before.forEach(this::add);
    }

    public void add(String text) {
        texts.addLast(text);
        if (texts.size() > TEXTS) {
            texts.removeFirst();
        }
    }

    /// Empty when nothing was said yet. Whole texts only: a prompt that starts in mid-sentence
    /// teaches the decoder to do so.
    public String prompt() {
        var prompt = new StringBuilder();
        var latestFirst = texts.descendingIterator();
        while (latestFirst.hasNext()) {
            String text = latestFirst.next();
            if (prompt.length() + text.length() > LETTERS) {
                break;
            }
            prompt.insert(0, prompt.isEmpty() ? text : text + " ");
        }
        return prompt.toString();
    }
}
