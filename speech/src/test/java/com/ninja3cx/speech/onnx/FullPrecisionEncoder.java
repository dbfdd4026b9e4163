package com.ninja3cx.speech.onnx;

import com.ninja3cx.speech.weights.TinyModel;

/// Whisper's encoder as its paper has it, one step after the other in full precision, for a
/// [Layout] (Radford and others 2022).
final class FullPrecisionEncoder {

    private static final double EPSILON = 1e-5;

    private final TinyModel model;
    private final int width;
    private final int heads;
    private final int layers;

    FullPrecisionEncoder(TinyModel model, int width, int heads, int layers) {
        this.model = model;
        this.width = width;
        this.heads = heads;
        this.layers = layers;
    }

    /// `mel [bins, 2 · layout.sound]` → `[places][width]`.
    double[][] encode(float[] mel, Layout layout) {
        double[][] x = convolution(rows(mel, 2 * layout.sound()), "encoder.conv1", 1);
        x = convolution(x, "encoder.conv2", 2);
        double[][] places = places(x, layout);
        for (int i = 0; i < layers; i++) {
            String block = "encoder.blocks." + i;
            double[][] normed = norm(places, block + ".attn_ln");
            add(places, attention(normed, block + ".attn", layout.weights()));
            double[][] hidden = linear(norm(places, block + ".mlp_ln"), block + ".mlp.0", true);
            gelu(hidden);
            add(places, linear(hidden, block + ".mlp.2", true));
        }
        return norm(places, "encoder.ln_post");
    }

    private double[][] places(double[][] channels, Layout layout) {
        float[] positions = model.values("encoder.positional_embedding");
        double[][] places = new double[layout.places()][width];
        for (int place = 0; place < places.length; place++) {
            int seen = (int) layout.seen()[place];
            int position = (int) layout.positions()[place];
            for (int c = 0; c < width; c++) {
                places[place][c] = channels[c][seen] + positions[position * width + c];
            }
        }
        return places;
    }

    private static double[][] rows(float[] values, int columns) {
        double[][] rows = new double[values.length / columns][columns];
        for (int i = 0; i < values.length; i++) {
            rows[i / columns][i % columns] = values[i];
        }
        return rows;
    }

    private double[][] convolution(double[][] x, String name, int stride) {
        float[] weight = model.values(name + ".weight");
        float[] bias = model.values(name + ".bias");
        double[][] result = new double[width][x[0].length / stride];
        for (int out = 0; out < width; out++) {
            for (int t = 0; t < result[out].length; t++) {
                double sum = bias[out];
                for (int in = 0; in < x.length; in++) {
                    for (int k = 0; k < 3; k++) {
                        int at = t * stride + k - 1;
                        if (at >= 0 && at < x[in].length) {
                            sum += weight[(out * x.length + in) * 3 + k] * x[in][at];
                        }
                    }
                }
                result[out][t] = sum;
            }
        }
        gelu(result);
        return result;
    }

    private double[][] attention(double[][] x, String name, float[] weights) {
        double[][] query = linear(x, name + ".query", true);
        double[][] key = linear(x, name + ".key", false);
        double[][] value = linear(x, name + ".value", true);
        int size = width / heads;
        double[][] mixed = new double[x.length][width];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < x.length; i++) {
                double[] looks = new double[x.length];
                double sum = 0;
                for (int j = 0; j < x.length; j++) {
                    double product = 0;
                    for (int c = head * size; c < (head + 1) * size; c++) {
                        product += query[i][c] * key[j][c];
                    }
                    looks[j] = Math.exp(product / Math.sqrt(size) + weights[j]);
                    sum += looks[j];
                }
                for (int j = 0; j < x.length; j++) {
                    for (int c = head * size; c < (head + 1) * size; c++) {
                        mixed[i][c] += looks[j] / sum * value[j][c];
                    }
                }
            }
        }
        return linear(mixed, name + ".out", true);
    }

    private double[][] linear(double[][] x, String name, boolean biased) {
        float[] weight = model.values(name + ".weight");
        int inputs = x[0].length;
        int outputs = weight.length / inputs;
        float[] bias = biased ? model.values(name + ".bias") : new float[outputs];
        double[][] result = new double[x.length][outputs];
        for (int row = 0; row < x.length; row++) {
            for (int out = 0; out < outputs; out++) {
                double sum = bias[out];
                for (int in = 0; in < inputs; in++) {
                    sum += weight[out * inputs + in] * x[row][in];
                }
                result[row][out] = sum;
            }
        }
        return result;
    }

    private double[][] norm(double[][] x, String name) {
        float[] weight = model.values(name + ".weight");
        float[] bias = model.values(name + ".bias");
        double[][] result = new double[x.length][width];
        for (int row = 0; row < x.length; row++) {
            double mean = 0;
            double square = 0;
            for (double each : x[row]) {
                mean += each / width;
                square += each * each / width;
            }
            double length = Math.sqrt(square - mean * mean + EPSILON);
            for (int c = 0; c < width; c++) {
                result[row][c] = (x[row][c] - mean) / length * weight[c] + bias[c];
            }
        }
        return result;
    }

    /// With the error function after Abramowitz and Stegun, 7.1.26: exact to 1.5e-7.
    private static void gelu(double[][] x) {
        for (double[] row : x) {
            for (int i = 0; i < row.length; i++) {
                double z = Math.abs(row[i]) / Math.sqrt(2);
                double t = 1 / (1 + 0.3275911 * z);
                double polynomial =
                        t
                                * (0.254829592
                                        + t
                                                * (-0.284496736
                                                        + t
                                                                * (1.421413741
                                                                        + t
                                                                                * (-1.453152027
                                                                                        + t
                                                                                                * 1.061405429))));
                double error = 1 - polynomial * Math.exp(-z * z);
                row[i] *= 0.5 * (1 + Math.signum(row[i]) * error);
            }
        }
    }

    private static void add(double[][] x, double[][] more) {
        for (int row = 0; row < x.length; row++) {
            for (int c = 0; c < x[row].length; c++) {
                x[row][c] += more[row][c];
            }
        }
    }
}
