package io.obsagent.verify.apps.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The two signatures of {@code poll}: in milliseconds up to 3.9, with a Duration from 2.0 on. */
final class Polling {

    private static final Method BY_MILLIS = find(long.class);
    private static final Method BY_DURATION = find(Duration.class);

    private Polling() {}

    /** With a Duration, if the client can do that. */
    static ConsumerRecords<String, String> poll(KafkaConsumer<String, String> consumer, long millis) {
        return BY_DURATION == null ? byMillis(consumer, millis) : byDuration(consumer, millis);
    }

    static ConsumerRecords<String, String> byMillis(KafkaConsumer<String, String> consumer, long millis) {
        return call(BY_MILLIS, consumer, millis);
    }

    static ConsumerRecords<String, String> byDuration(KafkaConsumer<String, String> consumer, long millis) {
        return call(BY_DURATION, consumer, Duration.ofMillis(millis));
    }

    static boolean hasMillis() {
        return BY_MILLIS != null;
    }

    static boolean hasDuration() {
        return BY_DURATION != null;
    }

    private static Method find(Class<?> argument) {
        try {
            return KafkaConsumer.class.getMethod("poll", argument);
        } catch (NoSuchMethodException otherVersion) {
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<String, String> call(Method poll, KafkaConsumer<?, ?> consumer, Object timeout) {
        try {
            return (ConsumerRecords<String, String>) poll.invoke(consumer, timeout);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException) {
                throw (RuntimeException) e.getCause();
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
