package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.Tensor;
import java.util.Arrays;
import java.util.List;

/// The weights of a layer: for each channel that comes out of it, one number for each input. Read
/// when asked, as [Tensor] is.
interface ChannelWeights {

    int inputs();

    int channels();

    /// Fills `row` with the weights of a channel.
    void read(int channel, float[] row);

    static ChannelWeights of(Tensor tensor) {
        return sideBySide(List.of(tensor));
    }

    /// The channels of tensors of the same inputs, one tensor's after the other's.
    static ChannelWeights sideBySide(List<Tensor> parts) {
        return of(
                parts.getFirst().columns(),
                parts.stream().mapToInt(Tensor::rows).sum(),
                (channel, row) -> {
                    int part = 0;
                    int inPart = channel;
                    while (inPart >= parts.get(part).rows()) {
                        inPart -= parts.get(part++).rows();
                    }
                    parts.get(part).readRow(inPart, row, 0);
                });
    }

    static ChannelWeights of(int inputs, int channels, Reader reader) {
        return new ChannelWeights() {
            @Override
            public int inputs() {
                return inputs;
            }

            @Override
            public int channels() {
                return channels;
            }

            @Override
            public void read(int channel, float[] row) {
                reader.read(channel, row);
            }
        };
    }

    /// What comes out multiplied by a factor.
    default ChannelWeights scaled(float factor) {
        return changed((input, weight) -> weight * factor);
    }

    /// These weights for inputs that come `factors` times as large.
    default ChannelWeights forInputsTimes(float[] factors) {
        return changed((input, weight) -> weight / factors[input]);
    }

    /// With the mean of all channels taken away from each: what comes out has a mean of zero.
    default ChannelWeights centred() {
        double[] sum = new double[inputs()];
        float[] each = new float[inputs()];
        for (int channel = 0; channel < channels(); channel++) {
            read(channel, each);
            for (int i = 0; i < each.length; i++) {
                sum[i] += each[i];
            }
        }
        return changed((input, weight) -> weight - (float) (sum[input] / channels()));
    }

    private ChannelWeights changed(Change change) {
        return of(
                inputs(),
                channels(),
                (channel, row) -> {
                    read(channel, row);
                    for (int i = 0; i < row.length; i++) {
                        row[i] = change.of(i, row[i]);
                    }
                });
    }

    /// With one more channel of zeros after each group of `size`.
    default ChannelWeights withSpareAfterEach(int size) {
        return of(
                inputs(),
                channels() + channels() / size,
                (channel, row) -> {
                    if (channel % (size + 1) == size) {
                        Arrays.fill(row, 0);
                    } else {
                        read(channel - channel / (size + 1), row);
                    }
                });
    }

    /// What comes out for these inputs, in full precision.
    default float[] times(float[] vector) {
        float[] row = new float[inputs()];
        float[] result = new float[channels()];
        for (int channel = 0; channel < result.length; channel++) {
            read(channel, row);
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += (double) row[i] * vector[i];
            }
            result[channel] = (float) sum;
        }
        return result;
    }

    /// What a weight of an input becomes.
    @FunctionalInterface
    interface Change {
        float of(int input, float weight);
    }

    /// Fills a row with the weights of a channel.
    @FunctionalInterface
    interface Reader {
        void read(int channel, float[] row);
    }
}
