package com.ninja3cx.bench.live;

import com.ninja3cx.bench.measure.Slope;
import java.util.List;
import java.util.Locale;

/// A drawing of how late words and final texts were, each a dot at the moment at which it showed.
final class LagPlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 300;
    private static final int LEFT = 48;
    private static final int TOP = 28;
    private static final int BOTTOM = 36;
    private static final String WORDS = "#2a6fb0";
    private static final String FINALS = "#c8661b";

    private LagPlot() {}

    static String svg(LiveReport report, LiveSum sum, LiveRun.Heard heard) {
        List<Slope.Point> words = sum.wordsOverTime(heard);
        List<Slope.Point> finals = sum.finalsOverTime(heard);
        double seconds = Math.max(1, report.seconds());
        // A whole number of seconds above what nearly all dots need.
        double most = Math.max(2, Math.ceil(highest(words, finals) / 1_000.0));
        var svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="16">%d calls, %s, %s: seconds behind — <tspan fill="%s">words</tspan>, <tspan fill="%s">final texts</tspan></text>
                """
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                LEFT,
                                report.calls(),
                                report.band(),
                                report.model(),
                                WORDS,
                                FINALS));
        for (int i = 0; i <= 4; i++) {
            double lag = most * i / 4;
            double y = y(lag * 1_000, most);
            svg.append(line("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y, WIDTH - 10));
            svg.append(
                    line(
                            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
                            LEFT - 6, y + 4, lag));
            double at = seconds * i / 4;
            svg.append(
                    line(
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>",
                            x(at * 1_000, seconds), HEIGHT - 14, at));
        }
        dots(svg, words, WORDS, 1.4, seconds, most);
        dots(svg, finals, FINALS, 2.6, seconds, most);
        return svg.append("</svg>\n").toString();
    }

    private static long highest(List<Slope.Point> words, List<Slope.Point> finals) {
        return Math.max(
                words.stream().mapToLong(Slope.Point::value).max().orElse(0),
                finals.stream().mapToLong(Slope.Point::value).max().orElse(0));
    }

    private static void dots(
            StringBuilder svg,
            List<Slope.Point> points,
            String colour,
            double radius,
            double seconds,
            double most) {
        // One path of round-ended lines without length: a tenth of the size of as many circles.
        svg.append(
                line(
                        "<path stroke=\"%s\" stroke-width=\"%.1f\" stroke-linecap=\"round\""
                                + " stroke-opacity=\"0.6\" d=\"",
                        colour, 2 * radius));
        for (Slope.Point point : points) {
            svg.append(line("M%.1f %.1fh0", x(point.at(), seconds), y(point.value(), most)));
        }
        svg.append("\"/>\n");
    }

    private static double x(double millis, double seconds) {
        return LEFT + (WIDTH - LEFT - 10) * Math.min(1, millis / 1_000 / seconds);
    }

    private static double y(double millis, double most) {
        double share = Math.clamp(millis / 1_000 / most, 0, 1);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
