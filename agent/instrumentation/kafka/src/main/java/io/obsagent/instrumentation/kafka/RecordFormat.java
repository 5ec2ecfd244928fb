package io.obsagent.instrumentation.kafka;

import io.obsagent.api.State;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;

/**
 * Whether the records that a producer writes may have headers. Brokers before 0.11 know none, and the client refuses such
 * records; clients that no longer talk to them (4.0 and newer) have nothing to ask.
 */
final class RecordFormat {

    private static final byte FIRST_WITH_HEADERS = 2;

    /**
     * Those whose brokers knew no headers when they were asked. While it has no connection the client takes all brokers
     * for new ones; when it turns out that they are not, it has to convert its records, which 0.11 refuses with headers.
     */
    private static final State<RecordAccumulator, Boolean> WITHOUT_HEADERS = new State<RecordAccumulator, Boolean>();

    /** Both null where there is nothing to ask. */
    private static final Field API_VERSIONS;

    private static final Method MAX_MAGIC;

    static {
        Field field = null;
        Method method = null;
        try {
            method = Class.forName("org.apache.kafka.clients.ApiVersions", true, RecordFormat.class.getClassLoader())
                    .getMethod("maxUsableProduceMagic");
            field = RecordAccumulator.class.getDeclaredField("apiVersions");
            field.setAccessible(true);
        } catch (ReflectiveOperationException always) {
            method = null;
        }
        API_VERSIONS = field;
        MAX_MAGIC = method;
    }

    private RecordFormat() {}

    static boolean hasHeaders(RecordAccumulator accumulator) {
        if (MAX_MAGIC == null) {
            return true;
        }
        if (WITHOUT_HEADERS.get(accumulator) != null) {
            return false;
        }
        try {
            if ((Byte) MAX_MAGIC.invoke(API_VERSIONS.get(accumulator)) >= FIRST_WITH_HEADERS) {
                return true;
            }
            WITHOUT_HEADERS.put(accumulator, Boolean.TRUE);
            return false;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
