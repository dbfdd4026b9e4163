package com.ninja3cx.server.analysis;

import java.util.List;
import java.util.Optional;

/// What the words of a call say about the ticket to write. All texts are masked.
///
/// @param content whether there is enough to write a ticket from
/// @param title at most 120 characters; where there is too little content it says that
/// @param summary lines of text in the call's language, each with what was actually said
/// @param priority empty where nobody spoke of urgency
/// @param promises what the agent's side promised, as spoken
/// @param callerName as heard, may be misheard
/// @param callbackNumber in national form
/// @param resolved whether the caller said that it works again
public record Analysis(
        Language language,
        Content content,
        String title,
        String summary,
        Category category,
        Optional<Priority> priority,
        List<String> promises,
        Optional<String> callerName,
        Optional<String> callbackNumber,
        boolean resolved) {

    /// How much a call gives for a ticket.
    public enum Content {
        /// A fault or a request was named, or at least something was said.
        ENOUGH,
        /// Greetings or fragments only.
        TOO_LITTLE,
        /// A voicemail announcement without a message.
        VOICEMAIL,
        /// Nothing was recognised at all.
        NOTHING
    }
}
