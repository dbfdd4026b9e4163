package com.ninja3cx.speech.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An ONNX graph being built. Values are known by name; each operation returns the name of its
/// result. Large constants go to a [TensorFile], small ones into the graph.
final class Graph {

    private static final int LARGEST_INLINE = 4096;
    private static final int OPERATOR_SET = 20;
    private static final int FORMAT_VERSION = 9;
    private static final String MICROSOFT = "com.microsoft";

    private final Message body = new Message();
    private final Message inputs = new Message();
    private final Message outputs = new Message();
    private final Message constants = new Message();
    private final Set<String> constantNames = new HashSet<>();
    private final String name;
    private final @Nullable TensorFile large;
    private int counter;

    Graph(String name, TensorFile large) {
        this(large, name);
    }

    /// A graph whose constants are all small.
    Graph(String name) {
        this(null, name);
    }

    private Graph(@Nullable TensorFile large, String name) {
        this.name = name;
        this.large = large;
    }

    /// Declares an input. Each dimension is a number, or a name for one known only at run time.
    String input(String input, Kind kind, Object... dimensions) {
        inputs.message(11, value(input, kind, dimensions));
        return input;
    }

    void output(String output, Kind kind, Object... dimensions) {
        outputs.message(12, value(output, kind, dimensions));
    }

    /// An operation with one result, whose name is made up.
    String node(String operation, List<String> arguments, Attribute... attributes) {
        String result = operation + "_" + counter++;
        node("", operation, arguments, List.of(result), attributes);
        return result;
    }

    /// An operation of ONNX Runtime beyond the standard, with one result.
    String extension(String operation, List<String> arguments, Attribute... attributes) {
        String result = operation + "_" + counter++;
        node(MICROSOFT, operation, arguments, List.of(result), attributes);
        return result;
    }

    /// Makes one number of each row (of the last dimension, which stays, as 1).
    String overRow(String operation, String x) {
        return node(
                operation, List.of(x, integers("last_axis", -1L)), Attribute.of("keepdims", 1L));
    }

    /// An operation with named results. An empty argument stands for one left out.
    void node(
            String domain,
            String operation,
            List<String> arguments,
            List<String> results,
            Attribute... attributes) {
        var node = new Message();
        arguments.forEach(argument -> node.text(1, argument));
        results.forEach(result -> node.text(2, result));
        node.text(3, results.getFirst()).text(4, operation);
        for (var attribute : attributes) {
            node.message(5, attribute.toMessage());
        }
        body.message(1, node.text(7, domain));
    }

    /// Gives a value another name, for an output.
    void named(String value, String alias) {
        node("", "Identity", List.of(value), List.of(alias));
    }

    String floats(String constant, float[] values, int... shape) {
        var content = buffer(values.length * 4);
        content.asFloatBuffer().put(values);
        return constant(constant, Kind.FLOAT, content, shape);
    }

    String integers(String constant, long... values) {
        var content = buffer(values.length * 8);
        content.asLongBuffer().put(values);
        return constant(constant, Kind.INT64, content, values.length);
    }

    /// A constant; asked for twice under one name it is stored once.
    String constant(String constant, Kind kind, ByteBuffer content, int... shape) {
        if (!constantNames.add(constant)) {
            return constant;
        }
        long numbers = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        if (numbers * kind.bytes() != content.remaining()) {
            throw new IllegalArgumentException(
                    "%s: %d bytes for shape %s"
                            .formatted(constant, content.remaining(), Arrays.toString(shape)));
        }
        var tensor = new Message();
        for (int dimension : shape) {
            tensor.integer(1, dimension);
        }
        tensor.integer(2, kind.code()).text(8, constant);
        if (content.remaining() <= LARGEST_INLINE) {
            var bytes = new byte[content.remaining()];
            content.get(bytes);
            tensor.bytes(9, bytes);
        } else {
            long length = content.remaining();
            TensorFile file = Objects.requireNonNull(large, "a file for large constants");
            tensor.message(13, entry("location", file.name()));
            tensor.message(13, entry("offset", Long.toString(append(file, content))));
            tensor.message(13, entry("length", Long.toString(length)));
            tensor.integer(14, 1);
        }
        constants.message(5, tensor);
        return constant;
    }

    boolean has(String constant) {
        return constantNames.contains(constant);
    }

    /// The whole model in the form that ONNX Runtime reads.
    byte[] toModel() {
        // The parts are fields of one message: written one after the other they make it whole.
        var graph =
                new Message()
                        .text(2, name)
                        .append(body)
                        .append(constants)
                        .append(inputs)
                        .append(outputs);
        return new Message()
                .integer(1, FORMAT_VERSION)
                .text(2, "3cx-ninja")
                .message(7, graph)
                .message(8, new Message().text(1, "").integer(2, OPERATOR_SET))
                .message(8, new Message().text(1, MICROSOFT).integer(2, 1))
                .toBytes();
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long append(TensorFile large, ByteBuffer content) {
        try {
            return large.append(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message entry(String key, String value) {
        return new Message().text(1, key).text(2, value);
    }

    private static Message value(String name, Kind kind, Object... dimensions) {
        var shape = new Message();
        for (Object dimension : dimensions) {
            shape.message(
                    1,
                    dimension instanceof Number number
                            ? new Message().integer(1, number.longValue())
                            : new Message().text(2, dimension.toString()));
        }
        var type = new Message().integer(1, kind.code()).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, type));
    }
}
