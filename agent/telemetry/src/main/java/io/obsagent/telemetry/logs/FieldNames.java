package io.obsagent.telemetry.logs;

import io.obsagent.config.LogsFormat;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** How a format calls what every line has; null where the format has no such field. */
enum FieldNames {

    /** Our own, as close to OpenTelemetry's names as there are any. */
    JSON(
            "timestamp",
            "level",
            null,
            "logger",
            "thread",
            "message",
            "tags",
            "exception.type",
            "exception.message",
            "exception.stacktrace",
            "service.name"),

    /** Those of the Elastic Common Schema, flat as Elastic's own encoders write them. */
    ECS(
            "@timestamp",
            "log.level",
            null,
            "log.logger",
            "process.thread.name",
            "message",
            "tags",
            "error.type",
            "error.message",
            "error.stack_trace",
            "service.name"),

    /** Those of logstash-logback-encoder. */
    LOGSTASH(
            "@timestamp",
            "level",
            "level_value",
            "logger_name",
            "thread_name",
            "message",
            "tags",
            null,
            null,
            "stack_trace",
            null);

    final String time;
    final String level;
    final String levelValue;
    final String logger;
    final String thread;
    final String message;
    final String tags;
    final String exceptionType;
    final String exceptionMessage;
    final String stackTrace;
    final String service;
    private final Set<String> all;

    FieldNames(
            String time,
            String level,
            String levelValue,
            String logger,
            String thread,
            String message,
            String tags,
            String exceptionType,
            String exceptionMessage,
            String stackTrace,
            String service) {
        this.time = time;
        this.level = level;
        this.levelValue = levelValue;
        this.logger = logger;
        this.thread = thread;
        this.message = message;
        this.tags = tags;
        this.exceptionType = exceptionType;
        this.exceptionMessage = exceptionMessage;
        this.stackTrace = stackTrace;
        this.service = service;
        this.all = new HashSet<String>(Arrays.asList(
                time,
                level,
                levelValue,
                logger,
                thread,
                message,
                tags,
                exceptionType,
                exceptionMessage,
                stackTrace,
                service,
                "ecs.version",
                "@version"));
    }

    static FieldNames of(LogsFormat format) {
        return valueOf(format.name());
    }

    /** Whether a line calls something of its own like this. */
    boolean contains(String name) {
        return all.contains(name);
    }
}
