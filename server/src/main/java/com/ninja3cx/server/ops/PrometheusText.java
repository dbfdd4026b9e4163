package com.ninja3cx.server.ops;

/// Measurements in the text format of Prometheus, version 0.0.4. Names get the product's prefix.
final class PrometheusText {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String PREFIX = "ninja3cx_";

    private final StringBuilder text = new StringBuilder();

    /// A value that goes up and down.
    void gauge(String name, String help, double value) {
        write(name, help, "gauge", Double.toString(value));
    }

    /// A count since the start of the server.
    void counter(String name, String help, long value) {
        write(name + "_total", help, "counter", Long.toString(value));
    }

    private void write(String name, String help, String type, String value) {
        String full = PREFIX + name;
        text.append("# HELP ").append(full).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
        text.append(full).append(' ').append(value).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
