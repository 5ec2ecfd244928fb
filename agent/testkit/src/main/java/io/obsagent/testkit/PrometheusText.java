package io.obsagent.testkit;

import io.obsagent.testkit.MetricFamily.Exemplar;
import io.obsagent.testkit.MetricFamily.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parser of the text format 0.0.4 and of OpenMetrics 1.0. Strict: what Prometheus would refuse is refused here. */
final class PrometheusText {

    private final boolean openMetrics;
    private final List<MetricFamily> families = new ArrayList<>();
    /** Kept apart: OpenMetrics writes it after the TYPE line, the text format before it. */
    private final Map<String, String> help = new LinkedHashMap<>();

    private PrometheusText(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    static List<MetricFamily> parse(String text, boolean openMetrics) {
        PrometheusText parser = new PrometheusText(openMetrics);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        List<String> lines = text.lines().toList();
        if (openMetrics && (lines.isEmpty() || !lines.get(lines.size() - 1).equals("# EOF"))) {
            throw new IllegalArgumentException("OpenMetrics without # EOF: the scrape is incomplete");
        }
        for (String line : lines) {
            try {
                parser.line(line);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("not a line of a scrape: " + line, e);
            }
        }
        return parser.families.stream()
                .map(family -> new MetricFamily(
                        family.name(), family.type(), parser.help.getOrDefault(family.name(), ""), family.samples()))
                .toList();
    }

    /** A number as the formats write it; they say +Inf and -Inf where Java says Infinity. */
    static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void line(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ", 4);
            open(words[2], words[3]);
        } else if (line.startsWith("# HELP ")) {
            String[] words = line.split(" ", 4);
            help.put(words[2], words[3]);
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            Sample sample = new SampleLine(line).parse(openMetrics);
            familyOf(sample.name()).samples().add(sample);
        }
    }

    private MetricFamily open(String name, String type) {
        boolean repeated = families.stream().anyMatch(family -> family.name().equals(name));
        if (repeated) {
            throw new IllegalArgumentException("a second family " + name);
        }
        MetricFamily family = new MetricFamily(name, type, "", new ArrayList<>());
        families.add(family);
        return family;
    }

    private MetricFamily familyOf(String sampleName) {
        MetricFamily current = families.isEmpty() ? null : families.get(families.size() - 1);
        if (current != null && (sampleName.equals(current.name()) || sampleName.startsWith(current.name() + "_"))) {
            return current;
        }
        return open(sampleName, openMetrics ? "unknown" : "untyped");
    }

    /** A cursor over {@code name{label="value",...} value [timestamp] [# {labels} value [timestamp]]}. */
    private static final class SampleLine {
        private final String line;
        private int at;

        SampleLine(String line) {
            this.line = line;
        }

        Sample parse(boolean openMetrics) {
            String name = until("{ ");
            Map<String, String> labels = labels();
            skipSpaces();
            double value = number(until(" "));
            skipSpaces();
            if (at < line.length() && line.charAt(at) != '#') {
                until(" "); // the timestamp
                skipSpaces();
            }
            return new Sample(name, labels, value, exemplar(openMetrics));
        }

        private Exemplar exemplar(boolean openMetrics) {
            if (at == line.length()) {
                return null;
            }
            if (!openMetrics) {
                throw new IllegalArgumentException("the text format knows no exemplars");
            }
            expect('#');
            expect(' ');
            Map<String, String> labels = labels();
            skipSpaces();
            double value = number(until(" "));
            skipSpaces();
            return new Exemplar(labels, value, at == line.length() ? Double.NaN : number(until(" ")));
        }

        private Map<String, String> labels() {
            if (at == line.length() || line.charAt(at) != '{') {
                return Map.of();
            }
            at++;
            Map<String, String> labels = new LinkedHashMap<>();
            while (line.charAt(at) != '}') {
                String name = until("=");
                expect('=');
                expect('"');
                labels.put(name, quoted());
                if (line.charAt(at) == ',') {
                    at++;
                }
            }
            at++;
            return Collections.unmodifiableMap(labels);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (; line.charAt(at) != '"'; at++) {
                char c = line.charAt(at);
                if (c == '\\') {
                    at++;
                    c = line.charAt(at) == 'n' ? '\n' : line.charAt(at);
                }
                value.append(c);
            }
            at++;
            return value.toString();
        }

        private String until(String ends) {
            int start = at;
            while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
                at++;
            }
            return line.substring(start, at);
        }

        private void skipSpaces() {
            while (at < line.length() && line.charAt(at) == ' ') {
                at++;
            }
        }

        private void expect(char c) {
            if (line.charAt(at) != c) {
                throw new IllegalArgumentException("expected " + c + " at column " + (at + 1));
            }
            at++;
        }
    }
}
