package io.obsagent.verify.apps.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records to no broker, with callbacks and records that throw each {@link Fault}. Prints what each came to. */
public final class FaultySends {

    private FaultySends() {}

    public static void main(String[] args) throws Exception {
        Map<String, Object> settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("max.block.ms", "0");
        settings.put("client.id", "faulty");
        Serializer<String> text = new StringSerializer();
        try (KafkaProducer<String, String> producer = new KafkaProducer<String, String>(settings, text, text)) {
            for (Fault fault : Fault.values()) {
                // memory is short for the producer's own threads too
                if (fault != Fault.MEMORY) {
                    System.out.println(fault + " in the callback: " + send(producer, fault, Fault.NONE));
                    System.out.println(fault + " in the record: " + send(producer, Fault.NONE, fault));
                }
            }
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static String send(KafkaProducer<String, String> producer, final Fault inCallback, Fault inRecord) {
        final StringBuilder told = new StringBuilder();
        if (inCallback == Fault.INTERRUPTION || inRecord == Fault.INTERRUPTION) {
            Thread.currentThread().interrupt();
        }
        try {
            producer.send(new FaultyRecord(inRecord), new Callback() {
                @Override
                public void onCompletion(RecordMetadata metadata, Exception exception) {
                    told.append("told ").append(exception.getClass().getName()).append(", ");
                    inCallback.happen();
                }
            });
            told.append("returned");
        } catch (Throwable thrown) {
            told.append("thrown ").append(thrown.getClass().getName());
        }
        return told + ", interrupted " + Thread.interrupted();
    }

    /** A record that throws when it is asked for its key. */
    private static final class FaultyRecord extends ProducerRecord<String, String> {
        private final Fault fault;

        FaultyRecord(Fault fault) {
            super("faulty", "key", "value");
            this.fault = fault;
        }

        @Override
        public String key() {
            fault.happen();
            return super.key();
        }
    }
}
