package io.obsagent.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.obsagent.testkit.MetricFamily.Exemplar;
import io.obsagent.testkit.MetricFamily.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reader of length-delimited {@code io.prometheus.client.MetricFamily} messages. It goes by the schema's field numbers
 * rather than by generated classes, so that a test does not read with the very code the server under test writes with.
 * Native histograms are not read.
 */
final class PrometheusProtobuf {

    /** By the number of the schema's MetricType. */
    private static final String[] TYPES = {"counter", "gauge", "summary", "untyped", "histogram", "gaugehistogram"};

    private static final int METRIC_GAUGE = 2;
    private static final int METRIC_COUNTER = 3;
    private static final int METRIC_SUMMARY = 4;
    private static final int METRIC_UNTYPED = 5;
    private static final int METRIC_HISTOGRAM = 7;

    private PrometheusProtobuf() {}

    static List<MetricFamily> parse(byte[] body) {
        List<MetricFamily> families = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        try {
            while (in.available() > 0) {
                UnknownFieldSet.Builder fields = UnknownFieldSet.newBuilder();
                fields.mergeDelimitedFrom(in);
                families.add(family(new Message(fields.build())));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a delimited protobuf scrape", e);
        }
        return families;
    }

    private static MetricFamily family(Message message) throws IOException {
        String name = message.string(1);
        List<Sample> samples = new ArrayList<>();
        for (Message metric : message.messages(4)) {
            Map<String, String> labels = labels(metric.messages(1));
            for (int field : new int[] {METRIC_GAUGE, METRIC_COUNTER, METRIC_UNTYPED}) {
                for (Message scalar : metric.messages(field)) {
                    samples.add(new Sample(name, labels, scalar.number(1), exemplar(scalar.messages(2))));
                }
            }
            for (Message summary : metric.messages(METRIC_SUMMARY)) {
                for (Message quantile : summary.messages(3)) {
                    Map<String, String> bound = with(labels, "quantile", quantile.number(1));
                    samples.add(new Sample(name, bound, quantile.number(2), null));
                }
                totals(name, labels, summary, samples);
            }
            for (Message histogram : metric.messages(METRIC_HISTOGRAM)) {
                buckets(name, labels, histogram, samples);
                totals(name, labels, histogram, samples);
            }
        }
        return new MetricFamily(name, TYPES[(int) message.integer(3)], message.string(2), samples);
    }

    private static void buckets(String name, Map<String, String> labels, Message histogram, List<Sample> samples)
            throws IOException {
        boolean infinite = false;
        for (Message bucket : histogram.messages(3)) {
            double bound = bucket.number(2);
            infinite |= Double.isInfinite(bound);
            Map<String, String> all = with(labels, "le", bound);
            samples.add(new Sample(name + "_bucket", all, bucket.integer(1), exemplar(bucket.messages(3))));
        }
        if (!infinite) { // optional on the wire, obligatory in the text formats
            Map<String, String> all = with(labels, "le", Double.POSITIVE_INFINITY);
            samples.add(new Sample(name + "_bucket", all, histogram.integer(1), null));
        }
    }

    private static void totals(String name, Map<String, String> labels, Message message, List<Sample> samples) {
        samples.add(new Sample(name + "_count", labels, message.integer(1), null));
        samples.add(new Sample(name + "_sum", labels, message.number(2), null));
    }

    private static Exemplar exemplar(List<Message> messages) throws IOException {
        if (messages.isEmpty()) {
            return null;
        }
        Message exemplar = messages.get(0);
        double seconds = Double.NaN;
        for (Message timestamp : exemplar.messages(3)) {
            seconds = timestamp.integer(1) + timestamp.integer(2) / 1e9;
        }
        return new Exemplar(labels(exemplar.messages(1)), exemplar.number(2), seconds);
    }

    private static Map<String, String> labels(List<Message> pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (Message pair : pairs) {
            labels.put(pair.string(1), pair.string(2));
        }
        return labels;
    }

    private static Map<String, String> with(Map<String, String> labels, String name, double bound) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.put(name, bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound));
        return all;
    }

    /** A message by field numbers; what is absent has the type's default. */
    private record Message(UnknownFieldSet fields) {

        String string(int field) {
            List<ByteString> values = fields.getField(field).getLengthDelimitedList();
            return values.isEmpty() ? "" : values.get(0).toStringUtf8();
        }

        long integer(int field) {
            List<Long> values = fields.getField(field).getVarintList();
            return values.isEmpty() ? 0 : values.get(0);
        }

        double number(int field) {
            List<Long> values = fields.getField(field).getFixed64List();
            return values.isEmpty() ? 0 : Double.longBitsToDouble(values.get(0));
        }

        List<Message> messages(int field) throws InvalidProtocolBufferException {
            List<Message> messages = new ArrayList<>();
            for (ByteString bytes : fields.getField(field).getLengthDelimitedList()) {
                messages.add(new Message(UnknownFieldSet.parseFrom(bytes)));
            }
            return messages;
        }
    }
}
