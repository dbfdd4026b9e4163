package com.ninja3cx.simulator.ninjaone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `multipart/form-data` body, taken apart as RFC 7578 says.
final class Multipart {

    record Part(String name, @Nullable String fileName, String contentType, byte[] content) {}

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("[; ]filename=\"([^\"]*)\"");

    private Multipart() {}

    /// @throws Refusal 415 when the body is declared as something else, 400 when it is broken
    static List<Part> read(SeenRequest request) {
        String type = request.header("content-type");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw Refusal.unsupportedMediaType();
        }
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            throw Refusal.badField("body", "no multipart boundary");
        }
        // Latin-1 keeps every byte as one character, so that offsets in the text are offsets in the
        // body.
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        String dashes = "--" + boundary.group(1);
        var parts = new ArrayList<Part>();
        int at = body.indexOf(dashes);
        while (at >= 0 && !body.startsWith("--", at + dashes.length())) {
            int start = body.indexOf("\r\n", at) + 2;
            int headersEnd = body.indexOf("\r\n\r\n", start);
            int next = body.indexOf("\r\n" + dashes, start);
            if (start < 2 || headersEnd < 0 || next < headersEnd) {
                throw Refusal.badField("body", "broken multipart body");
            }
            parts.add(
                    part(
                            body.substring(start, headersEnd),
                            Arrays.copyOfRange(request.body(), headersEnd + 4, next)));
            at = next + 2;
        }
        if (at < 0) {
            throw Refusal.badField("body", "multipart body without its end");
        }
        return parts;
    }

    private static Part part(String headers, byte[] content) {
        String disposition = "";
        String type = "text/plain";
        for (String line : headers.split("\r\n")) {
            String[] header = line.split(":", 2);
            if (header.length != 2) {
                throw Refusal.badField("body", "broken multipart header");
            }
            switch (header[0].strip().toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> disposition = " " + header[1].strip();
                case "content-type" -> type = header[1].strip();
                default -> {}
            }
        }
        Matcher name = NAME.matcher(disposition);
        if (!name.find()) {
            throw Refusal.badField("body", "a part without a name");
        }
        Matcher file = FILE_NAME.matcher(disposition);
        return new Part(
                utf8(name.group(1)), file.find() ? utf8(file.group(1)) : null, type, content);
    }

    private static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
