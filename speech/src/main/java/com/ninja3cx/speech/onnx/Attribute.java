package com.ninja3cx.speech.onnx;

/// A named setting of a node.
sealed interface Attribute {

    Message toMessage();

    static Attribute of(String name, long value) {
        return new Whole(name, value);
    }

    static Attribute of(String name, float value) {
        return new Real(name, value);
    }

    static Attribute of(String name, long... values) {
        return new Wholes(name, values);
    }

    record Whole(String name, long value) implements Attribute {
        @Override
        public Message toMessage() {
            return new Message().text(1, name).integer(3, value).integer(20, 2);
        }
    }

    record Real(String name, float value) implements Attribute {
        @Override
        public Message toMessage() {
            return new Message().text(1, name).real(2, value).integer(20, 1);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Wholes(String name, long[] values) implements Attribute {
        @Override
        public Message toMessage() {
            var message = new Message().text(1, name);
            for (long value : values) {
                message.integer(8, value);
            }
            return message.integer(20, 7);
        }
    }
}
