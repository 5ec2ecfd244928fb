package io.obsagent.verify.logging;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs of the application that logs within operations. */
final class LoggingRun {

    private static final int SPANS = 8;

    private LoggingRun() {}

    static ForkedApp.Builder app(Library library) {
        return AppRun.app("logging", "io.obsagent.verify.apps.logging.Logging", library);
    }

    /** The span of each call by what it made the application do. */
    static Map<String, ReceivedSpan> spansOf(AppRun run) {
        return run.takeAll(SPANS).stream().collect(Collectors.toMap(LoggingRun::lastWord, Function.identity()));
    }

    private static String lastWord(ReceivedSpan span) {
        String text = String.valueOf(span.attribute("db.query.text"));
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
