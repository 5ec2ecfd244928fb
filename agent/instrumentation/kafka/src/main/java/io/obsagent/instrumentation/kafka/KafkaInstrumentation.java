package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * Kafka's own Java client: producers, consumers, and the processing of the records that a poll returned, by the application
 * itself, in Kafka Streams, and in listeners of Spring Kafka.
 */
public final class KafkaInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void weave(Weaving weaving) {
        // behind the application's interceptors, so that what is described is what is sent
        weaving.types("org.apache.kafka.clients.producer.KafkaProducer")
                .methods("doSend(org.apache.kafka.clients.producer.ProducerRecord, "
                        + "org.apache.kafka.clients.producer.Callback)")
                .replacing()
                .with(SendHook.class);
        weaving.types("org.apache.kafka.clients.producer.internals.RecordAccumulator")
                .methods("append")
                .replacing()
                .with(AppendHook.class);
        weaving.types("org.apache.kafka.clients.consumer.KafkaConsumer")
                .methods("<init>(org.apache.kafka.clients.consumer.ConsumerConfig, "
                        + "org.apache.kafka.common.serialization.Deserializer, "
                        + "org.apache.kafka.common.serialization.Deserializer)")
                .staysOn()
                .with(NewConsumerHook.class)
                .methods("poll(long)", "poll(java.time.Duration)")
                .staysOn()
                .with(PollHook.class)
                .methods("commitSync", "commitAsync")
                .outermost("kafka-commit")
                .replacing()
                .with(CommitHook.class)
                .methods("close")
                .outermost("kafka-close")
                .staysOn()
                .with(CloseHook.class);
        weaving.types("org.apache.kafka.clients.consumer.internals.SubscriptionState")
                .methods("partitionLag")
                .staysOn()
                .with(LagHook.class);
        weaving.types("org.apache.kafka.clients.consumer.ConsumerRecords")
                .methods("iterator()", "records(java.lang.String)", "records(org.apache.kafka.common.TopicPartition)")
                .replacing()
                .with(IterationHook.class);
        weaveStreams(weaving);
        weaveSpring(weaving);
    }

    /** A task takes one record after the other from its queues and takes it through the topology. */
    private static void weaveStreams(Weaving weaving) {
        weaving.types("org.apache.kafka.streams.processor.internals.StreamTask")
                .methods("process")
                .staysOn()
                .with(StreamTaskHook.class);
        weaving.types("org.apache.kafka.streams.processor.internals.PartitionGroup")
                .methods("nextRecord")
                .with(StreamRecordHook.class);
        weaving.types("org.apache.kafka.streams.processor.internals.RecordDeserializer")
                .methods("deserialize(org.apache.kafka.streams.processor.ProcessorContext, "
                        + "org.apache.kafka.clients.consumer.ConsumerRecord)")
                .with(StreamHeadersHook.class);
    }

    /** Where the container has pollAndInvoke; older ones iterate over records as anybody does. */
    private static void weaveSpring(Weaving weaving) {
        weaving.types("org.springframework.kafka.listener.KafkaMessageListenerContainer$ListenerConsumer")
                .methods("pollAndInvoke")
                .staysOn()
                .with(SpringPollHook.class)
                .methods("doInvokeOnMessage")
                .with(SpringRecordHook.class)
                .methods("doInvokeBatchOnMessage", "invokeBatchOnMessageWithRecordsOrList")
                .outermost("spring-kafka-batch")
                .with(SpringBatchHook.class);
    }
}
