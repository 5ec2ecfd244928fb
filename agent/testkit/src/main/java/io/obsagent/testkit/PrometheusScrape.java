package io.obsagent.testkit;

import io.obsagent.testkit.MetricFamily.Exemplar;
import io.obsagent.testkit.MetricFamily.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The answer of a /metrics endpoint, read like Prometheus reads it. Labels are given as name, value, name, value...; a
 * query matches every sample that has at least these labels.
 */
public final class PrometheusScrape {

    /** Accept header for the classic text format. */
    public static final String TEXT = "text/plain; version=0.0.4";
    /** Accept header for OpenMetrics 1.0, the text format with exemplars. */
    public static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    /** Accept header for length-delimited protobuf. */
    public static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String contentType;
    private final List<MetricFamily> families;

    private PrometheusScrape(String contentType, List<MetricFamily> families) {
        this.contentType = contentType;
        this.families = List.copyOf(families);
    }

    /** Scrapes {@code url} in the classic text format. */
    public static PrometheusScrape fetch(String url) {
        return fetch(url, TEXT);
    }

    /**
     * Scrapes {@code url}, offering {@code accept}, and reads whatever format is answered.
     *
     * @throws UncheckedIOException if the endpoint cannot be reached or does not answer 200 within 10 seconds
     * @throws IllegalArgumentException if the answer cannot be parsed
     */
    public static PrometheusScrape fetch(String url, String accept) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", accept)
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(url + " answered " + response.statusCode());
            }
            return parse(response.headers().firstValue("Content-Type").orElse(""), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot scrape " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while scraping " + url, e));
        }
    }

    /**
     * Parses the body of a scrape by its Content-Type.
     *
     * @throws IllegalArgumentException if it is not of that format
     */
    public static PrometheusScrape parse(String contentType, byte[] body) {
        List<MetricFamily> families;
        if (contentType.startsWith("application/vnd.google.protobuf")) {
            families = PrometheusProtobuf.parse(body);
        } else {
            boolean openMetrics = contentType.startsWith("application/openmetrics-text");
            families = PrometheusText.parse(new String(body, StandardCharsets.UTF_8), openMetrics);
        }
        return new PrometheusScrape(contentType, families);
    }

    /** The Content-Type header of the answer. */
    public String contentType() {
        return contentType;
    }

    /** All families in the order of the answer. */
    public List<MetricFamily> families() {
        return families;
    }

    /** The family of that name, with or without a counter's {@code _total}. */
    public Optional<MetricFamily> family(String name) {
        String base = withoutTotal(name);
        return families.stream()
                .filter(family -> withoutTotal(family.name()).equals(base))
                .findFirst();
    }

    /** The samples of that full name (with {@code _total}, {@code _bucket}...) that have these labels. */
    public List<Sample> samples(String name, String... labels) {
        return matching(name, labels).toList();
    }

    /** The value of the one sample that matches, empty if there is none. */
    public OptionalDouble value(String name, String... labels) {
        List<Sample> samples = samples(name, labels);
        if (samples.size() > 1) {
            throw new IllegalArgumentException(samples.size() + " samples match, name more labels: " + samples);
        }
        return samples.stream().mapToDouble(Sample::value).findFirst();
    }

    /** The sum over all samples that match, 0 if there is none. */
    public double sum(String name, String... labels) {
        return matching(name, labels).mapToDouble(Sample::value).sum();
    }

    /** The label sets of the samples that match; for a histogram use the {@code _count} name. */
    public List<Map<String, String>> labels(String name, String... labels) {
        return matching(name, labels).map(Sample::labels).toList();
    }

    /** Every value that {@code label} takes in the samples that match. */
    public Set<String> labelValues(String name, String label, String... labels) {
        Set<String> values = new LinkedHashSet<>();
        matching(name, labels).forEach(sample -> {
            String value = sample.labels().get(label);
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    /** The exemplars of all samples that match. */
    public List<Exemplar> exemplars(String name, String... labels) {
        return matching(name, labels)
                .map(Sample::exemplar)
                .filter(exemplar -> exemplar != null)
                .toList();
    }

    /** All series of the histogram that match, added up; empty if there is none. */
    public HistogramSnapshot histogram(String name, String... labels) {
        return HistogramSnapshot.merge(histograms(name, labels).values());
    }

    /** The series of the histogram that match, by their labels (without {@code le}). */
    public Map<Map<String, String>, HistogramSnapshot> histograms(String name, String... labels) {
        Map<Map<String, String>, NavigableMap<Double, Double>> buckets = new LinkedHashMap<>();
        matching(name + "_bucket", labels).forEach(sample -> {
            Map<String, String> series = new HashMap<>(sample.labels());
            double bound = PrometheusText.number(series.remove("le"));
            buckets.computeIfAbsent(series, key -> new TreeMap<>()).put(bound, sample.value());
        });
        Map<Map<String, String>, HistogramSnapshot> histograms = new LinkedHashMap<>();
        matching(name + "_count", labels).forEach(sample -> {
            double sum = matching(name + "_sum")
                    .filter(other -> other.labels().equals(sample.labels()))
                    .mapToDouble(Sample::value)
                    .sum();
            NavigableMap<Double, Double> own = buckets.getOrDefault(sample.labels(), new TreeMap<>());
            histograms.put(sample.labels(), new HistogramSnapshot(own, sum, sample.value()));
        });
        return histograms;
    }

    private Stream<Sample> matching(String name, String... labels) {
        Map<String, String> wanted = pairs(labels);
        return families.stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name) && sample.hasLabels(wanted));
    }

    private static Map<String, String> pairs(String... labels) {
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException("labels are name, value, name, value...: " + List.of(labels));
        }
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            pairs.put(labels[i], labels[i + 1]);
        }
        return pairs;
    }

    private static String withoutTotal(String name) {
        return name.endsWith("_total") ? name.substring(0, name.length() - "_total".length()) : name;
    }
}
