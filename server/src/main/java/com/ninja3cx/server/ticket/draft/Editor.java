package com.ninja3cx.server.ticket.draft;

/// Who changes a draft.
///
/// @param name of their key or login, for other people
/// @param window which of their windows, by a name the page makes up; empty for programs
public record Editor(String name, String window) {

    public static final Editor PROGRAM = new Editor("", "");

    boolean same(Draft.Edit edit) {
        return !window.isEmpty() && window.equals(edit.editor());
    }
}
