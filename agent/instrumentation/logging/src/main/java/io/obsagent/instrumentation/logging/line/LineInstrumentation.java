package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** Output of Logback, Log4j 2, Log4j 1 and reload4j, java.util.logging with Tomcat's JULI, JBoss LogManager. */
public final class LineInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "log-format";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.onlyWhenAskedFor();
        outputs(weaving);
        weaving.types("ch.qos.logback.classic.PatternLayout")
                .methods("doLayout(ch.qos.logback.classic.spi.ILoggingEvent)")
                .replacing()
                .with(LogbackLineHook.class);
        weaving.types("org.apache.logging.log4j.core.layout.PatternLayout")
                .methods("toText")
                .with(Log4j2LineHook.class);
        weaving.types(
                        "org.apache.log4j.PatternLayout",
                        "org.apache.log4j.EnhancedPatternLayout",
                        "org.apache.log4j.SimpleLayout",
                        "org.apache.log4j.TTCCLayout")
                .methods("format(org.apache.log4j.spi.LoggingEvent)")
                .replacing()
                .with(Log4j1LineHook.class)
                .methods("ignoresThrowable()")
                .replacing()
                .with(Log4j1ThrowableHook.class);
        weaving.types("java.util.logging.SimpleFormatter", "org.apache.juli.OneLineFormatter")
                .methods("format(java.util.logging.LogRecord)")
                .replacing()
                .with(JulLineHook.class);
        weaving.types("org.jboss.logmanager.formatters.MultistepFormatter")
                .methods("format(org.jboss.logmanager.ExtLogRecord)")
                .replacing()
                .with(JbossLineHook.class);
    }

    /** Where events are formatted for consoles and files. */
    private static void outputs(Weaving weaving) {
        weaving.types("ch.qos.logback.core.OutputStreamAppender")
                .methods("subAppend(java.lang.Object)")
                .with(OutputHook.class);
        weaving.types("org.apache.logging.log4j.core.appender.AbstractOutputStreamAppender")
                .methods("append(org.apache.logging.log4j.core.LogEvent)")
                .with(OutputHook.class);
        weaving.types("org.apache.log4j.WriterAppender")
                .methods("subAppend(org.apache.log4j.spi.LoggingEvent)")
                .with(OutputHook.class);
        weaving.types("java.util.logging.StreamHandler", "org.apache.juli.FileHandler")
                .methods("publish(java.util.logging.LogRecord)")
                .with(OutputHook.class);
        weaving.types("org.jboss.logmanager.handlers.WriterHandler")
                .methods("doPublish(org.jboss.logmanager.ExtLogRecord)")
                .with(OutputHook.class);
    }
}
